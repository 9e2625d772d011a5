import { message } from '../../messages/message.ts';
import type { Block, Document } from '../document.ts';
import type { Removal } from '../facts/libraries.ts';
import { removals } from '../facts/libraries.ts';
import { runsHere } from '../helpers.ts';
import { namesOf } from '../names.ts';
import { calledName, dotted, keyword, receiverOf } from '../python/expr.ts';
import type { Rule } from '../rule.ts';
import { pythonOf, sitesOf } from '../running.ts';
import { whereIs } from '../where.ts';

/** A1: something that today's version of a library no longer has. */
export const a1: Rule = {
  id: 'A1',
  severity: 'error',
  *look(document, workshop) {
    if (!runsHere(workshop, document)) return;
    const modules = new Set(
      pythonOf(document).flatMap(({ python }) =>
        python.imports.map(({ module }) => module.split('.', 1)[0]),
      ),
    );
    for (const removal of removals.filter((one) => modules.has(one.module))) {
      const seen = new Set<number | null>();
      for (const { block, from } of usesOf(document, removal)) {
        if (seen.has(block.cell)) continue;
        seen.add(block.cell);
        yield {
          ...whereIs(block, from),
          message: message('check.A1', removal),
          fix: message('check.A1-fix', removal),
        };
      }
    }
  },
};

interface UseAt {
  readonly block: Block;
  readonly from: number;
}

function usesOf(document: Document, { sign }: Removal): readonly UseAt[] {
  if ('path' in sign) return readsOf(document, sign.path);
  if ('member' in sign) {
    return pythonOf(document).flatMap((block) =>
      block.python.members
        .filter(({ name, object }) => {
          const of = dotted(object) ?? '';
          return name === sign.member && !sign.notOf?.test(of);
        })
        .map(({ from }) => ({ block, from })),
    );
  }
  if ('usedMethod' in sign) {
    return sitesOf(document).filter(
      ({ call, targets }) =>
        targets.length > 0 &&
        calledName(call) === sign.usedMethod &&
        receiverOf(call) !== undefined,
    );
  }
  return sitesOf(document).filter(
    ({ call }) =>
      sign.of.test(calledName(call) ?? '') && keyword(call, sign.argument) !== undefined,
  );
}

/** Where a qualified name, or something below it, is imported or read. */
function readsOf(document: Document, path: string): readonly UseAt[] {
  const { qualified } = namesOf(document);
  const isIt = (name: string) => name === path || name.startsWith(`${path}.`);
  return pythonOf(document).flatMap((block) => [
    ...block.python.imports
      .filter(({ module, name }) => isIt(name === undefined ? module : `${module}.${name}`))
      .map(({ from }) => ({ block, from })),
    ...block.python.paths
      .filter((one) => isIt(qualified(one.path)))
      .map(({ from }) => ({ block, from })),
  ]);
}
