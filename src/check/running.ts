import type { Block, Document } from './document.ts';
import type { Assignment, CallSite, Place } from './python/code.ts';
import { longestCode } from './python/read-python.ts';

/** Where something stands in a document: its block by index, and how far in. */
export interface Spot extends Place {
  readonly index: number;
  readonly from: number;
}

/** A call in a document. */
export interface Site extends CallSite, Spot {
  readonly block: Block;
}

/** A value given to names in a document. */
export interface Given extends Assignment, Spot {
  readonly block: Block;
}

/** The blocks of Python that run in this document: not what a cell only writes to a file. */
export function pythonOf(document: Document): readonly Block[] {
  return document.blocks.filter(({ language, writes }) => language === 'python' && !writes);
}

/** Every block that runs in this document. */
export function runningOf(document: Document): readonly Block[] {
  return document.blocks.filter(({ writes }) => writes === undefined);
}

/** The calls of a document, in order. */
export const sitesOf = once((document: Document): readonly Site[] =>
  inOrder(document, ({ python }) => python.calls),
);

/** The assignments of a document, in order. */
export const givenOf = once((document: Document): readonly Given[] =>
  inOrder(document, ({ python }) => python.assignments),
);

function inOrder<T extends Place & { readonly from: number }>(
  document: Document,
  listOf: (block: Block) => readonly T[],
): readonly (T & Spot & { readonly block: Block })[] {
  return document.blocks.flatMap((block, index) =>
    block.language === 'python' && block.writes === undefined
      ? listOf(block).map((one) => ({ ...one, ...globally(one, index), index, block }))
      : [],
  );
}

/** A place with numbers that no other block of the document has. */
function globally({ scope, branches }: Place, index: number): Place {
  const shift = index * 10 * longestCode;
  return {
    scope: scope === -1 ? -1 : scope + shift,
    branches: branches.map(({ of, arm }) => ({ of: of + shift, arm })),
  };
}

/** Whether one thing stands before another. */
export function isBefore(a: Spot, b: Spot): boolean {
  return a.index === b.index ? a.from < b.from : a.index < b.index;
}

/** Whether two sets have something in common. */
export function overlap<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): boolean {
  return [...a].some((one) => b.has(one));
}

/** Remembers what was made of an object, as long as the object lives. */
export function once<K extends object, V>(make: (key: K) => V): (key: K) => V {
  const made = new WeakMap<K, { readonly value: V }>();
  return (key) => {
    let known = made.get(key);
    if (known === undefined) {
      known = { value: make(key) };
      made.set(key, known);
    }
    return known.value;
  };
}
