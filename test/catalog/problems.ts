import type { LabsError } from '../../src/errors.ts';
import type { Lang } from '../../src/messages/text.ts';
import { isLabsError } from '../../src/errors.ts';

/** What is wrong with a file, as the error that reading it throws lists it; nothing if it is read. */
export function problemsIn(read: () => unknown, lang: Lang = 'en'): readonly string[] {
  try {
    read();
  } catch (error) {
    if (isLabsError(error)) return problemsOf(error, lang);
    throw error;
  }
  return [];
}

/** The problems that an error lists, in a language. */
export function problemsOf(error: LabsError, lang: Lang = 'en'): readonly string[] {
  if (!isLabsError(error, 'lab.invalid')) throw error;
  return error.params.problems.map((one) => (typeof one === 'string' ? one : one[lang]));
}
