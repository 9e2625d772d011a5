/** The two dates of a sandbox; kept as stack parameters. */
export interface Lease {
  /** When the notebook is stopped and what bills beside it is ended. */
  readonly stopsAt: Date;
  /** When the guard saves the work and removes everything. */
  readonly removedAfter: Date;
}

/** Lengths of a new lease where the learner says nothing. */
export const defaultLease = { for: '4h', keep: '7d', idle: '60m' } as const;

/**
 * A date as a stack parameter: whole seconds, UTC, `2026-11-23T18:00:00Z`, the form that
 * EventBridge Scheduler takes as a schedule's StartDate.
 */
export function parameterDate(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}

/** `RemovedAfter` of a sandbox whose removal was agreed to: no lease that begins has it. */
const removalAgreed = new Date('2000-01-01T00:00:00Z');

/** How far ahead a schedule is made to begin, which it cannot in the past. */
const scheduleAhead = 5 * 60_000;

/** The lease of a sandbox whose removal was agreed to and could not be finished. */
export function endedLease(now: Date): Lease {
  return { stopsAt: new Date(now.getTime() + scheduleAhead), removedAfter: removalAgreed };
}

/** Whether a sandbox has the lease of {@link endedLease}. */
export function hasEnded({ removedAfter }: { readonly removedAfter?: Date }): boolean {
  return removedAfter?.getTime() === removalAgreed.getTime();
}

/** A lease that begins now, its lengths in milliseconds. */
export function leaseFrom(
  now: Date,
  length: { readonly for: number; readonly keep: number },
): Lease {
  return {
    stopsAt: new Date(now.getTime() + length.for),
    removedAfter: new Date(now.getTime() + length.keep),
  };
}
