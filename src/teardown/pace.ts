import { setTimeout as sleepFor } from 'node:timers/promises';

const shortest = 300;
const longest = 5_000;
const growth = 1.6;

/** The next pause between two looks, in milliseconds: from 0.3 s, growing to 5 s. */
export function nextPause(previous: number | undefined): number {
  return previous === undefined ? shortest : Math.min(longest, previous * growth);
}

/** Waits; ends early, without an error, when the signal is given. */
export async function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  await sleepFor(milliseconds, undefined, { signal }).catch(() => undefined);
}
