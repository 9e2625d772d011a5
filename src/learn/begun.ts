import { loadStudy } from '../catalog/load.ts';
import { findItem } from '../catalog/study.ts';
import { isLabsError } from '../errors.ts';
import type { Message } from '../messages/message.ts';
import { message } from '../messages/message.ts';
import { progressFile, updateProgress } from './file.ts';
import { sameThings, withState } from './progress.ts';

/**
 * Remembers that labs were started, in the study list of whoever started them; labs that are no
 * item of it are none of its business.
 *
 * @returns what to tell them where that failed: a start must not fail over a learner's notes
 */
export async function markBegun(
  labs: readonly string[],
  { env, now }: { readonly env: NodeJS.ProcessEnv; readonly now: Date },
): Promise<Message | undefined> {
  const { list } = await loadStudy();
  const items = labs.flatMap((lab) => findItem(list, lab) ?? []);
  const ids = items.flatMap((item) => sameThings(list, item));
  if (ids.length === 0) return undefined;
  try {
    await updateProgress(progressFile(env), (progress) => withState(progress, ids, 'begun', now));
    return undefined;
  } catch (error) {
    if (!isLabsError(error)) throw error;
    return message('learn.not-remembered');
  }
}
