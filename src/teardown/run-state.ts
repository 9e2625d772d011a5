import type { Aws } from '../aws/clients.ts';
import type { PriceLookup } from '../cost/prices.ts';
import type { Problem } from '../aws/problem.ts';
import type { Progress } from './progress.ts';
import type { World } from './world.ts';

/** A run in progress. */
export interface Run {
  readonly aws: Aws;
  readonly world: World;
  readonly signal: AbortSignal;
  /** The run's clock, in milliseconds. */
  readonly clock: () => number;
  readonly timeoutMs: number;
  readonly price: PriceLookup;
  readonly progress: Progress;
  /** See `stackRole` of a sweeper's context. */
  readonly stackRole?: string;
  /** Why nothing more can be done: the credentials are not valid any more. */
  stopped: Problem | undefined;
}

/** Whether no new work may begin. */
export function isOver({ signal, stopped }: Run): boolean {
  return signal.aborted || stopped !== undefined;
}
