import type { Memo } from './memo.ts';
import type { TagIndex } from './tag-index.ts';

/**
 * What is known of one region about whose things are, from a plan to the end of its run: so that no
 * thing is asked about twice.
 */
export interface Evidence {
  readonly tags: TagIndex;
  /** What things said of themselves. */
  readonly answers: Memo;
  /** How many of them CloudTrail was asked about. */
  historyQuestions: number;
  /** No part of a plan's JSON. */
  toJSON(): undefined;
}

/** The evidence of a plan that has read the tag index, or could not. */
export function createEvidence(tags: TagIndex): Evidence {
  return { tags, answers: new Map(), historyQuestions: 0, toJSON: () => undefined };
}
