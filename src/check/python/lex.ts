/** A stretch of a text: from a character up to, not with, another. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** A line that IPython does not give to Python: `!pip install x`, `files = !ls`, `%store -r x`. */
export interface EscapedLine extends Span {
  /** `!` runs a shell, `%` a magic command. */
  readonly escape: '!' | '%';
  /** What stands after the escape, continued lines joined. */
  readonly text: string;
}

/** A cell's code, read character by character: it need not be Python that parses. */
export interface Lexed {
  /** The code for a Python parser: as long as the cell, blanks in place of what is not Python. */
  readonly python: string;
  readonly comments: readonly Span[];
  readonly strings: readonly Span[];
  readonly escapes: readonly EscapedLine[];
}

const assigned = /^([ \t]*[A-Za-z_][\w.,[\]'" \t]*=[ \t]*)([!%])(?!=)/;
const help = /^[ \t]*(\?{1,2}[ \t]*[\w.*%]+|[\w.*%]+[ \t]*\?{1,2})[ \t]*$/;

/**
 * Finds comments, strings and IPython's own lines in the code of a cell.
 *
 * @param hasMagics false for a script, which Python reads and not IPython
 */
export function lex(code: string, hasMagics = true): Lexed {
  const comments: Span[] = [];
  const strings: Span[] = [];
  const escapes: EscapedLine[] = [];
  const blanked: Span[] = [];
  let depth = 0;
  let at = 0;

  function line(): void {
    if (!hasMagics) return;
    const end = endOfLine(code, at);
    const text = code.slice(at, end);
    const start = escapeIn(text, depth);
    if (start !== undefined) {
      const to = endOfContinued(code, at);
      const from = at + start;
      escapes.push({
        from,
        to,
        escape: code[from] === '!' ? '!' : '%',
        text: joinContinued(code.slice(from + 1, to)),
      });
      blanked.push({ from, to });
      at = to;
    } else if (depth === 0 && help.test(text) && text.includes('?')) {
      blanked.push({ from: at, to: end });
      at = end;
    }
  }

  line();
  while (at < code.length) {
    const character = code[at]!;
    if (character === '#') {
      const to = endOfLine(code, at);
      comments.push({ from: at, to });
      at = to;
    } else if (character === '"' || character === "'") {
      const to = endOfString(code, at);
      strings.push({ from: at, to });
      at = to;
    } else if (character === '\n') {
      at += 1;
      if (code[at - 2] !== '\\') line();
    } else {
      if ('([{'.includes(character)) depth += 1;
      else if (')]}'.includes(character)) depth = Math.max(0, depth - 1);
      at += 1;
    }
  }
  return { python: blank(code, blanked), comments, strings, escapes };
}

/** The text with blanks in place of what lies in the spans; its lines stay where they are. */
export function blank(text: string, spans: readonly Span[], by = ' '): string {
  let result = '';
  let done = 0;
  for (const { from, to } of spans) {
    result += text.slice(done, from) + text.slice(from, to).replace(/[^\n]/g, by);
    done = to;
  }
  return result + text.slice(done);
}

/** Where the escape of a line stands. No operator of Python begins a line with `!`. */
function escapeIn(line: string, depth: number): number | undefined {
  const indent = line.length - line.trimStart().length;
  const first = line[indent];
  if (first === '!' && line[indent + 1] !== '=') return indent;
  if (depth > 0) return undefined;
  if (first === '%') return indent;
  const [, before] = assigned.exec(line) ?? [];
  return before?.length;
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end;
}

function endOfContinued(text: string, from: number): number {
  let end = endOfLine(text, from);
  while (end < text.length && text[end - 1] === '\\') end = endOfLine(text, end + 1);
  return end;
}

function joinContinued(text: string): string {
  return text.replace(/\\\n/g, ' ').trim();
}

/** A string ends at its quotes; one of a single line, at the latest, with the line. */
function endOfString(code: string, from: number): number {
  const quote = code[from]!;
  const long = code.startsWith(quote.repeat(3), from);
  const close = long ? quote.repeat(3) : quote;
  let at = from + close.length;
  while (at < code.length) {
    if (code[at] === '\\') at += 2;
    else if (!long && code[at] === '\n') return at;
    else if (code.startsWith(close, at)) return at + close.length;
    else at += 1;
  }
  return code.length;
}
