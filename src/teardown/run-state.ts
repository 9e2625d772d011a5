import type { Aws } from '../aws/clients.ts';
import type { PriceLookup } from '../cost/prices.ts';
import type { Evidence } from './evidence.ts';
import { createEvidence } from './evidence.ts';
import type { Problem } from '../aws/problem.ts';
import type { Progress } from './progress.ts';
import { unreadableTagIndex } from './tag-index.ts';
import type { World } from './world.ts';

/** A run in progress. */
export interface Run {
  readonly aws: Aws;
  readonly world: World;
  /** By region. */
  readonly evidence: ReadonlyMap<string, Evidence>;
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

/** What the run's plan knew of a region. */
export function evidenceOf({ evidence }: Run, region: string): Evidence {
  return evidence.get(region) ?? createEvidence(unreadableTagIndex);
}
