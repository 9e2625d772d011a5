/** How many of something may come at once, and how soon one more may. */
export interface BucketSize {
  readonly burst: number;
  /** Milliseconds until one more may come. */
  readonly refillMs: number;
}

/** Holds something to a rate, with a burst. */
export interface TokenBucket {
  /** Milliseconds until the next one may come; 0 for at once. */
  waitMs(): number;
  /** Counts one, whether it may come or not. */
  take(): void;
  /** Whether nothing has come for so long that the bucket can be forgotten. */
  isFull(): boolean;
}

/** Makes a full bucket. */
export function createTokenBucket({ burst, refillMs }: BucketSize, now: () => number): TokenBucket {
  let tokens = burst;
  let at = now();
  function refill(): number {
    tokens = Math.min(burst, tokens + (now() - at) / refillMs);
    at = now();
    return tokens;
  }
  return {
    waitMs: () => Math.ceil(Math.max(0, 1 - refill()) * refillMs),
    take: () => void (tokens = Math.max(0, refill() - 1)),
    isFull: () => refill() >= burst,
  };
}
