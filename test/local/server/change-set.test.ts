import {
  CreateChangeSetCommand,
  type CreateChangeSetCommandInput,
  DeleteChangeSetCommand,
  DeleteStackCommand,
  DescribeChangeSetCommand,
  ExecuteChangeSetCommand,
  ListChangeSetsCommand,
} from '@aws-sdk/client-cloudformation';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { refusal, type Server, startServer, startTimeout } from './server.ts';
import { sandboxTemplate, smallTemplate } from './stack-template.ts';
import { createStack, describeStack, outputsOf } from './stacks.ts';

let server: Server;

beforeAll(async () => {
  server = await startServer();
}, startTimeout);
afterAll(() => server.stop());

function propose(StackName: string, more: Partial<CreateChangeSetCommandInput> = {}) {
  return server.cloudFormation.send(
    new CreateChangeSetCommand({
      StackName,
      ChangeSetName: 'change',
      TemplateBody: JSON.stringify(sandboxTemplate),
      Capabilities: ['CAPABILITY_IAM'],
      ...more,
    }),
  );
}

const look = (StackName: string, ChangeSetName = 'change') =>
  server.cloudFormation.send(new DescribeChangeSetCommand({ StackName, ChangeSetName }));
const execute = (StackName: string, ChangeSetName = 'change') =>
  server.cloudFormation.send(new ExecuteChangeSetCommand({ StackName, ChangeSetName }));

test('a change set of a new stack waits in REVIEW_IN_PROGRESS; executed, the stack has its outputs', async () => {
  const made = await propose('fresh', { ChangeSetType: 'CREATE' });
  expect(made.Id).toMatch(/^arn:aws:cloudformation:us-east-1:\d{12}:changeSet\/change\//);
  expect((await describeStack(server, 'fresh')).StackStatus).toBe('REVIEW_IN_PROGRESS');
  const proposed = await look('fresh');
  expect(proposed).toMatchObject({ Status: 'CREATE_COMPLETE', ExecutionStatus: 'AVAILABLE' });
  expect(proposed.Changes?.map((change) => change.ResourceChange?.Action)).toEqual(
    Object.keys(sandboxTemplate.Resources).map(() => 'Add'),
  );
  await execute('fresh');
  const stack = await describeStack(server, 'fresh');
  expect(stack).toMatchObject({ StackStatus: 'CREATE_COMPLETE', ChangeSetId: made.Id });
  expect(Object.keys(outputsOf(stack))).toEqual(Object.keys(sandboxTemplate.Outputs));
});

test('a change set without changes is FAILED and says so', async () => {
  const previous = { ParameterKey: 'Size', UsePreviousValue: true };
  await propose('fresh', { ChangeSetName: 'nothing', Parameters: [previous] });
  expect(await look('fresh', 'nothing')).toMatchObject({
    Status: 'FAILED',
    ExecutionStatus: 'UNAVAILABLE',
    StatusReason:
      "The submitted information didn't contain changes. " +
      'Submit different information to create a change set.',
  });
  expect(await refusal(execute('fresh', 'nothing'))).toMatchObject({
    name: 'InvalidChangeSetStatusException',
  });
});

test('a change set tells what is modified in place and what is replaced', async () => {
  const { Role, ...others } = sandboxTemplate.Resources;
  const template = {
    ...sandboxTemplate,
    Resources: { ...others, Role: { ...Role, Properties: { ...Role.Properties, Path: '/x/' } } },
  };
  await propose('fresh', {
    ChangeSetName: 'modify',
    TemplateBody: JSON.stringify(template),
    Parameters: [{ ParameterKey: 'Size', ParameterValue: '25' }],
  });
  const { Changes } = await look('fresh', 'modify');
  const changes = Object.fromEntries(
    (Changes ?? []).map(({ ResourceChange: change }) => [
      change?.LogicalResourceId,
      [change?.Action, change?.Replacement],
    ]),
  );
  expect(changes).toEqual({ Role: ['Modify', 'True'], Notebook: ['Modify', 'False'] });
});

test('executing a change set drops the others of the stack; deleting one leaves the stack', async () => {
  await propose('fresh', {
    ChangeSetName: 'other',
    Parameters: [{ ParameterKey: 'Size', ParameterValue: '35' }],
  });
  await execute('fresh', 'other');
  expect((await describeStack(server, 'fresh')).StackStatus).toBe('UPDATE_COMPLETE');
  const left = await server.cloudFormation.send(new ListChangeSetsCommand({ StackName: 'fresh' }));
  expect(left.Summaries?.map((summary) => summary.ChangeSetName)).toEqual(['other']);
  await propose('fresh', {
    ChangeSetName: 'dropped',
    Parameters: [{ ParameterKey: 'Size', ParameterValue: '45' }],
  });
  await server.cloudFormation.send(
    new DeleteChangeSetCommand({ StackName: 'fresh', ChangeSetName: 'dropped' }),
  );
  expect(await refusal(look('fresh', 'dropped'))).toEqual({
    name: 'ChangeSetNotFoundException',
    message: 'ChangeSet [dropped] does not exist',
  });
});

test('a stack in REVIEW_IN_PROGRESS can be deleted', async () => {
  const { StackId } = await propose('review', { ChangeSetType: 'CREATE' });
  await server.cloudFormation.send(new DeleteStackCommand({ StackName: 'review' }));
  expect((await describeStack(server, StackId ?? '')).StackStatus).toBe('DELETE_COMPLETE');
  expect(await refusal(look(StackId ?? ''))).toMatchObject({ name: 'ChangeSetNotFoundException' });
});

test('a change set of the wrong type is refused', async () => {
  expect(await refusal(propose('nobody'))).toEqual({
    name: 'ValidationError',
    message: 'Stack [nobody] does not exist',
  });
  await createStack(server, 'there', { template: smallTemplate });
  expect(await refusal(propose('there', { ChangeSetType: 'CREATE' }))).toMatchObject({
    name: 'ValidationError',
    message: expect.stringContaining('Stack [there] already exists'),
  });
});
