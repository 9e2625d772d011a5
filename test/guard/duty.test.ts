import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { exactly } from '../../src/cost/observation.ts';
import { endedLease } from '../../src/sandbox/lease.ts';
import { datesOf, dutyOf } from '../../src/guard/duty.ts';
import { at, day, hour, limits, now, standing } from './standing.ts';

describe('what a sandbox is due for', () => {
  test('nothing, as long as its lease holds', () => {
    expect(dutyOf(standing(), limits, now)).toEqual({ do: 'nothing' });
  });

  test('a stop from StopsAt on, whatever its notebook does', () => {
    const past = { stopsAt: at(0) };
    const due = { do: 'stop', because: 'stops-at', since: at(0) };
    expect(dutyOf(standing(past), limits, now)).toEqual(due);
    const { notebook, ...without } = standing(past);
    expect(dutyOf(without, limits, now)).toEqual(due);
    const stopped = { ...notebook!, status: 'Stopped' };
    expect(dutyOf({ ...without, notebook: stopped }, limits, now)).toEqual(due);
  });

  test('removal from RemovedAfter on, before a stop', () => {
    const past = { stopsAt: at(-day), removedAfter: at(-1) };
    const due = { do: 'remove', because: 'removed-after', since: at(-1) };
    expect(dutyOf(standing(past), limits, now)).toEqual(due);
  });

  test('a lease that was extended beyond the maximum ends at the maximum', () => {
    const long = { stopsAt: at(100 * hour), removedAfter: at(365 * day) };
    const fresh = standing(long);
    const runs = { ...fresh.notebook!, modifiedAt: at(-24 * hour) };
    expect(dutyOf({ ...fresh, notebook: runs }, limits, now)).toMatchObject({
      do: 'stop',
      because: 'longest-run',
    });
    expect(dutyOf(fresh, limits, now)).toEqual({ do: 'nothing' });
    const old = standing({ ...long, createdAt: at(-30 * day) });
    expect(dutyOf(old, limits, now)).toMatchObject({ do: 'remove', because: 'longest-keep' });
  });

  test('a stop when its budget is provably spent, and not when it may be', () => {
    const budget = { budget: 5 };
    expect(dutyOf(standing(budget, { spent: exactly(5) }), limits, now)).toEqual({
      do: 'stop',
      because: 'budget',
    });
    const perhaps = { spent: { least: 4.9, most: 9 } };
    expect(dutyOf(standing(budget, perhaps), limits, now)).toEqual({ do: 'nothing' });
    expect(dutyOf(standing(budget), limits, now)).toEqual({ do: 'nothing' });
  });

  test('to wait, while CloudFormation is busy with it', () => {
    const past = { removedAfter: at(-1) };
    for (const status of ['CREATE_IN_PROGRESS', 'DELETE_IN_PROGRESS', 'UPDATE_IN_PROGRESS']) {
      expect(dutyOf(standing({ ...past, status }), limits, now)).toEqual({ do: 'wait', status });
    }
    const cleanup = { ...past, status: 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS' };
    expect(dutyOf(standing(cleanup), limits, now)).toMatchObject({ do: 'remove' });
  });

  test('the rest of a removal that was cut off', () => {
    expect(dutyOf(standing({ status: 'DELETE_FAILED' }), limits, now)).toMatchObject({
      do: 'remove',
      because: 'deletion',
    });
  });

  test('the rest of a removal that could not end, before its lease would have', () => {
    const ended = endedLease(now);
    expect(dutyOf(standing(ended), limits, now)).toMatchObject({
      do: 'remove',
      because: 'deletion',
    });
    const busy = { ...ended, status: 'UPDATE_IN_PROGRESS' };
    expect(dutyOf(standing(busy), limits, now)).toMatchObject({ do: 'wait' });
  });
});

const moment = fc.integer({ min: -400 * day, max: 400 * day }).map(at);

test.prop([moment, moment, moment])(
  'no lease is longer than the maxima, and none is shortened below them',
  (stopsAt, removedAfter, createdAt) => {
    const one = standing({ stopsAt, removedAfter, createdAt });
    const dates = datesOf(one, limits);
    const latestStop = one.notebook!.modifiedAt!.getTime() + limits.runMs;
    const latestKeep = createdAt.getTime() + limits.keepMs;
    expect(dates.stopsAt!.getTime()).toBe(Math.min(stopsAt.getTime(), latestStop));
    expect(dates.removedAfter.getTime()).toBe(Math.min(removedAfter.getTime(), latestKeep));
  },
);
