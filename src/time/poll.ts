import { systemClock } from './clock.ts';

/** How often something is asked again: quick at first, then at most every few seconds. */
export interface Pace {
  readonly firstMs: number;
  readonly longestMs: number;
  readonly timeoutMs: number;
}

/**
 * Asks again and again until there is an answer.
 *
 * @param look gives the answer, or undefined for not yet
 * @returns the answer, or undefined when the time is up
 * @throws the signal's reason when interrupted
 */
export async function poll<T>(
  look: (elapsedMs: number) => Promise<T | undefined>,
  pace: Pace,
  signal: AbortSignal,
  clock = systemClock,
): Promise<T | undefined> {
  const start = clock.now();
  for (let pause = pace.firstMs; ; pause = Math.min(pause * 1.5, pace.longestMs)) {
    signal.throwIfAborted();
    const elapsed = clock.now() - start;
    const answer = await look(elapsed);
    if (answer !== undefined) return answer;
    if (elapsed + pause > pace.timeoutMs) return undefined;
    await clock.sleep(pause, signal);
  }
}
