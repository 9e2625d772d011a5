import { message } from '../../messages/message.ts';
import { deadSources } from '../facts/sources.ts';
import type { Rule } from '../rule.ts';
import { textsIn, whereText } from '../texts.ts';

/** D1: data from where there is none any more. */
export const d1: Rule = {
  id: 'D1',
  severity: 'error',
  *look(document) {
    for (const at of textsIn(document)) {
      const { text } = at;
      for (const { pattern, since, report, instead } of deadSources) {
        const [source] = pattern.exec(text) ?? [];
        if (source === undefined) continue;
        yield {
          ...whereText(at),
          message: message('check.D1', { source, since, report }),
          fix:
            instead === undefined ? message('check.D1-none') : message('check.D1-fix', { instead }),
        };
      }
    }
  },
};
