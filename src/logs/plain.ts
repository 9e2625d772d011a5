import { stripVTControlCharacters } from 'node:util';
import { hiddenCharacters } from '../plain-text.ts';

/** A text of a log as lines that can be shown: no escape sequences, no control characters. */
export function plainLines(text: string): readonly string[] {
  return stripVTControlCharacters(text)
    .replace(/\t/g, '  ')
    .split(/\r?\n|\r/)
    .map((line) => line.replace(hiddenCharacters, '').trimEnd())
    .filter((line) => line !== '');
}
