import type { Pace } from '../time/poll.ts';

/** AWS takes minutes; the first looks are quick because a local AWS takes none. */
export const stackPace: Pace = { firstMs: 250, longestMs: 5_000, timeoutMs: 40 * 60_000 };
export const notebookPace: Pace = { firstMs: 250, longestMs: 5_000, timeoutMs: 30 * 60_000 };
export const reportPace: Pace = { firstMs: 250, longestMs: 3_000, timeoutMs: 5 * 60_000 };
/** The agent of an older sandbox has kernels only in its next run, 20 seconds later. */
export const kernelPace: Pace = { firstMs: 250, longestMs: 1_000, timeoutMs: 30_000 };
