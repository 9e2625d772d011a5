import { DescribeStackEventsCommand } from '@aws-sdk/client-cloudformation';
import type { Aws } from '../aws/clients.ts';
import type { FoundStack, SandboxStack, StackResource } from '../aws/sandboxes.ts';
import { findStack, listStackResources } from '../aws/sandboxes.ts';
import { LabsError } from '../errors.ts';
import type { Host } from '../host/host.ts';
import type { Message } from '../messages/message.ts';
import { stackStanding } from './stack-status.ts';
import { stackPace } from './paces.ts';
import { poll } from '../time/poll.ts';

/**
 * Which ends of a stack will do: `as-asked` where something was just asked of it, `rolled-back` where
 * an earlier change that was undone is no matter.
 */
export type AcceptedEnd = 'as-asked' | 'rolled-back';

export interface StackWait {
  /** What is shown meanwhile. */
  readonly label: Message;
  readonly accepts: AcceptedEnd;
  readonly signal: AbortSignal;
  /** The command that tries a failed change again. */
  readonly again: string;
  /** Called as soon as the bucket is there, until it succeeds. */
  readonly onBucket?: (bucket: string) => Promise<void>;
}

/**
 * Waits until CloudFormation is done with a stack, showing how many of its resources are.
 *
 * @returns the settled stack, with its outputs
 * @throws LabsError `stack.failed` with the first failure's reason, `stack.timeout`
 */
export async function waitForStack(
  aws: Aws,
  host: Host,
  place: { readonly name: string; readonly region: string },
  { label, accepts, signal, again, onBucket = () => Promise.resolve() }: StackWait,
): Promise<SandboxStack> {
  const started = Date.now();
  let status = '';
  let hasBucket = false;
  const found = await poll<SandboxStack>(
    async (elapsedMs) => {
      const sandbox = ours(await findStack(aws, place.region, place.name), place, again);
      status = sandbox.status;
      const standing = stackStanding(status);
      if (standing === 'settled' && (accepts === 'rolled-back' || !/ROLLBACK/.test(status))) {
        return sandbox;
      }
      if (standing !== 'busy') {
        host.notify({ type: 'task', id: 'stack', state: 'failed', message: label });
        const reason = await failureReason(aws, sandbox, started);
        throw new LabsError('stack.failed', { ...sandbox, reason, again, isGone: false });
      }
      const resources = await listStackResources(aws, place.region, sandbox.stackId);
      const bucket = resources.find(isReadyBucket)?.physicalId;
      if (bucket !== undefined && !hasBucket) {
        // A bucket that was made a moment ago may not be known everywhere; it is tried again.
        hasBucket = await onBucket(bucket).then(
          () => true,
          () => false,
        );
      }
      host.notify({
        type: 'task',
        id: 'stack',
        state: 'running',
        message: label,
        done: resources.filter((resource) => resource.status.endsWith('_COMPLETE')).length,
        total: Math.max(resources.length, 1),
        secondsLeft: Math.max(0, usualSeconds - elapsedMs / 1000),
      });
      return undefined;
    },
    stackPace,
    signal,
  );
  if (found === undefined) throw stackTimeout(place.name, status);
  if (!hasBucket && found.bucket !== undefined) await onBucket(found.bucket);
  host.notify({ type: 'task', id: 'stack', state: 'done', message: label });
  return found;
}

function isReadyBucket({ type, status }: StackResource): boolean {
  return type === 'AWS::S3::Bucket' && status.endsWith('_COMPLETE');
}

/** A notebook instance takes 234 s to come up (aws-cloudformation/rain, forecast estimates). */
const usualSeconds = 234 + 30;

/** CloudFormation repeats whole property values in some reasons. */
const longestReason = 500;

function ours(
  found: FoundStack | undefined,
  place: { readonly name: string; readonly region: string },
  again: string,
): SandboxStack {
  if (found?.ours === true) return found.sandbox;
  throw found === undefined
    ? new LabsError('stack.failed', {
        name: place.name,
        status: 'DELETE_COMPLETE',
        reason: 'deleted meanwhile',
        isGone: true,
        again,
      })
    : new LabsError('stack.not-ours', place);
}

/**
 * Why CloudFormation gave a stack up, in one line: the first failure among its events.
 *
 * @param since milliseconds since 1970 of when it was asked; failures an hour before are old ones
 */
export async function failureReason(aws: Aws, stack: SandboxStack, since: number): Promise<string> {
  const client = await aws.client('cloudFormation', stack.region);
  const { StackEvents = [] } = await client.send(
    new DescribeStackEventsCommand({ StackName: stack.stackId }),
  );
  // Events come newest first; the first failure is the cause, later ones are its consequences.
  const first = StackEvents.filter(
    (event) =>
      (event.ResourceStatus ?? '').endsWith('_FAILED') &&
      !/cancelled/i.test(event.ResourceStatusReason ?? '') &&
      (event.Timestamp?.getTime() ?? 0) > since - 3_600_000,
  ).at(-1);
  const reason =
    first === undefined
      ? (stack.statusReason ?? '?')
      : `${first.LogicalResourceId}: ${first.ResourceStatusReason ?? ''}`;
  return reason.replace(/\s+/g, ' ').slice(0, longestReason);
}

/** The error for a stack that has not settled in time. */
export function stackTimeout(name: string, status: string): LabsError {
  return new LabsError('stack.timeout', { name, status, minutes: stackPace.timeoutMs / 60_000 });
}
