import { message } from '../../messages/message.ts';
import { endpointsOf } from '../endpoints/endpoints.ts';
import type { Rule } from '../rule.ts';
import { whereIs } from '../where.ts';

/** L1: an endpoint that bills on, because no active code deletes it. */
export const l1: Rule = {
  id: 'L1',
  severity: 'error',
  *look(document, workshop) {
    if (document.kind !== 'notebook') return;
    for (const { block, from, types, variable } of endpointsOf(workshop, document).left) {
      const known = types.filter((type) => type.startsWith('ml.'));
      const call =
        variable === undefined
          ? 'sagemaker.Session().delete_endpoint(endpoint_name)'
          : `${variable}.delete_endpoint()`;
      yield {
        ...whereIs(block, from),
        message: message('check.L1', { types: known }),
        fix: message('check.L1-fix', { call }),
      };
    }
  },
};
