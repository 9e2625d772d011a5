import { message } from '../../messages/message.ts';
import { endpointsOf } from '../endpoints/endpoints.ts';
import { calledName } from '../python/expr.ts';
import type { Rule } from '../rule.ts';
import { runningOf, sitesOf } from '../running.ts';
import { whereIs } from '../where.ts';

/** L4: a deletion that leaves the endpoint configuration. */
export const l4: Rule = {
  id: 'L4',
  severity: 'info',
  *look(document, workshop) {
    if (document.kind !== 'notebook') return;
    const deletesConfigs =
      sitesOf(document).some(({ call }) => calledName(call) === 'delete_endpoint_config') ||
      runningOf(document).some(({ commands }) =>
        commands.some(({ words }) => words.includes('delete-endpoint-config')),
      );
    if (deletesConfigs) return;
    const [first] = endpointsOf(workshop, document).deletions.filter((one) => one.leavesConfig);
    if (first === undefined) return;
    yield {
      ...whereIs(first.block, first.from),
      message: message('check.L4'),
      fix: message('check.L4-fix'),
    };
  },
};
