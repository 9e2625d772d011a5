import { message } from '../../messages/message.ts';
import type { Rule } from '../rule.ts';

/** B2: a file so large that it is slow to open, or was not read whole. */
export const b2: Rule = {
  id: 'B2',
  severity: 'warning',
  *look({ faults }) {
    for (const { is, cell = null, detail = '' } of faults) {
      if (is !== 'heavy' && is !== 'long-cell' && is !== 'too-many') continue;
      yield {
        cell,
        message: message('check.B2', { is, detail: String(detail) }),
        fix: message('check.B2-fix', { is }),
      };
    }
  },
};
