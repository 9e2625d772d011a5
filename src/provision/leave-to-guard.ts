import type { Aws } from '../aws/clients.ts';
import { findStack } from '../aws/sandboxes.ts';
import { endedLease } from '../sandbox/lease.ts';
import { stackStanding } from './stack-status.ts';
import { updateLease } from './stacks.ts';

interface Unfinished {
  readonly name: string;
  readonly region: string;
}

/**
 * Ends the lease of sandboxes whose removal was agreed to and could not be finished, so that a guard
 * goes on with it at its next run instead of when the lease would have ended. A stack that cannot be
 * changed now, or that CloudFormation deletes already, is left as it is.
 *
 * @returns the names of those whose lease has ended; a mark that cannot be set is no failure of its own
 */
export async function leaveToGuard(
  aws: Aws,
  sandboxes: readonly Unfinished[],
  now: Date,
): Promise<readonly string[]> {
  const marked = await Promise.all(
    sandboxes.map(async ({ name, region }) => {
      try {
        const found = await findStack(aws, region, name);
        if (found?.ours !== true || stackStanding(found.sandbox.status) !== 'settled') return [];
        await updateLease(aws, found.sandbox, endedLease(now));
        return [name];
      } catch {
        return [];
      }
    }),
  );
  return marked.flat();
}
