import * as z from 'zod';
import type { Problem } from '../messages/manifest-problems.ts';

/** How a rule says in both languages what is wrong; see `readYaml`. */
export function saying({ en, ko }: Problem) {
  return { error: en, params: { ko } };
}

/** A text of a form. */
export function matching(pattern: RegExp, problem: Problem) {
  return z.string().refine((text) => pattern.test(text), saying(problem));
}

/** A text in both languages. */
export const both = z.strictObject({
  ko: z.string().min(1).describe('in Korean'),
  en: z.string().min(1).describe('in English'),
});
