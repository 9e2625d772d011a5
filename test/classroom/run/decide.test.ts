import { describe, expect, test } from 'vitest';
import { problemOf } from '../../../src/aws/problem.ts';
import { afterError, decide, wouldFailToo } from '../../../src/classroom/run/decide.ts';
import type { Step, Verdict } from '../../../src/classroom/run/step.ts';
import { act, wait } from '../../../src/classroom/run/step.ts';
import type { Track } from '../../../src/classroom/run/track.ts';
import { trackOf } from '../../../src/classroom/run/track.ts';

const start = 1_000_000;
const round = { now: start, look: 1, isFull: false };
const nothing = async () => undefined;
const throttled = Object.assign(new Error('Rate exceeded'), { name: 'ThrottlingException' });
const denied = Object.assign(new Error('not authorized'), { name: 'AccessDeniedException' });

function onStep(verdict: Verdict, changes: Partial<Track> = {}): Track {
  const step: Step = {
    name: 'make',
    looksAt: ['stack'],
    timeoutMs: 60_000,
    next: () => verdict,
  };
  const journey = { id: 's1', name: 'labs-ml-s1', region: 'us-east-1', seen: {}, steps: [step] };
  return { ...trackOf(journey, start), ...changes };
}

describe('a step', () => {
  test('that waits fails when its time is up, and not before', () => {
    const track = onStep(wait);
    expect(decide(track, { ...round, now: start + 59_999 }).is).toBe('rest');
    expect(decide(track, { ...round, now: start + 60_000 })).toMatchObject({
      is: 'fail',
      forAll: false,
    });
  });

  test('is not asked before the look that shows what was done, nor before its retry', () => {
    const ready = act(nothing);
    expect(decide(onStep(ready, { needsLook: 2 }), round).is).toBe('rest');
    expect(decide(onStep(ready, { retryAt: start + 1 }), round).is).toBe('rest');
    expect(decide(onStep(ready, { isActing: true }), round).is).toBe('rest');
    expect(decide(onStep(ready), round)).toEqual({ is: 'act', act: nothing, busies: false });
  });

  test('that keeps CloudFormation busy waits while it works on as many stacks as it may', () => {
    const makes: Verdict = { is: 'do', act: nothing, busies: true };
    const full = { ...round, isFull: true };
    expect(decide(onStep(makes), full).is).toBe('rest');
    expect(decide(onStep(makes, { isBusy: true }), full).is).toBe('act');
    expect(decide(onStep(act(nothing)), full).is).toBe('act');
  });
});

describe('an act that failed', () => {
  const after = (error: Error, tries: number) =>
    afterError(onStep(wait, { tries }), problemOf(error), error, start);

  test('for a throttle is tried again, ever later, up to a minute', () => {
    const pauses = [0, 1, 2, 5, 6, 7].map((tries) => {
      const next = after(throttled, tries);
      return next.is === 'retry' ? next.at - start : undefined;
    });
    expect(pauses).toEqual([1_000, 2_000, 4_000, 32_000, 60_000, 60_000]);
    expect(after(throttled, 8)).toMatchObject({ is: 'fail', forAll: false });
  });

  test('for a permission is not, and fails for those too that have not begun', () => {
    expect(after(denied, 0)).toMatchObject({ is: 'fail', forAll: true });
    const failing = onStep(wait, { failure: { en: 'x', ko: 'x' } });
    const ahead = onStep(wait);
    const others = [
      failing,
      ahead,
      onStep(wait, { acts: 1 }),
      onStep(wait, { isActing: true }),
      onStep(wait, { isBusy: true }),
    ];
    expect(wouldFailToo(others, failing.journey.steps[0])).toEqual([ahead]);
  });
});
