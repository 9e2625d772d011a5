import { widthOf, wrapTo } from '../../host/width.ts';

/** Columns of the terminal that the result goes to; 80 for a pipe, 100 at most for reading. */
export function columns(): number {
  return Math.max(24, Math.min(process.stdout.columns ?? 80, 100));
}

/** The text in lines that fit, each after that many blanks; its own line ends are kept. */
export function paragraph(text: string, indent = 0, width = columns()): readonly string[] {
  const blanks = ' '.repeat(indent);
  return text
    .split('\n')
    .flatMap((line) => wrapTo(line, width - indent))
    .map((line) => blanks + line);
}

/** A line that begins with a mark; where it must be broken, it goes on under its text. */
export function marked(mark: string, text: string, indent = 0): readonly string[] {
  const hang = widthOf(mark) + 1;
  const [first = '', ...rest] = paragraph(text, indent + hang);
  return [`${' '.repeat(indent)}${mark} ${first.trimStart()}`, ...rest];
}

/**
 * A path of a notebook: every blank of it counts (AWS has folders whose names begin with some), so
 * it is broken after a slash only, where it must be.
 */
export function pathLines(path: string, indent = 0, width = columns()): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const part of path.split(/(?<=\/)/)) {
    if (line !== '' && widthOf(line + part) > width - indent) {
      lines.push(line);
      line = part;
    } else {
      line += part;
    }
  }
  return [...lines, line].map((one) => ' '.repeat(indent) + one);
}
