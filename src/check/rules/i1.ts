import { message } from '../../messages/message.ts';
import { agedFamilies } from '../facts/platform.ts';
import { successorOf } from '../facts/successors.ts';
import type { TypeUse } from '../facts/successors.ts';
import { instancesOf } from '../instances.ts';
import type { Found, Rule } from '../rule.ts';
import { textsIn } from '../texts.ts';

const type = /^(?:ml\.)([a-z]+\d[a-z]*)\.(\d*x?large|medium|metal|small)$/;

/** I1: an instance family that is gone, or on its way. */
export const i1: Rule = {
  id: 'I1',
  severity: 'warning',
  *look(document) {
    if (document.kind !== 'notebook') return;
    const cells = new Map<string, Set<number>>();
    for (const { text, block, as } of textsIn(document)) {
      if (as === 'compared' || as === 'key' || block.cell === null) continue;
      if (type.test(text)) cells.set(text, (cells.get(text) ?? new Set()).add(block.cell));
    }
    const rented = instancesOf(document);
    for (const [name, where] of cells) {
      const uses = rented.filter(({ types }) => types.includes(name)).map(({ use }) => use);
      yield* found(name, [...where], new Set(uses));
    }
    // Studio keeps the type that a notebook was last opened on.
    yield* found(document.instanceType ?? '', [], new Set(['notebook']));
  },
};

function* found(
  name: string,
  cells: readonly number[],
  uses: ReadonlySet<TypeUse>,
): Iterable<Found> {
  const [, family = '', size = ''] = type.exec(name) ?? [];
  const why = Object.hasOwn(agedFamilies, family) ? agedFamilies[family] : undefined;
  if (why === undefined) return;
  yield {
    cell: cells[0] ?? null,
    message: message(`check.I1-${why}`, { type: name, cells }),
    fix: message('check.I1-fix', { instead: successorOf(family, size, uses) }),
    ...(why === 'old' ? { severity: 'info' as const } : {}),
  };
}
