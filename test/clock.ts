import { setImmediate } from 'node:timers/promises';
import type { Clock } from '../src/time/clock.ts';

/** A clock that goes on by its sleeps alone, each of which lets what is under way go on. */
export function createTestClock(start = Date.now()): Clock {
  let now = start;
  return {
    now: () => now,
    sleep: async (milliseconds, signal) => {
      await setImmediate();
      if (!signal.aborted) now += milliseconds;
    },
  };
}
