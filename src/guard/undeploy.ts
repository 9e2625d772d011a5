import { paginateDescribeStacks } from '@aws-sdk/client-cloudformation';
import {
  DeleteBucketCommand,
  DeleteObjectsCommand,
  paginateListObjectsV2,
} from '@aws-sdk/client-s3';
import type { Aws } from '../aws/clients.ts';
import { LabsError } from '../errors.ts';
import type { Host } from '../host/host.ts';
import { message } from '../messages/message.ts';
import { deleteStack } from './deploy.ts';
import type { WorkPlace } from './keep-work.ts';
import type { DeployedGuard } from './place.ts';

/** What a guard leaves when it goes. */
export interface GuardContents {
  /** Keys of everything in its bucket; undefined where there is no bucket. */
  readonly keys?: readonly string[];
}

/** What lies in the guard's bucket. */
export async function contentsOf(aws: Aws, { region, bucket }: WorkPlace): Promise<GuardContents> {
  const client = await aws.client('s3', region);
  const keys: string[] = [];
  try {
    for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket: bucket })) {
      keys.push(...Contents.flatMap(({ Key }) => Key ?? []));
    }
  } catch (error) {
    if (error instanceof Error && error.name === 'NoSuchBucket') return {};
    throw error;
  }
  return { keys };
}

/**
 * Removes a guard: its stack, and then its bucket with everything in it.
 *
 * @throws LabsError `guard.in-use` while CloudFormation deletes a sandbox with the guard's role:
 *   without it, that could not be finished
 */
export async function removeGuard(
  aws: Aws,
  host: Host,
  place: WorkPlace,
  guard: DeployedGuard | undefined,
  signal: AbortSignal,
): Promise<void> {
  const label = message('guard.task-down');
  const tell = (state: 'running' | 'done') =>
    host.notify({ type: 'task', id: 'guard', state, message: label });
  if (guard !== undefined) await refuseWhileInUse(aws, guard);
  tell('running');
  if (guard !== undefined) await deleteStack(aws, place, signal);
  await removeBucket(aws, place);
  tell('done');
}

async function refuseWhileInUse(aws: Aws, { settings }: DeployedGuard): Promise<void> {
  const { regions, stackRole } = settings;
  if (stackRole === undefined) return;
  const names: string[] = [];
  for (const region of regions) {
    const client = await aws.client('cloudFormation', region);
    for await (const { Stacks = [] } of paginateDescribeStacks({ client }, {})) {
      const going = Stacks.filter(
        ({ RoleARN, StackStatus }) => RoleARN === stackRole && StackStatus?.startsWith('DELETE_'),
      );
      names.push(...going.map(({ StackName = '' }) => StackName));
    }
  }
  if (names.length > 0) throw new LabsError('guard.in-use', { names });
}

/** Most keys of a DeleteObjects (its API reference). */
const mostKeys = 1000;

async function removeBucket(aws: Aws, place: WorkPlace): Promise<void> {
  const { region, bucket: Bucket, account: ExpectedBucketOwner } = place;
  const client = await aws.client('s3', region);
  const { keys } = await contentsOf(aws, place);
  if (keys === undefined) return;
  for (let at = 0; at < keys.length; at += mostKeys) {
    const Objects = keys.slice(at, at + mostKeys).map((Key) => ({ Key }));
    await client.send(
      new DeleteObjectsCommand({ Bucket, ExpectedBucketOwner, Delete: { Objects, Quiet: true } }),
    );
  }
  await client.send(new DeleteBucketCommand({ Bucket, ExpectedBucketOwner }));
}
