import type { BothLangs } from '../../messages/text.ts';
import type { Journey, Seen, Step } from './step.ts';

/** Where a journey stands; changed by the run alone. */
export interface Track {
  readonly journey: Journey;
  seen: Seen;
  /** Index of the step that it is on; past the last one it has arrived. */
  at: number;
  /** When the step was first asked. */
  since: number;
  /** Acts of the step that were answered. */
  acts: number;
  /** Whether an act is under way. */
  isActing: boolean;
  /** Whether CloudFormation works on its stack, as far as we know. */
  isBusy: boolean;
  /** The look that is new enough to be asked by; an earlier one may not show what was done. */
  needsLook: number;
  /** Attempts in a row that came to nothing, and when the next may be made. */
  tries: number;
  retryAt: number;
  /** Whether the next look reads its report; how often it was read, and when it is due. */
  readsReport: boolean;
  reads: number;
  readAt: number;
  failure?: BothLangs;
}

/** @param journey whose stack was looked at before; what else it looks at is new to it */
export function trackOf(journey: Journey, now: number): Track {
  const { seen, steps } = journey;
  const isNew = steps[0]?.looksAt.some((sight) => sight !== 'stack' && seen[sight] === undefined);
  return {
    journey,
    seen,
    at: 0,
    since: now,
    acts: 0,
    isActing: false,
    isBusy: false,
    needsLook: isNew === true ? 1 : 0,
    tries: 0,
    retryAt: 0,
    readsReport: false,
    reads: 0,
    readAt: 0,
  };
}

/** The step that it is on, or undefined where it has arrived or failed. */
export function stepOf(track: Track): Step | undefined {
  return track.failure === undefined ? track.journey.steps[track.at] : undefined;
}

/**
 * Goes on to the next step.
 *
 * @param nextLook the look that shows what no look has shown for this step yet
 */
export function pass(track: Track, now: number, nextLook: number): void {
  const seen = new Set(track.journey.steps[track.at]?.looksAt);
  track.at += 1;
  const isNew = track.journey.steps[track.at]?.looksAt.some((sight) => !seen.has(sight)) ?? false;
  if (isNew) track.needsLook = Math.max(track.needsLook, nextLook);
  track.since = now;
  track.acts = 0;
  track.tries = 0;
  track.retryAt = 0;
  track.reads = 0;
  track.readAt = 0;
  track.isBusy = false;
}
