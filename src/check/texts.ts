import type { Block, Document } from './document.ts';
import type { Literal } from './python/code.ts';

/** A text in active code, and where it stands. */
export interface TextAt {
  readonly text: string;
  readonly block: Block;
  /** Its first character in the block. */
  readonly from: number;
  /** Undefined outside of Python. */
  readonly as: Literal['as'] | undefined;
}

/**
 * The texts in the code of a document: strings of Python, words of commands, and the lines of a
 * Dockerfile. Not its comments, nor its docstrings.
 */
export function* textsIn(document: Document): Iterable<TextAt> {
  for (const block of document.blocks) {
    for (const { expr, from, as } of block.python.literals) {
      if (as === 'docstring') continue;
      const text =
        expr.kind === 'string'
          ? expr.value
          : expr.parts.map((part) => (typeof part === 'string' ? part : '{}')).join('');
      yield { text, block, from, as };
    }
    for (const { words } of block.commands) {
      for (const text of words) yield { text, block, from: placeOf(text, block), as: undefined };
    }
    if (block.language === 'dockerfile') yield* linesOf(block);
  }
}

function placeOf(word: string, { text }: Block): number {
  return Math.max(0, text.indexOf(word));
}

function* linesOf(block: Block): Iterable<TextAt> {
  let from = 0;
  for (const line of block.text.split('\n')) {
    if (!line.trimStart().startsWith('#')) yield { text: line, block, from, as: undefined };
    from += line.length + 1;
  }
}
