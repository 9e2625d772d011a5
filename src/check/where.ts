import type { Block } from './document.ts';

/** Where a finding is: the cell, or the line of a script. */
export interface Where {
  readonly cell: number | null;
  readonly line?: number;
}

/** The cell that a character stands in; in a script, its line. */
export function whereIs({ cell, text }: Block, from: number): Where {
  if (cell !== null) return { cell };
  return { cell, line: text.slice(0, from).split('\n').length };
}
