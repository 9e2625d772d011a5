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
