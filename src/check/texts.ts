import type { Block, Document } from './document.ts';
import type { Literal } from './python/code.ts';
import type { Where } from './where.ts';
import { whereIs } from './where.ts';

/** A text in active code. */
export interface TextAt {
  readonly text: string;
  readonly block: Block;
  /** Its first character in the block; undefined for a word of a command, which is searched. */
  readonly from: number | undefined;
  /** Undefined outside of Python. */
  readonly as: Literal['as'] | undefined;
}

/** A longer text is data. */
const longestText = 100_000;

/**
 * The texts in the code of a document: strings of Python, words of commands, and the lines of a
 * Dockerfile. Not its comments, nor its docstrings.
 */
export function* textsIn(document: Document): Iterable<TextAt> {
  for (const block of document.blocks) {
    yield* stringsOf(block);
    for (const { words } of block.commands) {
      for (const text of words) yield { text, block, from: undefined, as: undefined };
    }
    if (block.language === 'dockerfile') yield* linesOf(block);
  }
}

/** Where a text is. */
export function whereText({ text, block, from }: TextAt): Where {
  return whereIs(block, from ?? Math.max(0, block.text.indexOf(text)));
}

function* stringsOf(block: Block): Iterable<TextAt> {
  const { python, lexed } = block;
  for (const { expr, from, as } of python.literals) {
    if (as === 'docstring') continue;
    const text =
      expr.kind === 'string'
        ? expr.value
        : expr.parts.map((part) => (typeof part === 'string' ? part : '{}')).join('');
    yield { text: text.slice(0, longestText), block, from, as };
  }
  if (python.literals.length > 0 || lexed === undefined) return;
  // Code that was not parsed: its strings as they are written.
  for (const { from, to } of lexed.strings) {
    const text = block.text.slice(from, Math.min(to, from + longestText));
    yield { text: text.replace(/^["']+|["']+$/g, ''), block, from, as: 'value' };
  }
}

function* linesOf(block: Block): Iterable<TextAt> {
  let from = 0;
  for (const line of block.text.split('\n')) {
    if (!line.trimStart().startsWith('#')) yield { text: line, block, from, as: undefined };
    from += line.length + 1;
  }
}
