import type { PriceUse } from './prices.ts';

/** A figure that is known to lie between two; equal where it is known exactly. */
export interface Range {
  readonly least: number;
  readonly most: number;
}

export function exactly(value: number): Range {
  return { least: value, most: value };
}

/**
 * Instances that a sandbox rented.
 *
 * `how` the time is known: `billed`, AWS says what it bills; `history`, from CloudTrail; `times`,
 * from the thing's own dates.
 */
export interface Rented {
  readonly kind: 'notebook' | 'endpoint' | 'training-job' | 'processing-job' | 'transform-job';
  readonly id: string;
  readonly use: PriceUse;
  readonly type: string;
  readonly count: number;
  /** Seconds that each of them was rented. */
  readonly seconds: Range;
  readonly how: 'billed' | 'history' | 'times';
  readonly isRunning: boolean;
}

/** Data that a sandbox stores. */
export interface Stored {
  readonly kind: 'volume' | 'bucket';
  readonly id: string;
  /** GiB now. */
  readonly gib: number;
  /** GiB times hours since it is there. */
  readonly gibHours: number;
}

export type MeteredThing = Rented | Stored;

/** What could not be observed, so that its cost is unknown, and why. */
export interface Unobserved {
  readonly what: 'notebook' | 'volume' | 'jobs' | 'bucket' | 'history';
  readonly reason: string;
}

/** What a sandbox has rented and stored, as far as AWS tells. */
export interface Observation {
  readonly sandbox: string;
  readonly account: string;
  readonly region: string;
  readonly since: Date;
  /** When it was looked at. */
  readonly at: Date;
  readonly things: readonly MeteredThing[];
  readonly unobserved: readonly Unobserved[];
}
