import { stripVTControlCharacters } from 'node:util';

/**
 * Control characters but line feed, and those that turn or hide text (bidirectional controls, line
 * separators, zero-width ones): a log is written by whatever ran in the sandbox.
 */
const hidden =
  // oxlint-disable-next-line no-control-regex -- control characters are what is taken out
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** A text of a log as lines that can be shown: no escape sequences, no control characters. */
export function plainLines(text: string): readonly string[] {
  return stripVTControlCharacters(text)
    .replace(/\t/g, '  ')
    .split(/\r?\n|\r/)
    .map((line) => line.replace(hidden, '').trimEnd())
    .filter((line) => line !== '');
}
