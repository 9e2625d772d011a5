import { CreateStackCommand } from '@aws-sdk/client-cloudformation';
import { GetRoleCommand, ListRolePoliciesCommand, ListRoleTagsCommand } from '@aws-sdk/client-iam';
import {
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketPolicyCommand,
  GetBucketTaggingCommand,
  GetPublicAccessBlockCommand,
} from '@aws-sdk/client-s3';
import {
  DescribeNotebookInstanceCommand,
  DescribeNotebookInstanceLifecycleConfigCommand,
  ListTagsCommand,
} from '@aws-sdk/client-sagemaker';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { account, region, type Server, startServer, startTimeout } from './server.ts';
import { smallTemplate } from './stack-template.ts';
import {
  createStack,
  describeStack,
  endNotebook,
  onlyNotebook,
  outputsOf,
  stackEvents,
  stackResources,
  statusesOf,
} from './stacks.ts';

let server: Server;
const name = 'labs-kim';
let outputs: Readonly<Record<string, string>>;

beforeAll(async () => {
  server = await startServer({ hooks: 'external' });
}, startTimeout);
afterAll(() => server.stop());

test('a stack is CREATE_IN_PROGRESS while its notebook is Pending, and complete after it', async () => {
  const id = await createStack(server, name, {
    Tags: [{ Key: 'labs:sandbox', Value: name }],
    Parameters: [{ ParameterKey: 'Size', ParameterValue: '30' }],
  });
  expect(id).toMatch(
    new RegExp(`^arn:aws:cloudformation:${region}:${account}:stack/${name}/[0-9a-f-]{36}$`),
  );
  const before = await describeStack(server, name);
  expect(before.StackStatus).toBe('CREATE_IN_PROGRESS');
  expect(before.Outputs ?? []).toEqual([]);
  const resources = await stackResources(server, name);
  expect(resources['Notebook']?.ResourceStatus).toBe('CREATE_IN_PROGRESS');
  expect(resources['Stop']).toBeUndefined();
  const notebook = await onlyNotebook(server);
  expect(notebook).toMatchObject({ status: 'Pending', firstStart: true, volumeGiB: 30 });

  expect(await endNotebook(server, notebook.name, 'InService')).toBe(200);
  const after = await describeStack(server, name);
  expect(after.StackStatus).toBe('CREATE_COMPLETE');
  outputs = outputsOf(after);
});

test('events tell each status of each resource, newest first, in the order of dependencies', async () => {
  const events = await stackEvents(server, name);
  expect(statusesOf(events, 'Notebook')).toEqual([
    'CREATE_IN_PROGRESS',
    'CREATE_IN_PROGRESS',
    'CREATE_COMPLETE',
  ]);
  const complete = events
    .filter((event) => event.ResourceStatus === 'CREATE_COMPLETE')
    .map((event) => event.LogicalResourceId);
  expect(complete.indexOf('Role')).toBeLessThan(complete.indexOf('Policy'));
  expect(complete.indexOf('Policy')).toBeLessThan(complete.indexOf('Notebook'));
  expect(complete.indexOf('Notebook')).toBeLessThan(complete.indexOf('Stop'));
  expect(complete.at(-1)).toBe(name);
  const times = events.map((event) => event.Timestamp?.getTime() ?? 0);
  expect(new Set(times).size).toBe(times.length);
});

test('resources get the names that CloudFormation makes', async () => {
  const resources = await stackResources(server, name);
  const physical = (id: string) => resources[id]?.PhysicalResourceId ?? '';
  expect(physical('Bucket')).toMatch(/^labs-kim-bucket-[a-z0-9]{12}$/);
  expect(physical('BucketPolicy')).toBe(physical('Bucket'));
  expect(physical('Role')).toMatch(/^labs-kim-Role-[A-Za-z0-9]{12}$/);
  expect(physical('Stop')).toMatch(/^labs-kim-Stop-[A-Za-z0-9]{12}$/);
  // SageMaker's types leave the name of the stack out.
  expect(outputs['NotebookName']).toMatch(/^Notebook-[A-Za-z0-9]{12}$/);
});

test('long names are cut to 63 characters of a bucket and 64 of a role', async () => {
  const long = `labs-${'a'.repeat(80)}`;
  await createStack(server, long);
  const resources = await stackResources(server, long);
  expect(resources['Bucket']?.PhysicalResourceId).toHaveLength(63);
  expect(resources['Role']?.PhysicalResourceId).toHaveLength(64);
  expect(resources['Role']?.PhysicalResourceId).toMatch(/-Role-[A-Za-z0-9]{12}$/);
});

test('Ref of a notebook and of its lifecycle configuration is the ARN, GetAtt the name', () => {
  const arn = `arn:aws:sagemaker:${region}:${account}:`;
  expect(outputs['NotebookRef']).toBe(`${arn}notebook-instance/${outputs['NotebookName']}`);
  expect(outputs['HooksRef']).toMatch(
    new RegExp(`^${arn}notebook-instance-lifecycle-config/Hooks-[A-Za-z0-9]{12}$`),
  );
});

test('a notebook gets every property of the template', async () => {
  const notebook = await server.sageMaker.send(
    new DescribeNotebookInstanceCommand({ NotebookInstanceName: outputs['NotebookName'] }),
  );
  expect(notebook).toMatchObject({
    NotebookInstanceStatus: 'InService',
    InstanceType: 'ml.t3.medium',
    VolumeSizeInGB: 30,
    PlatformIdentifier: 'notebook-al2023-v1',
    RootAccess: 'Disabled',
    DirectInternetAccess: 'Enabled',
    InstanceMetadataServiceConfiguration: { MinimumInstanceMetadataServiceVersion: '2' },
    NotebookInstanceLifecycleConfigName: outputs['HooksRef']?.split('/').at(-1),
    RoleArn: outputs['RoleArn'],
  });
  const hooks = await server.sageMaker.send(
    new DescribeNotebookInstanceLifecycleConfigCommand({
      NotebookInstanceLifecycleConfigName: notebook.NotebookInstanceLifecycleConfigName,
    }),
  );
  const start = Buffer.from(hooks.OnStart?.[0]?.Content ?? '', 'base64').toString();
  expect(start).toBe(`#!/bin/bash\necho ${name} ${outputs['Bucket']} \${HOME}\n`);
  const state = (await server.state()).notebooks.find((n) => n.name === outputs['NotebookName']);
  expect(state?.onStart).toBe(hooks.OnStart?.[0]?.Content);
  expect(state?.onCreate).toBe(hooks.OnCreate?.[0]?.Content);
});

test('a bucket gets encryption, access block, lifecycle and policy of the template', async () => {
  const Bucket = outputs['Bucket'];
  const encryption = await server.s3.send(new GetBucketEncryptionCommand({ Bucket }));
  expect(encryption.ServerSideEncryptionConfiguration?.Rules?.[0]).toMatchObject({
    ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' },
  });
  const block = await server.s3.send(new GetPublicAccessBlockCommand({ Bucket }));
  expect(block.PublicAccessBlockConfiguration).toEqual({
    BlockPublicAcls: true,
    BlockPublicPolicy: true,
    IgnorePublicAcls: true,
    RestrictPublicBuckets: true,
  });
  const rules = await server.s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket }));
  expect(rules.Rules?.[0]).toMatchObject({
    Status: 'Enabled',
    AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 },
  });
  const policy = await server.s3.send(new GetBucketPolicyCommand({ Bucket }));
  expect(JSON.parse(policy.Policy ?? '')).toMatchObject({
    Statement: [{ Resource: [`arn:aws:s3:::${Bucket}`, `arn:aws:s3:::${Bucket}/*`] }],
  });
});

test('a role gets its path, trust and inline policies, also those of AWS::IAM::Policy', async () => {
  const role = outputs['RoleArn'] ?? '';
  expect(role).toMatch(
    new RegExp(`^arn:aws:iam::${account}:role/labs/${name}/labs-kim-Role-[A-Za-z0-9]{12}$`),
  );
  const roleName = role.split('/').at(-1);
  const policies = await server.iam.send(new ListRolePoliciesCommand({ RoleName: roleName }));
  expect(policies.PolicyNames).toEqual(['bucket', 'more']);
  const { Role } = await server.iam.send(new GetRoleCommand({ RoleName: roleName }));
  expect(Role).toMatchObject({ Arn: role, Path: `/labs/${name}/` });
  expect(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '')).toContain(
    'sagemaker.amazonaws.com',
  );
});

test('the tags of a stack, and those CloudFormation adds, are on bucket, role, notebook and hooks', async () => {
  const id = (await describeStack(server, name)).StackId;
  const common = [
    { Key: 'aws:cloudformation:stack-id', Value: id },
    { Key: 'aws:cloudformation:stack-name', Value: name },
    { Key: 'labs:sandbox', Value: name },
  ];
  const logical = (Value: string) => ({ Key: 'aws:cloudformation:logical-id', Value });
  const tagsOf = async (ResourceArn: string | undefined) =>
    (await server.sageMaker.send(new ListTagsCommand({ ResourceArn }))).Tags;
  const notebook = await tagsOf(outputs['NotebookRef']);
  expect(notebook).toEqual(expect.arrayContaining([...common, logical('Notebook')]));
  expect(notebook).toContainEqual({ Key: 'of', Value: 'the notebook' });
  expect(await tagsOf(outputs['HooksRef'])).toEqual(
    expect.arrayContaining([...common, logical('Hooks')]),
  );
  const bucket = await server.s3.send(new GetBucketTaggingCommand({ Bucket: outputs['Bucket'] }));
  expect(bucket.TagSet).toEqual(expect.arrayContaining([...common, logical('Bucket')]));
  const role = await server.iam.send(
    new ListRoleTagsCommand({ RoleName: outputs['RoleArn']?.split('/').at(-1) }),
  );
  expect(role.Tags).toEqual(expect.arrayContaining([...common, logical('Role')]));
});

test('a schedule of a stack is in the state that the gateway reads', async () => {
  const { schedules } = await server.state();
  expect(schedules).toEqual([
    {
      region,
      name: expect.stringMatching(/^labs-kim-Stop-/),
      group: 'default',
      expression: 'rate(15 minutes)',
      startDate: '2030-01-01T00:00:00.000Z',
      endDate: null,
      windowMinutes: 0,
      retryAttempts: 0,
      retrySeconds: 86400,
      state: 'ENABLED',
      targetArn: 'arn:aws:scheduler:::aws-sdk:sagemaker:stopNotebookInstance',
      input: JSON.stringify({ NotebookInstanceName: outputs['NotebookName'] }),
      roleArn: outputs['RoleArn'],
    },
  ]);
});

test('the outputs of a stack are those of its template', async () => {
  const template = {
    ...smallTemplate,
    Conditions: { Never: { 'Fn::Equals': ['a', 'b'] } },
    Outputs: {
      Name: { Value: { Ref: 'Bucket' }, Description: 'a name', Export: { Name: 'the-bucket' } },
      Hidden: { Condition: 'Never', Value: 'x' },
    },
  };
  await server.cloudFormation.send(
    new CreateStackCommand({
      StackName: 'outputs',
      TemplateBody: JSON.stringify(template),
      Capabilities: ['CAPABILITY_IAM'],
    }),
  );
  const stack = await describeStack(server, 'outputs');
  expect(Object.keys(outputsOf(stack))).toEqual(['Name']);
  expect(stack.Outputs?.[0]).toMatchObject({ Description: 'a name', ExportName: 'the-bucket' });
});
