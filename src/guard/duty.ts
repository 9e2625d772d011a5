import type { NotebookSummary } from '../aws/notebooks.ts';
import type { SandboxStack } from '../aws/sandboxes.ts';
import type { Range } from '../cost/observation.ts';
import { hasEnded } from '../sandbox/lease.ts';

/** Maxima that whoever deployed the guard set, in milliseconds. */
export interface GuardLimits {
  /** How long a notebook may run at a stretch, whatever its lease says. */
  readonly runMs: number;
  /** How long a sandbox may exist. */
  readonly keepMs: number;
}

/** A sandbox as a run of the guard sees it. */
export interface Standing {
  readonly stack: SandboxStack;
  /** Absent where there is none (any more). */
  readonly notebook?: NotebookSummary;
  /** US dollars so far; absent where it has no budget, or nothing is known of it. */
  readonly spent?: Range;
}

/** Why a sandbox is stopped: its lease, the deployer's maximum, or its budget. */
export type StopReason = 'stops-at' | 'longest-run' | 'budget';

/** Why a sandbox is removed; `deletion` goes on where somebody's `labs down` could not end. */
export type RemoveReason = 'removed-after' | 'longest-keep' | 'deletion';

/** What a sandbox is due for. */
export type Duty =
  | { readonly do: 'nothing' }
  /** CloudFormation works on it; the next run looks again. */
  | { readonly do: 'wait'; readonly status: string }
  | { readonly do: 'stop'; readonly because: StopReason; readonly since?: Date }
  | { readonly do: 'remove'; readonly because: RemoveReason; readonly since: Date };

/** What a sandbox will be due for, if nothing changes. */
export interface Dates {
  readonly stopsAt?: Date;
  readonly stopsBecause: StopReason;
  readonly removedAfter: Date;
  readonly removedBecause: RemoveReason;
}

/** Decides what a sandbox is due for; pure. Removal comes before a stop, for it ends all. */
export function dutyOf(standing: Standing, limits: GuardLimits, now: Date): Duty {
  const { stack, spent } = standing;
  const { status, budget } = stack;
  const dates = datesOf(standing, limits);
  if (status === 'DELETE_FAILED') return { do: 'remove', because: 'deletion', since: now };
  if (isAtWork(status)) return { do: 'wait', status };
  if (hasEnded(stack)) return { do: 'remove', because: 'deletion', since: now };
  if (dates.removedAfter <= now) {
    return { do: 'remove', because: dates.removedBecause, since: dates.removedAfter };
  }
  if (budget !== undefined && spent !== undefined && spent.least >= budget) {
    return { do: 'stop', because: 'budget' };
  }
  if (dates.stopsAt !== undefined && dates.stopsAt <= now) {
    return { do: 'stop', because: dates.stopsBecause, since: dates.stopsAt };
  }
  return { do: 'nothing' };
}

/** The dates of a lease, no later than the maxima allow; pure. */
export function datesOf({ stack, notebook }: Standing, limits: GuardLimits): Dates {
  const longestRun = runsSince(notebook)?.getTime();
  const latestStop = longestRun === undefined ? Infinity : longestRun + limits.runMs;
  const stop = stack.stopsAt?.getTime() ?? Infinity;
  const stopsAt = Math.min(stop, latestStop);
  const latestKeep = stack.createdAt.getTime() + limits.keepMs;
  const removal = stack.removedAfter?.getTime() ?? Infinity;
  return {
    ...(stopsAt === Infinity ? {} : { stopsAt: new Date(stopsAt) }),
    stopsBecause: stop <= latestStop ? 'stops-at' : 'longest-run',
    removedAfter: new Date(Math.min(removal, latestKeep)),
    removedBecause: removal <= latestKeep ? 'removed-after' : 'longest-keep',
  };
}

/** Since when a notebook runs: SageMaker dates the last change of its status. */
function runsSince(notebook: NotebookSummary | undefined): Date | undefined {
  return notebook?.status === 'InService' ? notebook.modifiedAt : undefined;
}

/**
 * Whether CloudFormation is busy with a stack, and takes no other order (Stack status codes, user
 * guide). What is left of an update or of its rollback is cleaned up behind a stack that is usable.
 */
function isAtWork(status: string): boolean {
  return status.endsWith('_IN_PROGRESS') && !status.includes('_CLEANUP_');
}
