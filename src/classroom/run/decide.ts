import type { Problem } from '../../aws/problem.ts';
import type { BothLangs } from '../../messages/text.ts';
import { unreachable } from '../../teardown/unreachable.ts';
import { reason, reasonOf } from './reason.ts';
import type { Step } from './step.ts';
import type { Track } from './track.ts';
import { stepOf } from './track.ts';

/** What a run knows when it decides. */
export interface Round {
  /** The run's clock, in milliseconds. */
  readonly now: number;
  /** The last look that was finished. */
  readonly look: number;
  /** Whether CloudFormation works on as many stacks as it may. */
  readonly isFull: boolean;
}

/** What to do about a sandbox next. */
export type Decision =
  /** Nothing before the next look, or ever. */
  | { readonly is: 'rest' }
  /** The step is done. */
  | { readonly is: 'pass' }
  | { readonly is: 'act'; readonly act: () => Promise<void>; readonly busies: boolean }
  | Failure;

/** With `forAll`, sandboxes that have not begun the same step fail with it. */
interface Failure {
  readonly is: 'fail';
  readonly reason: BothLangs;
  readonly forAll: boolean;
}

/** Attempts at one act; the pauses between them add up to some minutes. */
const mostTries = 8;
const firstRetryMs = 1_000;
const longestRetryMs = 60_000;

const rest: Decision = { is: 'rest' };

/** Decides what a sandbox needs next. Pure: the same track and round give the same decision. */
export function decide(track: Track, { now, look, isFull }: Round): Decision {
  const step = stepOf(track);
  if (step === undefined || track.isActing || now < track.retryAt) return rest;
  if (step.looksAt.length > 0 && look < track.needsLook) return rest;
  const elapsedMs = now - track.since;
  const verdict = step.next(track.seen, { acts: track.acts, elapsedMs });
  switch (verdict.is) {
    case 'done':
      return { is: 'pass' };
    case 'wait':
      return elapsedMs < step.timeoutMs ? rest : { is: 'fail', reason: late(step), forAll: false };
    case 'failed':
      return { is: 'fail', reason: verdict.reason, forAll: verdict.forAll === true };
    case 'do': {
      const busies = verdict.busies === true;
      return busies && !track.isBusy && isFull ? rest : { is: 'act', act: verdict.act, busies };
    }
    default:
      return unreachable(verdict);
  }
}

/** What an act that failed leads to: another attempt, at a time on the run's clock, or failure. */
export function afterError(
  { tries }: Track,
  { kind }: Problem,
  error: unknown,
  now: number,
): Failure | { readonly is: 'retry'; readonly at: number } {
  const passes = kind === 'throttled' || kind === 'transient' || kind === 'busy';
  if (!passes || tries >= mostTries) {
    return { is: 'fail', reason: reasonOf(error), forAll: kind === 'denied' };
  }
  return { is: 'retry', at: now + Math.min(firstRetryMs * 2 ** tries, longestRetryMs) };
}

/** Those who would fail at a step as another sandbox did, for they have done nothing of it yet. */
export function wouldFailToo(tracks: readonly Track[], step: Step | undefined): readonly Track[] {
  return tracks.filter(
    (other) =>
      stepOf(other)?.name === step?.name &&
      step !== undefined &&
      other.acts === 0 &&
      !other.isActing &&
      !other.isBusy,
  );
}

function late({ name, timeoutMs }: Step): BothLangs {
  return reason('class.step-late', { step: name, minutes: Math.round(timeoutMs / 60_000) });
}
