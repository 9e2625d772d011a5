import { paginateDescribeStackEvents } from '@aws-sdk/client-cloudformation';
import type { Aws } from '../aws/clients.ts';
import type { SandboxStack } from '../aws/sandboxes.ts';
import { findStack, listStackResources } from '../aws/sandboxes.ts';
import { LabsError } from '../errors.ts';
import type { Host } from '../host/host.ts';
import { message } from '../messages/message.ts';
import { bucketKeys } from '../sandbox/parameters.ts';
import { deleteObjects } from '../teardown/sweepers/objects.ts';
import { stackStanding } from './stack-status.ts';
import type { StartPlace } from './start-plan.ts';
import { deleteStack } from './stacks.ts';
import { stackTimeout } from './stack-wait.ts';
import { stackPace } from './paces.ts';
import { poll } from '../time/poll.ts';

/**
 * Whether a stack was never complete, so that nobody can have worked in it: by its status, or, where
 * it is being deleted or could not be, by its events, which CloudFormation keeps as long as the stack.
 */
export async function neverCameUp(aws: Aws, stack: SandboxStack): Promise<boolean> {
  if (stackStanding(stack.status) === 'replaceable') return true;
  if (!stack.status.startsWith('DELETE_')) return false;
  const client = await aws.client('cloudFormation', stack.region);
  const pages = paginateDescribeStackEvents({ client }, { StackName: stack.stackId });
  for await (const { StackEvents = [] } of pages) {
    const isComplete = StackEvents.some(
      ({ PhysicalResourceId, ResourceStatus }) =>
        PhysicalResourceId === stack.stackId && ResourceStatus === 'CREATE_COMPLETE',
    );
    if (isComplete) return false;
  }
  return true;
}

/**
 * Asks CloudFormation to delete a stack that never came up, after taking out of its bucket what we
 * put there while it was made: CloudFormation deletes an empty bucket only. Anything else in the
 * bucket stays, and the deletion fails over it.
 */
export async function clearFailedCreate(aws: Aws, stack: SandboxStack): Promise<void> {
  const { account, region } = stack;
  const resources = await listStackResources(aws, region, stack.stackId);
  const context = { aws, account, region, signal: AbortSignal.timeout(60_000), memo: new Map() };
  for (const { type, status, physicalId } of resources) {
    if (type !== 'AWS::S3::Bucket' || status === 'DELETE_COMPLETE' || !physicalId) continue;
    try {
      await deleteObjects(context, physicalId, bucketKeys.prefix);
    } catch (error) {
      // It was not made, or the rollback has deleted it by now.
      if (!(error instanceof Error) || error.name !== 'NoSuchBucket') throw error;
    }
  }
  await deleteStack(aws, region, stack);
}

/** Deletions that are tried: an agent that was still running may write into the bucket once more. */
const mostDeletions = 3;

/**
 * Removes what a create left that failed, and waits until it is gone. A stack that was complete once
 * is only waited for: work may be in it.
 *
 * @throws LabsError `stack.unusable` where CloudFormation cannot delete it, `stack.timeout`
 */
export async function removeFailedCreate(
  aws: Aws,
  host: Host,
  place: StartPlace,
  signal: AbortSignal,
): Promise<void> {
  const { name, region } = place;
  const label = message('start.deleting-stack', { name });
  host.notify({ type: 'task', id: 'remove', state: 'running', message: label });
  let deletions = 0;
  let last = '';
  const gone = await poll(
    async () => {
      const found = await findStack(aws, region, name);
      if (found === undefined) return true;
      if (!found.ours) throw new LabsError('stack.not-ours', { name, region });
      last = found.sandbox.status;
      if (['busy', 'going'].includes(stackStanding(last))) return undefined;
      if (deletions === mostDeletions || !(await neverCameUp(aws, found.sandbox))) {
        throw new LabsError('stack.unusable', {
          name,
          status: last,
          region,
        });
      }
      deletions += 1;
      await clearFailedCreate(aws, found.sandbox);
      return undefined;
    },
    stackPace,
    signal,
  );
  if (gone === undefined) throw stackTimeout(name, last);
  host.notify({ type: 'task', id: 'remove', state: 'done', message: label });
}
