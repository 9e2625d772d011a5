import { message } from '../../messages/message.ts';
import { endpointsOf } from '../endpoints/endpoints.ts';
import { calledName } from '../python/expr.ts';
import type { Rule } from '../rule.ts';
import { runningOf, sitesOf } from '../running.ts';
import { whereIs } from '../where.ts';

/** L5: a model that is deployed, and stays. */
export const l5: Rule = {
  id: 'L5',
  severity: 'info',
  *look(document, workshop) {
    if (document.kind !== 'notebook') return;
    const deletes =
      sitesOf(document).some(({ call }) => calledName(call) === 'delete_model') ||
      runningOf(document).some(({ commands }) =>
        commands.some(({ words }) => words.includes('delete-model')),
      );
    const [first] = endpointsOf(workshop, document).made;
    if (deletes || first === undefined) return;
    yield {
      ...whereIs(first.block, first.from),
      message: message('check.L5'),
      fix: message('check.L5-fix'),
    };
  },
};
