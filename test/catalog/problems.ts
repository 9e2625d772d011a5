import { isLabsError } from '../../src/errors.ts';

/** What is wrong with a file, as the error that reading it throws lists it; nothing if it is read. */
export function problemsIn(read: () => unknown): readonly string[] {
  try {
    read();
  } catch (error) {
    if (isLabsError(error, 'lab.invalid')) return error.params.problems;
    throw error;
  }
  return [];
}
