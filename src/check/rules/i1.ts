import { message } from '../../messages/message.ts';
import { agedFamilies } from '../facts/platform.ts';
import type { Found, Rule } from '../rule.ts';
import { textsIn } from '../texts.ts';
import { whereIs } from '../where.ts';

const type = /^(?:ml\.)([a-z]+\d[a-z]*)\.(\d*x?large|medium|metal|small)$/;

/** I1: an instance family that is gone, or on its way. */
export const i1: Rule = {
  id: 'I1',
  severity: 'warning',
  *look(document) {
    if (document.kind !== 'notebook') return;
    const seen = new Set<string>();
    for (const { text, block, from, as } of textsIn(document)) {
      const found = as === 'compared' || as === 'key' ? undefined : aged(text);
      if (found === undefined || seen.has(`${block.cell} ${text}`)) continue;
      seen.add(`${block.cell} ${text}`);
      yield { ...found, ...whereIs(block, from) };
    }
    const ofNotebook = aged(document.instanceType ?? '');
    if (ofNotebook !== undefined) yield ofNotebook;
  },
};

function aged(text: string): Found | undefined {
  const [, family = '', size = ''] = type.exec(text) ?? [];
  const why = Object.hasOwn(agedFamilies, family) ? agedFamilies[family] : undefined;
  if (why === undefined) return undefined;
  return {
    cell: null,
    message: message(`check.I1-${why}`, { type: text }),
    fix: message('check.I1-fix', { instead: successorOf(family, size) }),
    ...(why === 'old' ? { severity: 'info' as const } : {}),
  };
}

/** A type of today's that does the same. */
function successorOf(family: string, size: string): string {
  if (/^(p|g|inf)/.test(family)) return 'ml.g4dn.xlarge';
  if (family === 't2') return size === 'medium' ? 'ml.t3.medium' : 'ml.m5.large';
  return `ml.${family.replace(/\d$/, '5')}.${size.replace('8xlarge', '9xlarge')}`;
}
