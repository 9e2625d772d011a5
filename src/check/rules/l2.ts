import { message } from '../../messages/message.ts';
import { endpointsOf } from '../endpoints/endpoints.ts';
import { calledName, keyword, positional, receiverOf, rootOf } from '../python/expr.ts';
import type { Rule } from '../rule.ts';
import { sitesOf } from '../running.ts';

/** L2: the line that would delete what the notebook makes is a comment. */
export const l2: Rule = {
  id: 'L2',
  severity: 'warning',
  *look(document, workshop) {
    if (document.kind !== 'notebook') return;
    const { made, left } = endpointsOf(workshop, document);
    const deletesModels = sitesOf(document).some(({ call }) => calledName(call) === 'delete_model');
    for (const { cell, commented } of document.blocks) {
      const commentedOut = commented.calls.filter(({ call }) => {
        const receiver = receiverOf(call);
        if (receiver === undefined) return false;
        const given = positional(call)[0] ?? keyword(call, 'EndpointName', 'endpoint_name');
        const root = rootOf(given ?? receiver);
        const names = (endpoints: typeof made) =>
          endpoints.some(({ known }) => root === undefined || known.has(root));
        if (calledName(call) === 'delete_endpoint') return names(left);
        return calledName(call) === 'delete_model' && !deletesModels && names(made);
      });
      const calls = [...new Set(commentedOut.map(({ call }) => `${calledName(call)}()`))].sort();
      if (calls.length === 0) continue;
      const isEndpoint = calls.includes('delete_endpoint()');
      yield {
        cell,
        message: message('check.L2', { call: calls.join(', ') }),
        fix: message('check.L2-fix'),
        // A model that stays costs nothing.
        ...(isEndpoint ? {} : { severity: 'info' as const }),
      };
    }
  },
};
