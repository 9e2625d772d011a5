import { message } from '../../messages/message.ts';
import type { Rule } from '../rule.ts';

/** B1: a file, or a cell of it, that cannot be read. */
export const b1: Rule = {
  id: 'B1',
  severity: 'error',
  *look({ faults }) {
    for (const { is, cell = null, detail = '' } of faults) {
      if (is === 'heavy' || is === 'long-cell' || is === 'too-many') continue;
      yield {
        cell,
        message: message('check.B1', { is, detail: String(detail) }),
        fix: message('check.B1-fix', { is }),
      };
    }
  },
};
