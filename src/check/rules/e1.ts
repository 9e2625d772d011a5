import { message } from '../../messages/message.ts';
import { keyword } from '../python/expr.ts';
import type { Rule } from '../rule.ts';
import { runningOf, sitesOf } from '../running.ts';
import { whereIs } from '../where.ts';

/** E1: Elastic Inference, which is no longer offered. */
export const e1: Rule = {
  id: 'E1',
  severity: 'error',
  *look(document) {
    const asked = sitesOf(document).filter(
      ({ call }) => keyword(call, 'accelerator_type', 'AcceleratorType') !== undefined,
    );
    const named = runningOf(document).flatMap((block) =>
      block.python.literals
        .filter(({ expr }) => expr.kind === 'string' && /^ml\.eia\d\./.test(expr.value))
        .map(({ from }) => ({ block, from })),
    );
    const seen = new Set<unknown>();
    for (const { block, from } of [...asked, ...named]) {
      const place = block.cell ?? from;
      if (seen.has(place)) continue;
      seen.add(place);
      yield { ...whereIs(block, from), message: message('check.E1'), fix: message('check.E1-fix') };
    }
  },
};
