const shortest = 250;
const share = 6;
/** For lists of one page. */
const longest = 5_000;

/**
 * Milliseconds until everything is looked at again: often at first, since a local AWS takes no time,
 * then ever less. A look costs as many calls as its lists have pages, so with more sandboxes it
 * comes less often, and the calls for each of them stay the same.
 */
export function lookPause(elapsedMs: number, pages: number): number {
  return Math.min(Math.max(shortest, elapsedMs / share), longest * Math.max(1, pages));
}

/** Milliseconds until a sandbox's report is read again, after so many that said nothing new. */
export function reportPause(reads: number): number {
  return Math.min(500 * 1.6 ** reads, 15_000);
}

/** Seconds that a notebook instance takes to come up (aws-cloudformation/rain, its forecasts). */
export const usualBootSeconds = 234;

/** Where a step of many stands. */
export interface StepCount {
  readonly total: number;
  /** Sandboxes for which it was begun. */
  readonly begun: number;
  readonly done: number;
  /** Milliseconds since the first was begun. */
  readonly elapsedMs: number;
}

/**
 * Seconds until the last of many is through a step, as far as can be told.
 *
 * What is not begun yet follows at the rate of a second each; what is under way takes as long as
 * one usually does. Once some are through, their own pace tells.
 *
 * @param usualSeconds how long one takes, by itself
 */
export function secondsLeft(
  { total, begun, done, elapsedMs }: StepCount,
  usualSeconds: number,
): number {
  if (done >= total) return 0;
  const elapsed = elapsedMs / 1000;
  if (done === 0) return Math.max(1, total - begun + usualSeconds - Math.max(0, elapsed - begun));
  // Begun at an even pace, so that as many are under way as were begun while one took its time.
  const perSecond = begun / Math.max(elapsed, 1);
  return Math.max(1, (total - done) / Math.max(perSecond, 0.01));
}
