import {
  DeleteStackCommand,
  DescribeStacksCommand,
  ListStacksCommand,
  UpdateTerminationProtectionCommand,
} from '@aws-sdk/client-cloudformation';
import { PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { DeleteObjectCommand, HeadBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { ListNotebookInstancesCommand } from '@aws-sdk/client-sagemaker';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { refusal, type Server, startServer, startTimeout } from './server.ts';
import { smallTemplate } from './stack-template.ts';
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

function remove(name: string, more = {}) {
  return server.cloudFormation.send(new DeleteStackCommand({ StackName: name, ...more }));
}

/** A small stack whose bucket has an object in it; the bucket's name. */
async function fullBucketStack(name: string): Promise<string> {
  await createStack(server, name, { template: smallTemplate });
  const bucket = (await stackResources(server, name))['Bucket']?.PhysicalResourceId ?? '';
  await server.s3.send(new PutObjectCommand({ Bucket: bucket, Key: 'a/b', Body: 'text' }));
  return bucket;
}

test('a stack is DELETE_IN_PROGRESS while its notebook is Stopping and Deleting, dependents first', async () => {
  await createStack(server, 'going');
  const { name } = await onlyNotebook(server);
  await endNotebook(server, name, 'InService');
  await remove('going');
  expect((await describeStack(server, 'going')).StackStatus).toBe('DELETE_IN_PROGRESS');
  expect(await onlyNotebook(server)).toMatchObject({ status: 'Stopping' });
  const during = await stackResources(server, 'going');
  expect(during['Stop']?.ResourceStatus).toBe('DELETE_COMPLETE');
  expect(during['Bucket']?.ResourceStatus).toBe('CREATE_COMPLETE');

  await endNotebook(server, name, 'Stopped');
  expect(await onlyNotebook(server)).toMatchObject({ status: 'Deleting' });
  await endNotebook(server, name, 'Gone');
  const notebooks = await server.sageMaker.send(new ListNotebookInstancesCommand({}));
  expect(notebooks.NotebookInstances).toEqual([]);
  const counts = await server.counts();
  expect(Object.values(counts).every((count) => count === 0)).toBe(true);
});

test('a deleted stack is unknown by its name and DELETE_COMPLETE by its id', async () => {
  const id = await createStack(server, 'gone', { template: smallTemplate });
  await remove('gone');
  expect(await refusal(describeStack(server, 'gone'))).toEqual({
    name: 'ValidationError',
    message: 'Stack with id gone does not exist',
  });
  expect((await describeStack(server, id)).StackStatus).toBe('DELETE_COMPLETE');
  const all = await server.cloudFormation.send(new DescribeStacksCommand({}));
  expect(all.Stacks?.map((stack) => stack.StackName)).not.toContain('gone');
  const listed = await server.cloudFormation.send(
    new ListStacksCommand({ StackStatusFilter: ['DELETE_COMPLETE'] }),
  );
  expect(listed.StackSummaries?.map((stack) => stack.StackId)).toContain(id);
  const again = await createStack(server, 'gone', { template: smallTemplate });
  expect(again).not.toBe(id);
});

test('a bucket with objects in it is DELETE_FAILED, and so is the stack, with the rest deleted', async () => {
  const bucket = await fullBucketStack('full');
  await remove('full');
  const stack = await describeStack(server, 'full');
  expect(stack.StackStatus).toBe('DELETE_FAILED');
  expect(stack.StackStatusReason).toBe('The following resource(s) failed to delete: [Bucket]. ');
  const resources = await stackResources(server, 'full');
  expect(resources['Bucket']?.ResourceStatus).toBe('DELETE_FAILED');
  expect(resources['Bucket']?.ResourceStatusReason).toMatch(
    /The bucket you tried to delete is not empty \(Service: S3, Status Code: 409, /,
  );
  expect(resources['Role']?.ResourceStatus).toBe('DELETE_COMPLETE');

  await server.s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: 'a/b' }));
  await remove('full');
  expect(await refusal(describeStack(server, 'full'))).toMatchObject({ name: 'ValidationError' });
});

test('RetainResources leaves a resource, only from DELETE_FAILED', async () => {
  const bucket = await fullBucketStack('retained');
  const { StackId } = await describeStack(server, 'retained');
  expect(await refusal(remove('retained', { RetainResources: ['Bucket'] }))).toEqual({
    name: 'ValidationError',
    message:
      `Invalid operation on stack [${StackId}]. When you delete a stack, specify which resources ` +
      'to retain only when the stack is in the DELETE_FAILED state.',
  });
  await remove('retained');
  await remove('retained', { RetainResources: ['Bucket'] });
  expect((await describeStack(server, StackId ?? '')).StackStatus).toBe('DELETE_COMPLETE');
  const events = await stackEvents(server, StackId ?? '');
  expect(statusesOf(events, 'Bucket').at(-1)).toBe('DELETE_SKIPPED');
  await server.s3.send(new HeadBucketCommand({ Bucket: bucket }));
});

test('FORCE_DELETE_STACK leaves what cannot be deleted, only from DELETE_FAILED', async () => {
  const bucket = await fullBucketStack('forced');
  const { StackId } = await describeStack(server, 'forced');
  expect(await refusal(remove('forced', { DeletionMode: 'FORCE_DELETE_STACK' }))).toMatchObject({
    message: expect.stringContaining('You can activate DeletionMode FORCE_DELETE_STACK'),
  });
  await remove('forced');
  await remove('forced', { DeletionMode: 'FORCE_DELETE_STACK' });
  expect((await describeStack(server, StackId ?? '')).StackStatus).toBe('DELETE_COMPLETE');
  await server.s3.send(new HeadBucketCommand({ Bucket: bucket }));
});

test('deleting a stack that is not there, or is gone, is no error', async () => {
  await expect(remove('never-was')).resolves.toBeDefined();
  const id = await createStack(server, 'twice', { template: smallTemplate });
  await remove('twice');
  await expect(remove('twice')).resolves.toBeDefined();
  await expect(remove(id)).resolves.toBeDefined();
});

test('termination protection refuses the deletion until it is taken off', async () => {
  await createStack(server, 'kept', { template: smallTemplate, EnableTerminationProtection: true });
  expect((await describeStack(server, 'kept')).EnableTerminationProtection).toBe(true);
  expect(await refusal(remove('kept'))).toEqual({
    name: 'ValidationError',
    message: 'Stack [kept] cannot be deleted while TerminationProtection is enabled',
  });
  await server.cloudFormation.send(
    new UpdateTerminationProtectionCommand({
      StackName: 'kept',
      EnableTerminationProtection: false,
    }),
  );
  await remove('kept');
});

test('deleting a stack that is being created waits for its notebook and removes it', async () => {
  await createStack(server, 'hasty');
  const { name } = await onlyNotebook(server);
  await remove('hasty');
  expect(await onlyNotebook(server)).toMatchObject({ status: 'Pending' });
  await endNotebook(server, name, 'InService');
  await endNotebook(server, name, 'Stopped');
  await endNotebook(server, name, 'Gone');
  expect((await server.state()).notebooks).toEqual([]);
  expect(await refusal(describeStack(server, 'hasty'))).toMatchObject({ name: 'ValidationError' });
});

test('DeletionPolicy Retain leaves the resource behind', async () => {
  const { Bucket } = smallTemplate.Resources;
  const id = await createStack(server, 'policy', {
    template: { Resources: { Bucket: { ...Bucket, DeletionPolicy: 'Retain' } } },
  });
  const bucket = (await stackResources(server, id))['Bucket']?.PhysicalResourceId;
  await remove('policy');
  expect((await describeStack(server, id)).StackStatus).toBe('DELETE_COMPLETE');
  await server.s3.send(new HeadBucketCommand({ Bucket: bucket }));
});

test('a role that others attached something to is not deleted', async () => {
  await createStack(server, 'grown', { template: smallTemplate });
  const role = (await stackResources(server, 'grown'))['Role']?.PhysicalResourceId;
  await server.iam.send(
    new PutRolePolicyCommand({
      RoleName: role,
      PolicyName: 'theirs',
      PolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }],
      }),
    }),
  );
  await remove('grown');
  expect((await stackResources(server, 'grown'))['Role']).toMatchObject({
    ResourceStatus: 'DELETE_FAILED',
    ResourceStatusReason: expect.stringContaining(
      'Cannot delete entity, must delete policies first.',
    ),
  });
});
