import { message } from '../../messages/message.ts';
import type { Document } from '../document.ts';
import type { Rule } from '../rule.ts';
import { pythonOf } from '../running.ts';

/** N1: a name that is used, while the only line that gives it a value is a comment. */
export const n1: Rule = {
  id: 'N1',
  severity: 'error',
  *look(document) {
    if (document.kind !== 'notebook' || bringsNamesFromElsewhere(document)) return;
    const bound = new Set(pythonOf(document).flatMap(({ python }) => [...python.binds]));
    const stored = new Set(
      document.blocks.flatMap(({ magics }) =>
        magics.filter(({ name }) => name === 'store').flatMap(({ args }) => args),
      ),
    );
    const commented = new Map<string, number>();
    for (const { cell, commented: code } of document.blocks) {
      for (const name of code.assignments.flatMap((one) => one.names)) {
        if (cell !== null && !commented.has(name)) commented.set(name, cell);
      }
    }
    const seen = new Set<string>();
    for (const { cell, python } of pythonOf(document)) {
      for (const { name } of python.reads) {
        const source = commented.get(name);
        if (source === undefined || bound.has(name) || stored.has(name) || seen.has(name)) continue;
        seen.add(name);
        yield {
          cell,
          message: message('check.N1', { name, cell: source }),
          fix: message('check.N1-fix'),
        };
      }
    }
  },
};

/** `%store -r`, `%run`, `from x import *` and the like bring names that cannot be told. */
function bringsNamesFromElsewhere(document: Document): boolean {
  return document.blocks.some(
    ({ magics, python }) =>
      magics.some(
        ({ name, args }) =>
          ['run', 'load', 'pylab', 'load_ext', 'bash', 'env'].includes(name) ||
          (name === 'store' && args.length === 1 && args[0] === '-r'),
      ) ||
      python.imports.some(({ as }) => as === '*') ||
      python.reads.some(({ name }) => name === 'exec' || name === 'globals' || name === 'locals'),
  );
}
