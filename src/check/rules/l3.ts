import { message } from '../../messages/message.ts';
import { endpointsOf } from '../endpoints/endpoints.ts';
import type { Rule } from '../rule.ts';
import { isBefore } from '../running.ts';
import { whereIs } from '../where.ts';

/** L3: a variable that is given to a second endpoint before the first is deleted. */
export const l3: Rule = {
  id: 'L3',
  severity: 'error',
  *look(document, workshop) {
    if (document.kind !== 'notebook') return;
    const { made, orphaned } = endpointsOf(workshop, document);
    for (const endpoint of orphaned) {
      const { variable = '', block, from } = endpoint;
      const next = made.find((one) => one.variable === variable && isBefore(endpoint, one));
      yield {
        ...whereIs(block, from),
        message: message('check.L3', { variable, again: next?.block.cell ?? 0 }),
        fix: message('check.L3-fix'),
      };
    }
  },
};
