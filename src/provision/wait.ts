import { setTimeout as sleep } from 'node:timers/promises';

/** How often something is asked again: quick at first, then at most every few seconds. */
export interface Pace {
  readonly firstMs: number;
  readonly longestMs: number;
  readonly timeoutMs: number;
}

/** AWS takes minutes; the first looks are quick because a local AWS takes none. */
export const stackPace: Pace = { firstMs: 250, longestMs: 5_000, timeoutMs: 40 * 60_000 };
export const notebookPace: Pace = { firstMs: 250, longestMs: 5_000, timeoutMs: 30 * 60_000 };
export const reportPace: Pace = { firstMs: 250, longestMs: 3_000, timeoutMs: 5 * 60_000 };
/** The agent of an older sandbox has kernels only in its next run, 20 seconds later. */
export const kernelPace: Pace = { firstMs: 250, longestMs: 1_000, timeoutMs: 30_000 };

/**
 * Asks again and again until there is an answer.
 *
 * @param look gives the answer, or undefined for not yet
 * @returns the answer, or undefined when the time is up
 */
export async function poll<T>(
  look: (elapsedMs: number) => Promise<T | undefined>,
  pace: Pace,
  signal: AbortSignal,
): Promise<T | undefined> {
  const start = Date.now();
  for (let pause = pace.firstMs; ; pause = Math.min(pause * 1.5, pace.longestMs)) {
    signal.throwIfAborted();
    const elapsed = Date.now() - start;
    const answer = await look(elapsed);
    if (answer !== undefined) return answer;
    if (elapsed + pause > pace.timeoutMs) return undefined;
    await sleep(pause, undefined, { signal });
  }
}
