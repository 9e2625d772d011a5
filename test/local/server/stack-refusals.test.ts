import {
  CreateStackCommand,
  type CreateStackCommandInput,
  DeleteStackCommand,
  DescribeAccountLimitsCommand,
  DescribeStackEventsCommand,
  GetTemplateCommand,
  GetTemplateSummaryCommand,
  ListStackResourcesCommand,
  ListStacksCommand,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import { CreateBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { account, refusal, region, type Server, startServer, startTimeout } from './server.ts';
import { sandboxTemplate, smallTemplate } from './stack-template.ts';
import { createStack, describeStack, outputsOf, stackEvents } from './stacks.ts';

let server: Server;

beforeAll(async () => {
  server = await startServer();
}, startTimeout);
afterAll(() => server.stop());

function create(StackName: string, more: Partial<CreateStackCommandInput> = {}) {
  return server.cloudFormation.send(
    new CreateStackCommand({
      StackName,
      TemplateBody: JSON.stringify(smallTemplate),
      Capabilities: ['CAPABILITY_IAM'],
      ...more,
    }),
  );
}

const body = (template: object) => ({ TemplateBody: JSON.stringify(template) });
const bucketOnly = { Bucket: { Type: 'AWS::S3::Bucket' } };

test('a name that is taken is AlreadyExistsException', async () => {
  await create('taken');
  expect(await refusal(create('taken'))).toEqual({
    name: 'AlreadyExistsException',
    message: 'Stack [taken] already exists',
  });
});

test('the same ClientRequestToken again is the same stack, another one is not', async () => {
  const first = await create('token', { ClientRequestToken: 'one' });
  const second = await create('token', { ClientRequestToken: 'one' });
  expect(second.StackId).toBe(first.StackId);
  expect((await stackEvents(server, 'token'))[0]).toMatchObject({ ClientRequestToken: 'one' });
  expect(await refusal(create('token', { ClientRequestToken: 'two' }))).toMatchObject({
    name: 'AlreadyExistsException',
  });
  const update = (ParameterValue = 'new') =>
    server.cloudFormation.send(
      new UpdateStackCommand({
        StackName: 'token',
        UsePreviousTemplate: true,
        Capabilities: ['CAPABILITY_IAM'],
        ClientRequestToken: 'three',
        Parameters: [{ ParameterKey: 'Note', ParameterValue }],
      }),
    );
  await update();
  expect((await update()).StackId).toBe(first.StackId);
  const used = { name: 'TokenAlreadyExistsException' };
  expect(await refusal(update('newer'))).toMatchObject(used);
  const remove = (ClientRequestToken: string) =>
    server.cloudFormation.send(new DeleteStackCommand({ StackName: 'token', ClientRequestToken }));
  expect(await refusal(remove('three'))).toMatchObject(used);
  await remove('four');
});

test('a template of more than 51,200 bytes is refused', async () => {
  const template = (length: number) =>
    JSON.stringify({ Description: '', Resources: bucketOnly, Metadata: { A: 'x'.repeat(length) } });
  const room = 51_200 - template(0).length;
  const refused = await refusal(create('long', { TemplateBody: template(room + 1) }));
  expect(refused.name).toBe('ValidationError');
  expect(refused.message).toMatch(
    / at 'templateBody' failed to satisfy constraint: Member must have length less than or equal to 51200$/,
  );
  await create('long', { TemplateBody: template(room) });
});

test('a longer template can lie in a bucket', async () => {
  await server.s3.send(new CreateBucketCommand({ Bucket: 'templates' }));
  const template = { Resources: bucketOnly, Metadata: { A: 'x'.repeat(60_000) } };
  await server.s3.send(
    new PutObjectCommand({
      Bucket: 'templates',
      Key: 'a b.json',
      Body: JSON.stringify(template),
    }),
  );
  const { TemplateBody: _, ...rest } = body({});
  await server.cloudFormation.send(
    new CreateStackCommand({
      ...rest,
      StackName: 'url',
      TemplateURL: `${server.endpoint}/templates/a%20b.json`,
    }),
  );
  expect((await describeStack(server, 'url')).StackStatus).toBe('CREATE_COMPLETE');
});

test('IAM resources ask for CAPABILITY_IAM, named ones for CAPABILITY_NAMED_IAM', async () => {
  expect(await refusal(create('cap', { Capabilities: [] }))).toEqual({
    name: 'InsufficientCapabilitiesException',
    message: 'Requires capabilities : [CAPABILITY_IAM]',
  });
  const role = smallTemplate.Resources['Role']?.['Properties'] as object;
  const named = body({
    ...smallTemplate,
    Resources: { Role: { Type: 'AWS::IAM::Role', Properties: { ...role, RoleName: 'mine' } } },
  });
  expect(await refusal(create('cap', named))).toMatchObject({
    message: 'Requires capabilities : [CAPABILITY_NAMED_IAM]',
  });
  await create('cap', { ...named, Capabilities: ['CAPABILITY_NAMED_IAM'] });
});

test('parameters that are missing, unknown or out of their rules are refused', async () => {
  const template = {
    Parameters: {
      Needed: { Type: 'String' },
      Number: { Type: 'Number', Default: 5, MinValue: 5, MaxValue: 10 },
      Slug: { Type: 'String', Default: 'a', AllowedPattern: '[a-z]+', MaxLength: 3 },
      One: { Type: 'String', Default: 'a', AllowedValues: ['a', 'b'] },
    },
    Resources: bucketOnly,
  };
  const refused = async (values: Readonly<Record<string, string>>) =>
    refusal(
      create('parameters', {
        ...body(template),
        Parameters: Object.entries(values).map(([ParameterKey, ParameterValue]) => ({
          ParameterKey,
          ParameterValue,
        })),
      }),
    );
  const error = (message: string) => ({ name: 'ValidationError', message });
  expect(await refused({})).toEqual(error('Parameters: [Needed] must have values'));
  expect(await refused({ Needed: 'x', Odd: 'y' })).toEqual(
    error('Parameters: [Odd] do not exist in the template'),
  );
  expect(await refused({ Needed: 'x', Number: '4' })).toEqual(
    error("Parameter 'Number' must be a number not less than 5"),
  );
  expect(await refused({ Needed: 'x', Slug: 'A' })).toEqual(
    error("Parameter 'Slug' must match pattern [a-z]+"),
  );
  expect(await refused({ Needed: 'x', One: 'c' })).toEqual(
    error("Parameter 'One' must be one of AllowedValues"),
  );
});

test('a template that is wrong in itself is refused, and nothing is made', async () => {
  const refused = async (template: object) =>
    (await refusal(create('wrong', body(template)))).message;
  expect(await refused({ Resources: {} })).toBe(
    'Template format error: At least one Resources member must be defined.',
  );
  expect(await refused({ Resources: bucketOnly, Extra: 1 })).toBe(
    'Invalid template property or properties [Extra]',
  );
  expect(
    await refused({ Resources: { A: { Type: 'AWS::S3::Bucket', DependsOn: 'Nobody' } } }),
  ).toBe(
    'Template format error: Unresolved resource dependencies [Nobody] in the Resources block of the template',
  );
  expect(
    await refused({
      Resources: {
        A: { Type: 'AWS::S3::Bucket', DependsOn: 'B' },
        B: { Type: 'AWS::S3::Bucket', DependsOn: 'A' },
      },
    }),
  ).toBe('Circular dependency between resources: [A, B]');
  expect(await refused({ Resources: { A: { Type: 'AWS::Nothing::Known' } } })).toContain(
    'Template format error: Unrecognized resource types: [AWS::Nothing::Known]',
  );
  expect(
    await refused({
      Resources: bucketOnly,
      Outputs: { X: { Value: { 'Fn::GetAtt': ['Bucket', 'Colour'] } } },
    }),
  ).toBe('Template error: resource Bucket does not support attribute type Colour in Fn::GetAtt');
  expect(await refusal(describeStack(server, 'wrong'))).toMatchObject({ name: 'ValidationError' });
});

test('a stack name that AWS does not take is refused', async () => {
  expect(await refusal(create('no_underscore'))).toEqual({
    name: 'ValidationError',
    message:
      "1 validation error detected: Value 'no_underscore' at 'stackName' failed to satisfy " +
      'constraint: Member must satisfy regular expression pattern: [a-zA-Z][-a-zA-Z0-9]*',
  });
});

test('a service role that is not there is refused, as a CDK app without bootstrap meets it', async () => {
  const arn = `arn:aws:iam::${account}:role/cdk-hnb659fds-cfn-exec-role-${account}-${region}`;
  expect(await refusal(create('service-role', { RoleARN: arn }))).toEqual({
    name: 'ValidationError',
    message: `Role ${arn} is invalid or cannot be assumed`,
  });
});

test('a stack in ROLLBACK_COMPLETE is not updated', async () => {
  await createStack(server, 'rolled', {
    Parameters: [{ ParameterKey: 'Type', ParameterValue: 'ml.p2.xlarge' }],
  });
  const { StackId } = await describeStack(server, 'rolled');
  const update = server.cloudFormation.send(
    new UpdateStackCommand({ StackName: 'rolled', UsePreviousTemplate: true }),
  );
  expect(await refusal(update)).toEqual({
    name: 'ValidationError',
    message: `Stack:${StackId} is in ROLLBACK_COMPLETE state and can not be updated.`,
  });
});

test('operations on a stack that is not there are ValidationErrors', async () => {
  const update = new UpdateStackCommand({ StackName: 'nobody', UsePreviousTemplate: true });
  expect(await refusal(server.cloudFormation.send(update))).toEqual({
    name: 'ValidationError',
    message: 'Stack [nobody] does not exist',
  });
  expect(
    await refusal(
      server.cloudFormation.send(new DescribeStackEventsCommand({ StackName: 'nobody' })),
    ),
  ).toEqual({ name: 'ValidationError', message: 'Stack [nobody] does not exist' });
});

test('GetTemplate gives the text back, GetTemplateSummary what is in it', async () => {
  const text = `{\n  "Description": "한국어 & <xml>",\n  "Resources": ${JSON.stringify(bucketOnly)}\n}`;
  await create('text', { TemplateBody: text });
  const template = await server.cloudFormation.send(new GetTemplateCommand({ StackName: 'text' }));
  expect(template.TemplateBody).toBe(text);
  const summary = await server.cloudFormation.send(
    new GetTemplateSummaryCommand({ TemplateBody: JSON.stringify(sandboxTemplate) }),
  );
  expect(summary.Capabilities).toEqual(['CAPABILITY_IAM']);
  expect(summary.Parameters?.map((parameter) => parameter.ParameterKey)).toEqual([
    'StopsAt',
    'Type',
    'Size',
  ]);
});

test('a YAML template with short forms is read', async () => {
  const TemplateBody = [
    'AWSTemplateFormatVersion: 2010-09-09',
    'Resources:',
    '  Bucket:',
    '    Type: AWS::S3::Bucket',
    'Outputs:',
    '  Arn:',
    '    Value: !Sub "${Bucket.Arn}/of/${AWS::StackName}"',
    '  First:',
    '    Value: !Select [0, !Split ["-", !Ref Bucket]]',
    '',
  ].join('\n');
  await create('yaml', { TemplateBody });
  const outputs = outputsOf(await describeStack(server, 'yaml'));
  expect(outputs['Arn']).toMatch(/^arn:aws:s3:::yaml-bucket-[a-z0-9]{12}\/of\/yaml$/);
  expect(outputs['First']).toBe('yaml');
});

test('lists come in pages of 100', async () => {
  const names = Array.from({ length: 101 }, (_, index) => `many-${index}`);
  for (const name of names) await create(name, body({ Resources: bucketOnly }));
  const first = await server.cloudFormation.send(new ListStacksCommand({}));
  expect(first.StackSummaries).toHaveLength(100);
  const second = await server.cloudFormation.send(
    new ListStacksCommand({ NextToken: first.NextToken }),
  );
  const found = [...(first.StackSummaries ?? []), ...(second.StackSummaries ?? [])];
  const listed = new Set(found.map((stack) => stack.StackName));
  expect(names.filter((name) => !listed.has(name))).toEqual([]);
  const resources = await server.cloudFormation.send(
    new ListStackResourcesCommand({ StackName: 'many-0' }),
  );
  expect(resources.StackResourceSummaries).toHaveLength(1);
});

test('DescribeAccountLimits tells how many resources may be in flight', async () => {
  const answer = await server.cloudFormation.send(new DescribeAccountLimitsCommand({}));
  const limits = Object.fromEntries(
    (answer.AccountLimits ?? []).map((limit) => [limit.Name, limit.Value]),
  );
  expect(limits).toEqual({
    StackLimit: 2000,
    StackOutputsLimit: 200,
    ConcurrentResourcesLimit: 2500,
  });
});
