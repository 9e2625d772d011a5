import { eastAsianWidth } from 'get-east-asian-width';

/** Columns that a text takes on a terminal: Hangul and other wide characters take two. */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of text.normalize()) width += columnsOf(character);
  return width;
}

/** The text cut to a number of columns, an ellipsis where something was cut. */
export function cutTo(text: string, columns: number): string {
  if (widthOf(text) <= columns) return text;
  let kept = '';
  let width = 1;
  for (const character of text.normalize()) {
    width += columnsOf(character);
    if (width > columns) break;
    kept += character;
  }
  return `${kept}…`;
}

/** The text with blanks up to a number of columns. */
export function padTo(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - widthOf(text)));
}

/** The text in lines of at most that many columns, broken at blanks. */
export function wrapTo(text: string, columns: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && widthOf(longer) > columns) {
      lines.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  return line === '' ? lines : [...lines, line];
}

/**
 * A line in lines of at most that many columns; what follows the first stays below its text: below
 * the column after a label (`  price     $0.05/h …`), else below the line's own indent.
 */
export function wrapHanging(text: string, columns: number): readonly string[] {
  if (widthOf(text) <= columns) return [text];
  const [start = ''] = /^\s*(?:\S+(?: \S+){0,3}\s{2,})?/.exec(text) ?? [];
  const room = columns - widthOf(start);
  if (room < 16) return wrapTo(text.trim(), columns);
  return wrapTo(text.slice(start.length), room).map((line, at) =>
    at === 0 ? start + line : ' '.repeat(widthOf(start)) + line,
  );
}

function columnsOf(character: string): number {
  if (/\p{Mark}/u.test(character)) return 0;
  return eastAsianWidth(character.codePointAt(0) ?? 0);
}
