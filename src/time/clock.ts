import { setTimeout as delay } from 'node:timers/promises';

/** Waits so many milliseconds, or until the signal is given; never fails. */
export type Sleep = (milliseconds: number, signal: AbortSignal) => Promise<void>;

/** The time that something goes by; tests set one of their own. */
export interface Clock {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly sleep: Sleep;
}

/** The computer's clock. */
export const systemClock: Clock = { now: Date.now, sleep };

export async function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  await delay(milliseconds, undefined, { signal }).catch(() => undefined);
}
