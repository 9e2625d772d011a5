import { DeleteStackCommand } from '@aws-sdk/client-cloudformation';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Server, startServer, startTimeout } from './server.ts';
import { sandboxTemplate, smallTemplate } from './stack-template.ts';
import {
  createStack,
  describeStack,
  endNotebook,
  onlyNotebook,
  stackEvents,
  stackResources,
  statusesOf,
} from './stacks.ts';

let server: Server;

beforeAll(async () => {
  server = await startServer({ hooks: 'external' });
}, startTimeout);
afterAll(() => server.stop());

const reason = 'Lifecycle configuration script failed';

test('a notebook that fails takes its stack through ROLLBACK_IN_PROGRESS to ROLLBACK_COMPLETE', async () => {
  await createStack(server, 'failing');
  const { name } = await onlyNotebook(server);
  await endNotebook(server, name, 'Failed', reason);

  const during = await describeStack(server, 'failing');
  expect(during.StackStatus).toBe('ROLLBACK_IN_PROGRESS');
  expect(during.StackStatusReason).toBe(
    'The following resource(s) failed to create: [Notebook]. Rollback requested by user.',
  );
  expect(await onlyNotebook(server)).toMatchObject({ status: 'Deleting' });

  await endNotebook(server, name, 'Gone');
  expect((await describeStack(server, 'failing')).StackStatus).toBe('ROLLBACK_COMPLETE');
  const events = await stackEvents(server, 'failing');
  expect(statusesOf(events, 'Notebook')).toEqual([
    'CREATE_IN_PROGRESS',
    'CREATE_IN_PROGRESS',
    'CREATE_FAILED',
    'DELETE_IN_PROGRESS',
    'DELETE_COMPLETE',
  ]);
  const failed = events.find((event) => event.ResourceStatus === 'CREATE_FAILED');
  expect(failed?.ResourceStatusReason).toContain(reason);
  expect(statusesOf(events, 'Stop')).toEqual([]);
  const counts = await server.counts();
  expect(counts).toMatchObject({ 'iam:role': 0, 's3:bucket': 0, 'cloudformation:stack': 1 });
  await server.cloudFormation.send(new DeleteStackCommand({ StackName: 'failing' }));
});

test('what SageMaker refuses is the reason of the resource', async () => {
  await createStack(server, 'refused', {
    Parameters: [{ ParameterKey: 'Type', ParameterValue: 'ml.p3.2xlarge' }],
  });
  expect((await describeStack(server, 'refused')).StackStatus).toBe('ROLLBACK_COMPLETE');
  const events = await stackEvents(server, 'refused');
  const failed = events.find((event) => event.ResourceStatus === 'CREATE_FAILED');
  expect(failed?.ResourceStatusReason).toMatch(
    /^The instance type ml\.p3\.2xlarge is not supported .*\(Service: AmazonSageMaker; Status Code: 400; Error Code: ValidationException; Request ID: [0-9a-f-]{36}; Proxy: null\)$/,
  );
});

test('a quota that is used up fails the stack', async () => {
  await server.control('PUT', 'quotas', { 'L-04CE2E67': 0 });
  await createStack(server, 'beyond');
  const events = await stackEvents(server, 'beyond');
  expect(
    events.find((event) => event.ResourceStatus === 'CREATE_FAILED')?.ResourceStatusReason,
  ).toContain('Error Code: ResourceLimitExceeded');
  await server.control('PUT', 'quotas', { 'L-04CE2E67': 100 });
});

test('with DisableRollback a stack stays CREATE_FAILED with what it has', async () => {
  await createStack(server, 'left', {
    DisableRollback: true,
    Parameters: [{ ParameterKey: 'Type', ParameterValue: 'ml.p3.2xlarge' }],
  });
  const stack = await describeStack(server, 'left');
  expect(stack).toMatchObject({
    StackStatus: 'CREATE_FAILED',
    StackStatusReason: 'The following resource(s) failed to create: [Notebook]. ',
    DisableRollback: true,
  });
  expect((await stackResources(server, 'left'))['Bucket']?.ResourceStatus).toBe('CREATE_COMPLETE');
  await server.cloudFormation.send(new DeleteStackCommand({ StackName: 'left' }));
});

test('with OnFailure DELETE a stack that fails is deleted', async () => {
  const id = await createStack(server, 'dropped', {
    OnFailure: 'DELETE',
    Parameters: [{ ParameterKey: 'Type', ParameterValue: 'ml.p3.2xlarge' }],
  });
  expect((await describeStack(server, id)).StackStatus).toBe('DELETE_COMPLETE');
});

test('an unsupported or a missing property fails the resource', async () => {
  const { Bucket } = smallTemplate.Resources;
  await createStack(server, 'odd', {
    template: { Resources: { Bucket: { ...Bucket, Properties: { Colour: 'red' } } } },
  });
  const odd = await stackEvents(server, 'odd');
  expect(odd.find((event) => event.ResourceStatus === 'CREATE_FAILED')).toMatchObject({
    LogicalResourceId: 'Bucket',
    ResourceStatusReason: 'Encountered unsupported property Colour',
  });
  await createStack(server, 'lacking', {
    template: { Resources: { Role: { Type: 'AWS::IAM::Role', Properties: { Path: '/' } } } },
  });
  const lacking = await stackEvents(server, 'lacking');
  expect(lacking.find((event) => event.ResourceStatus === 'CREATE_FAILED')).toMatchObject({
    ResourceStatusReason: 'Property AssumeRolePolicyDocument cannot be empty.',
  });
});

test('what is at work when another resource fails is cancelled and taken back', async () => {
  const { Hooks, Notebook, ...rest } = sandboxTemplate.Resources;
  await createStack(server, 'both', {
    template: {
      Resources: {
        Bucket: rest.Bucket,
        BucketPolicy: rest.BucketPolicy,
        Role: rest.Role,
        Policy: rest.Policy,
        Hooks,
        Good: {
          ...Notebook,
          Properties: { ...Notebook.Properties, InstanceType: 'ml.t3.large', VolumeSizeInGB: 5 },
        },
        Bad: {
          ...Notebook,
          DependsOn: ['Policy', 'Role'],
          Properties: { ...Notebook.Properties, InstanceType: 'ml.t3.huge', VolumeSizeInGB: 5 },
        },
      },
    },
  });
  const events = await stackEvents(server, 'both');
  const failed = events.filter((event) => event.ResourceStatus === 'CREATE_FAILED');
  expect(failed).toMatchObject([
    {
      LogicalResourceId: 'Bad',
      ResourceStatusReason: expect.stringContaining('Member must satisfy enum value set'),
    },
    { LogicalResourceId: 'Good', ResourceStatusReason: 'Resource creation cancelled' },
  ]);
  const { name, status } = await onlyNotebook(server);
  expect(status).toBe('Pending');
  await endNotebook(server, name, 'InService');
  await endNotebook(server, name, 'Stopped');
  await endNotebook(server, name, 'Gone');
  expect((await describeStack(server, 'both')).StackStatus).toBe('ROLLBACK_COMPLETE');
});
