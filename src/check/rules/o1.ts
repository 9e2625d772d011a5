import { message } from '../../messages/message.ts';
import type { Document, Workshop } from '../document.ts';
import { once } from '../running.ts';
import type { Rule } from '../rule.ts';

/** O1: a notebook that takes up what another one stored. */
export const o1: Rule = {
  id: 'O1',
  severity: 'info',
  *look(document, workshop) {
    const restored = document.blocks.flatMap(({ cell, magics }) =>
      magics
        .filter(({ name, args }) => name === 'store' && args.includes('-r'))
        .map(({ args }) => ({ cell, names: args.filter((arg) => !arg.startsWith('-')) })),
    );
    const [first] = restored;
    if (first === undefined) return;
    const names = [...new Set(restored.flatMap((one) => one.names))];
    yield {
      cell: first.cell,
      message: message('check.O1', { names, after: storersOf(workshop, document, names) }),
      fix: message('check.O1-fix'),
    };
  },
};

/** The other notebooks that store one of these names; any name where none is given. */
function storersOf(
  workshop: Workshop,
  document: Document,
  names: readonly string[],
): readonly string[] {
  return workshop.documents
    .filter((other) => {
      const stored = storedBy(other);
      const stores = names.length === 0 ? stored.size > 0 : names.some((name) => stored.has(name));
      return other !== document && stores;
    })
    .map(({ path }) => path.slice(path.lastIndexOf('/') + 1));
}

const storedBy = once(
  (document: Document): ReadonlySet<string> =>
    new Set(
      document.blocks.flatMap(({ magics }) =>
        magics
          .filter(({ name, args }) => name === 'store' && !args.some((arg) => arg.startsWith('-')))
          .flatMap(({ args }) => args),
      ),
    ),
);
