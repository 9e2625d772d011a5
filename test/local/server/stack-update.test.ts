import {
  ContinueUpdateRollbackCommand,
  UpdateStackCommand,
  type UpdateStackCommandInput,
} from '@aws-sdk/client-cloudformation';
import {
  DescribeNotebookInstanceCommand,
  ListTagsCommand,
  StopNotebookInstanceCommand,
} from '@aws-sdk/client-sagemaker';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { refusal, type Server, startServer, startTimeout } from './server.ts';
import { sandboxTemplate, smallTemplate, type Template } from './stack-template.ts';
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
let notebook: string;
const name = 'changing';

beforeAll(async () => {
  server = await startServer({ hooks: 'external' });
  await createStack(server, name);
  notebook = (await onlyNotebook(server)).name;
  await endNotebook(server, notebook, 'InService');
}, startTimeout);
afterAll(() => server.stop());

function update(StackName: string, more: Partial<UpdateStackCommandInput> = {}) {
  return server.cloudFormation.send(
    new UpdateStackCommand({
      StackName,
      UsePreviousTemplate: true,
      Capabilities: ['CAPABILITY_IAM'],
      ...more,
    }),
  );
}

const set = (ParameterKey: string, ParameterValue: string) => ({ ParameterKey, ParameterValue });
const keep = (ParameterKey: string) => ({ ParameterKey, UsePreviousValue: true });
const statusOf = async (stack: string) => (await describeStack(server, stack)).StackStatus;
const describeNotebook = () =>
  server.sageMaker.send(new DescribeNotebookInstanceCommand({ NotebookInstanceName: notebook }));

test('an update of the stop schedule touches nothing else, and other parameters keep their values', async () => {
  const Parameters = [set('StopsAt', '2031-01-01T00:00:00Z'), keep('Type'), keep('Size')];
  await update(name, { Parameters });
  expect(await statusOf(name)).toBe('UPDATE_COMPLETE');
  const { schedules } = await server.state();
  expect(schedules[0]).toMatchObject({ startDate: '2031-01-01T00:00:00.000Z' });
  const events = await stackEvents(server, name);
  expect(statusesOf(events, name).slice(-3)).toEqual([
    'UPDATE_IN_PROGRESS',
    'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS',
    'UPDATE_COMPLETE',
  ]);
  expect(statusesOf(events, 'Stop').slice(-2)).toEqual(['UPDATE_IN_PROGRESS', 'UPDATE_COMPLETE']);
  expect(statusesOf(events, 'Notebook').at(-1)).toBe('CREATE_COMPLETE');
});

test('an update that changes nothing is refused', async () => {
  const nothing = { name: 'ValidationError', message: 'No updates are to be performed.' };
  expect(await refusal(update(name, { Parameters: [keep('StopsAt')] }))).toMatchObject({
    name: 'ValidationError',
  });
  const all = [keep('StopsAt'), keep('Type'), keep('Size')];
  expect(await refusal(update(name, { Parameters: all }))).toEqual(nothing);
});

test('a parameter that nothing uses is no update', async () => {
  const Unused = { Type: 'String', Default: 'a' };
  const template = { ...smallTemplate, Parameters: { ...smallTemplate.Parameters, Unused } };
  await createStack(server, 'unused', { template });
  expect(await refusal(update('unused', { Parameters: [set('Unused', 'b')] }))).toMatchObject({
    message: 'No updates are to be performed.',
  });
});

test('another type or size stops the notebook, updates it and starts it again', async () => {
  const Parameters = [keep('StopsAt'), set('Type', 'ml.m5.xlarge'), set('Size', '40')];
  await update(name, { Parameters });
  expect(await statusOf(name)).toBe('UPDATE_IN_PROGRESS');
  expect(await onlyNotebook(server)).toMatchObject({ status: 'Stopping' });
  await endNotebook(server, notebook, 'Stopped');
  expect(await onlyNotebook(server)).toMatchObject({ status: 'Updating' });
  await endNotebook(server, notebook, 'Stopped');
  expect(await onlyNotebook(server)).toMatchObject({ status: 'Pending', firstStart: false });
  await endNotebook(server, notebook, 'InService');
  expect(await statusOf(name)).toBe('UPDATE_COMPLETE');
  expect(await describeNotebook()).toMatchObject({
    InstanceType: 'ml.m5.xlarge',
    VolumeSizeInGB: 40,
    NotebookInstanceStatus: 'InService',
  });
});

test('a notebook that was stopped is updated and stays stopped', async () => {
  await server.sageMaker.send(new StopNotebookInstanceCommand({ NotebookInstanceName: notebook }));
  await endNotebook(server, notebook, 'Stopped');
  await update(name, { Parameters: [keep('StopsAt'), keep('Type'), set('Size', '50')] });
  await endNotebook(server, notebook, 'Stopped');
  expect(await statusOf(name)).toBe('UPDATE_COMPLETE');
  expect(await describeNotebook()).toMatchObject({
    NotebookInstanceStatus: 'Stopped',
    VolumeSizeInGB: 50,
  });
});

test('an update that fails is rolled back to what was before', async () => {
  await update(name, {
    Parameters: [set('StopsAt', '2032-01-01T00:00:00Z'), keep('Type'), set('Size', '30')],
  });
  expect(await statusOf(name)).toBe('UPDATE_ROLLBACK_IN_PROGRESS');
  await endNotebook(server, notebook, 'Stopped');
  const stack = await describeStack(server, name);
  expect(stack.StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(stack.Parameters).toContainEqual(set('Size', '50'));
  expect(stack.Parameters).toContainEqual(set('StopsAt', '2031-01-01T00:00:00Z'));
  expect((await server.state()).schedules[0]).toMatchObject({
    startDate: '2031-01-01T00:00:00.000Z',
  });
  const events = await stackEvents(server, name);
  expect(statusesOf(events, name).slice(-3)).toEqual([
    'UPDATE_ROLLBACK_IN_PROGRESS',
    'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS',
    'UPDATE_ROLLBACK_COMPLETE',
  ]);
  const failed = events.findLast((event) => event.ResourceStatus === 'UPDATE_FAILED');
  expect(failed?.ResourceStatusReason).toContain('Volume size cannot be decreased');
});

test('the tags of a stack can be changed alone, and come to its resources in place', async () => {
  await update(name, {
    Parameters: [keep('StopsAt'), keep('Type'), keep('Size')],
    Tags: [{ Key: 'labs:owner', Value: 'kim' }],
  });
  const stack = await describeStack(server, name);
  expect(stack).toMatchObject({
    StackStatus: 'UPDATE_COMPLETE',
    Tags: [{ Key: 'labs:owner', Value: 'kim' }],
  });
  const { NotebookInstanceArn: ResourceArn, NotebookInstanceStatus } = await describeNotebook();
  expect(NotebookInstanceStatus).toBe('Stopped');
  const { Tags } = await server.sageMaker.send(new ListTagsCommand({ ResourceArn }));
  expect(Tags).toContainEqual({ Key: 'labs:owner', Value: 'kim' });
  expect(Tags).toContainEqual({ Key: 'of', Value: 'the notebook' });
});

test('a role is updated in place, and replaced when its path changes', async () => {
  await createStack(server, 'role', { template: smallTemplate });
  const before = (await stackResources(server, 'role'))['Role']?.PhysicalResourceId;
  await update('role', { Parameters: [set('Note', 'other')] });
  expect((await stackResources(server, 'role'))['Role']?.PhysicalResourceId).toBe(before);
  const { Role, Bucket } = smallTemplate.Resources;
  const properties = Role?.['Properties'] as Readonly<Record<string, string>>;
  const moved: Template = {
    ...smallTemplate,
    Resources: {
      ...(Bucket && { Bucket }),
      Role: { Type: 'AWS::IAM::Role', Properties: { ...properties, Path: '/labs/' } },
    },
  };
  await update('role', { UsePreviousTemplate: false, TemplateBody: JSON.stringify(moved) });
  const after = (await stackResources(server, 'role'))['Role']?.PhysicalResourceId;
  expect(after).not.toBe(before);
  const events = await stackEvents(server, 'role');
  expect(events.map((event) => event.ResourceStatusReason)).toContain(
    'Requested update requires the creation of a new physical resource; hence creating one.',
  );
  expect(events.at(-2)).toMatchObject({
    PhysicalResourceId: before,
    ResourceStatus: 'DELETE_COMPLETE',
  });
});

test('an update adds resources first and removes others last', async () => {
  const { Role, Bucket } = smallTemplate.Resources;
  const only: Template = { ...smallTemplate, Resources: { ...(Bucket && { Bucket }) } };
  await createStack(server, 'parts', { template: smallTemplate });
  await update('parts', {
    UsePreviousTemplate: false,
    TemplateBody: JSON.stringify({
      ...only,
      Resources: { ...only.Resources, Other: Role },
      Outputs: { Other: { Value: { 'Fn::GetAtt': ['Other', 'Arn'] } } },
    }),
  });
  const resources = await stackResources(server, 'parts');
  expect(Object.keys(resources).toSorted()).toEqual(['Bucket', 'Other']);
  expect(outputsOf(await describeStack(server, 'parts'))['Other']).toMatch(/role\/parts-Other-/);
  const order = (await stackEvents(server, 'parts')).map(
    (event) => `${event.LogicalResourceId} ${event.ResourceStatus}`,
  );
  expect(order.indexOf('Other CREATE_COMPLETE')).toBeLessThan(
    order.indexOf('Role DELETE_IN_PROGRESS'),
  );
});

test('a rollback that fails is UPDATE_ROLLBACK_FAILED, and ContinueUpdateRollback goes on', async () => {
  const { Stop: _, ...resources } = sandboxTemplate.Resources;
  const { Stop } = sandboxTemplate.Resources;
  const bad = {
    ...sandboxTemplate,
    Resources: {
      ...resources,
      Stop: { ...Stop, Properties: { ...Stop.Properties, ScheduleExpression: 'rate(never)' } },
    },
  };
  // The schedule fails after the notebook was given a bigger volume, which cannot shrink again.
  await update(name, {
    UsePreviousTemplate: false,
    TemplateBody: JSON.stringify(bad),
    Parameters: [keep('StopsAt'), keep('Type'), set('Size', '60')],
  });
  await endNotebook(server, notebook, 'Stopped');
  const failed = await describeStack(server, name);
  expect(failed).toMatchObject({
    StackStatus: 'UPDATE_ROLLBACK_FAILED',
    StackStatusReason: 'The following resource(s) failed to update: [Notebook]. ',
  });
  expect(await refusal(update(name))).toEqual({
    name: 'ValidationError',
    message: `Stack:${failed.StackId} is in UPDATE_ROLLBACK_FAILED state and can not be updated.`,
  });
  await server.cloudFormation.send(
    new ContinueUpdateRollbackCommand({ StackName: name, ResourcesToSkip: ['Notebook'] }),
  );
  expect(await statusOf(name)).toBe('UPDATE_ROLLBACK_COMPLETE');
});
