import { setMaxListeners } from 'node:events';
import type { Sleep } from './clock.ts';

const shortest = 300;
const longest = 5_000;
const growth = 1.6;

/**
 * Lets many calls at a time listen to one signal; each of them does, and Node warns of more than ten
 * listeners as of a leak.
 */
export function allowManyListeners(signal: AbortSignal): AbortSignal {
  setMaxListeners(0, signal);
  return signal;
}

/** The next pause between two looks, in milliseconds: from 0.3 s, growing to 5 s. */
export function nextPause(previous: number | undefined): number {
  return previous === undefined ? shortest : Math.min(longest, previous * growth);
}

/** Sleeps until the time is over, the signal is given or the answer comes; leaves no timer behind. */
export async function sleepUntil(
  answer: Promise<void>,
  milliseconds: number,
  signal: AbortSignal,
  sleepFor: Sleep,
): Promise<void> {
  const awake = new AbortController();
  const wake = () => awake.abort();
  signal.addEventListener('abort', wake, { once: true });
  if (signal.aborted) wake();
  await Promise.race([answer, sleepFor(milliseconds, awake.signal)]);
  signal.removeEventListener('abort', wake);
  wake();
}
