/**
 * Control characters (C0 and C1), and those that turn or hide text: bidirectional controls, line and
 * paragraph separators, zero-width ones. A terminal obeys them.
 */
export const hiddenCharacters =
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** What ends or stretches a line. */
const spacing = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;

/** A stranger's text as one line that can be printed. */
export function plainLine(text: string): string {
  return text.replace(spacing, ' ').replace(hiddenCharacters, '');
}
