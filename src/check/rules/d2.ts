import { message } from '../../messages/message.ts';
import { namingHosts, personalHosts, publicBuckets } from '../facts/sources.ts';
import type { Rule } from '../rule.ts';
import { textsIn, whereText } from '../texts.ts';
import type { Address } from '../urls.ts';
import { addressesIn } from '../urls.ts';

/** D2: data over plain http, or from storage that belongs to a person. */
export const d2: Rule = {
  id: 'D2',
  severity: 'warning',
  *look(document) {
    for (const at of textsIn(document)) {
      for (const found of addressesIn(at.text)) {
        const { url, scheme, host } = found;
        if (scheme === 's3' || !host.includes('.') || namingHosts.test(host)) continue;
        const isPersonal = isOfAPerson(found);
        if (!isPersonal && scheme !== 'http') continue;
        yield {
          ...whereText(at),
          message: message(isPersonal ? 'check.D2-personal' : 'check.D2-http', { url }),
          fix: message('check.D2-fix'),
        };
      }
    }
  },
};

function isOfAPerson({ host, bucket }: Address): boolean {
  if (bucket !== undefined) return !bucket.includes('{') && !publicBuckets.test(bucket);
  return personalHosts.some((pattern) => pattern.test(host));
}
