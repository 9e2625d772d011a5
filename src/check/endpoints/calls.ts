import type { Block, Document } from '../document.ts';
import type { FunctionCode } from '../python/code.ts';
import { calledName } from '../python/expr.ts';
import type { Site, Spot } from '../running.ts';
import { pythonOf, sitesOf } from '../running.ts';

/** More rounds of functions that call functions, and more calls of them, are not followed. */
const mostRounds = 4;
const mostDeeds = 200;
const mostCalls = 20;

interface Deed extends Spot {
  readonly block: Block;
}

/**
 * What functions of a document do, at the places where they are called. A function that is only
 * passed on stays where it is; one that nobody calls does nothing.
 *
 * @param moved a deed as it is at a call of its function
 */
export function atCalls<T extends Deed>(
  document: Document,
  deeds: readonly T[],
  moved: (site: Site, deed: T, around: FunctionCode) => T,
): readonly T[] {
  const result: T[] = [];
  const sites = sitesOf(document);
  let open: readonly T[] = deeds;
  for (let round = 0; open.length > 0 && round < mostRounds; round += 1) {
    result.push(...open.filter(({ scope }) => scope === -1));
    open = open
      .slice(0, mostDeeds)
      .filter(({ scope }) => scope !== -1)
      .flatMap((deed) => {
        const around = functionAround(deed);
        if (around === undefined) return [];
        const calls = sites.filter(({ call }) => calledName(call) === around.name);
        if (calls.length > 0) {
          return calls.slice(0, mostCalls).map((site) => moved(site, deed, around));
        }
        if (isPassedOn(document, around.name)) result.push(deed);
        return [];
      });
  }
  return result;
}

/** The outermost function that something stands in. */
function functionAround({ block, from }: Deed): FunctionCode | undefined {
  return block.python.functions.find((one) => one.from <= from && from < one.to);
}

function isPassedOn(document: Document, name: string): boolean {
  return pythonOf(document).some(({ python }) => python.reads.some((read) => read.name === name));
}
