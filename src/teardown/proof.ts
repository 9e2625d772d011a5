import type { Evidence } from './evidence.ts';
import { answerOf } from './ownership.ts';
import { sweeperOf } from './registry.ts';
import type { Context } from './sweeper.ts';
import type { Thing } from './thing.ts';

/** What a thing says of itself: that it is its sandbox's, another's, nothing, or it is gone. */
export type Proof = 'ours' | 'others' | 'unproved' | 'vanished';

/**
 * Proves, before anything is done to a thing that only the tag index calls for, whose it is now: the
 * index lags behind by a time that AWS does not publish, and a name can have been freed and taken by
 * somebody else. Asks once for each thing; what hangs on another is what that one is.
 *
 * @param parent what the thing hangs on, where it hangs on something
 * @throws what AWS answers where the thing cannot be asked
 */
export async function proofOf(
  context: Context,
  evidence: Evidence,
  thing: Thing,
  parent: Thing | undefined,
): Promise<Proof> {
  if (thing.isIndexed !== true) return 'ours';
  const asked = parent?.isIndexed === true ? parent : thing;
  const origin = await answerOf(context, evidence, sweeperOf(asked.type), asked);
  if (origin.is === 'stranger') return 'others';
  if (origin.is === 'sandbox') return origin.name === thing.sandbox ? 'ours' : 'others';
  return origin.is;
}
