import { expect, test } from 'vitest';
import { endedLease, hasEnded, leaseFrom } from '../../src/sandbox/lease.ts';

const now = new Date('2026-11-23T09:00:00Z');

test('an ended lease is over for the guard, with a stop that EventBridge Scheduler still takes', () => {
  const { stopsAt, removedAfter } = endedLease(now);
  expect(removedAfter.getTime()).toBeLessThan(now.getTime());
  // A StartDate in the past is refused, and the stack is not updated at once.
  expect(stopsAt.getTime() - now.getTime()).toBeGreaterThanOrEqual(5 * 60_000);
});

test('only an ended lease has ended', () => {
  expect(hasEnded(endedLease(now))).toBe(true);
  expect(hasEnded(leaseFrom(now, { for: 1, keep: 1 }))).toBe(false);
  expect(hasEnded({})).toBe(false);
});
