import { message } from '../../messages/message.ts';
import { agedFamilies } from '../facts/platform.ts';
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
    for (const [name, where] of cells) {
      const [cell = null] = where;
      yield* found(name, cell, [...where]);
    }
    // Studio keeps the type that a notebook was last opened on.
    yield* found(document.instanceType ?? '', null, []);
  },
};

function* found(name: string, cell: number | null, cells: readonly number[]): Iterable<Found> {
  const [, family = '', size = ''] = type.exec(name) ?? [];
  const why = Object.hasOwn(agedFamilies, family) ? agedFamilies[family] : undefined;
  if (why === undefined) return;
  yield {
    cell,
    message: message(`check.I1-${why}`, { type: name, cells }),
    fix: message('check.I1-fix', { instead: successorOf(family, size) }),
    ...(why === 'old' ? { severity: 'info' as const } : {}),
  };
}

/** A type of today's that does the same. */
function successorOf(family: string, size: string): string {
  if (/^(p|g|inf|eia)/.test(family)) return 'ml.g4dn.xlarge';
  if (family === 't2') return size === 'medium' ? 'ml.t3.medium' : 'ml.m5.large';
  return `ml.${family.replace(/\d$/, '5')}.${size.replace('8xlarge', '9xlarge')}`;
}
