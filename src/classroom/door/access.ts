import type { NotebookSummary } from '../../aws/notebooks.ts';
import type { SandboxStack } from '../../aws/sandboxes.ts';
import { stackStanding } from '../../provision/stack-status.ts';
import type { Report } from '../../sandbox/report.ts';

/** What keeps a student from their notebook, or that nothing does. */
export type Access =
  | { readonly is: 'open' }
  | { readonly is: 'preparing'; readonly cloned: number; readonly repos: number }
  | { readonly is: 'asleep' }
  | { readonly is: 'booting' | 'stopping' | 'making' | 'broken' }
  | { readonly is: 'early'; readonly beginsAt: Date }
  | { readonly is: 'over'; readonly endedAt: Date };

/** After this long in service a notebook opens even where its files are not all there. */
const longestPreparing = 120_000;

const byNotebook: Readonly<Record<string, 'booting' | 'asleep' | 'stopping'>> = {
  Pending: 'booting',
  Updating: 'booting',
  PendingMaintenance: 'booting',
  InMaintenance: 'booting',
  Stopping: 'stopping',
  Stopped: 'asleep',
  Failed: 'asleep',
};

/**
 * Reads where a sandbox stands for the one who is at the door; pure.
 *
 * @param seen what the last looks showed of it
 */
export function accessOf(
  stack: SandboxStack,
  seen: { readonly notebook?: NotebookSummary; readonly report?: Report },
  now: Date,
): Access {
  if (stack.stopsAt !== undefined && stack.stopsAt <= now) {
    return { is: 'over', endedAt: stack.stopsAt };
  }
  const standing = stackStanding(stack.status);
  if (standing === 'replaceable' || standing === 'unusable' || standing === 'going') {
    return { is: 'broken' };
  }
  const { notebook, report } = seen;
  if (notebook === undefined) return { is: standing === 'busy' ? 'making' : 'broken' };
  if (notebook.status === 'InService') return prepared(notebook, report, now);
  const found = byNotebook[notebook.status];
  if (found === undefined) return { is: 'broken' };
  // What its own schedule starts is left to it: the hour is the instructor's.
  if (found !== 'booting' && stack.startsAt !== undefined && stack.startsAt > now) {
    return { is: 'early', beginsAt: stack.startsAt };
  }
  return { is: found };
}

function prepared(notebook: NotebookSummary, report: Report | undefined, now: Date): Access {
  const upMs = now.getTime() - (notebook.modifiedAt?.getTime() ?? 0);
  const repos = report?.repos ?? [];
  const isReady = report !== undefined && repos.every(({ state }) => state !== 'pending');
  if (isReady || upMs > longestPreparing) return { is: 'open' };
  const cloned = repos.filter(({ state }) => state === 'cloned').length;
  return { is: 'preparing', cloned, repos: repos.length };
}

/** Seconds that a session may last (CreatePresignedNotebookInstanceUrl). */
const shortestSession = 1_800;
const longestSession = 43_200;

/** How long a student stays signed in, in seconds: the rest of the lease, as far as AWS allows. */
export function sessionSeconds(stopsAt: Date | undefined, now: Date): number {
  if (stopsAt === undefined) return longestSession;
  const rest = Math.floor((stopsAt.getTime() - now.getTime()) / 1000);
  return Math.min(longestSession, Math.max(shortestSession, rest));
}
