import { message } from '../../messages/message.ts';
import { regionName } from '../facts/platform.ts';
import type { Rule } from '../rule.ts';
import { textsIn, whereText } from '../texts.ts';

const inArn = /\barn:aws[\w-]*:[\w-]+:([a-z]{2}(?:-[a-z]+)+-\d):/;
const inImage = /\.dkr\.ecr\.([a-z]{2}(?:-[a-z]+)+-\d)\.amazonaws\.com/;

/** H2: a region in the code of a notebook. */
export const h2: Rule = {
  id: 'H2',
  severity: 'warning',
  *look(document) {
    // In a module it may be one of a table.
    if (document.kind !== 'notebook') return;
    const seen = new Set<string>();
    for (const at of textsIn(document)) {
      const { text, block, as } = at;
      if (as === 'compared' || as === 'key') continue;
      const region = regionName.test(text) ? text : (inArn.exec(text) ?? inImage.exec(text))?.[1];
      if (region === undefined || seen.has(`${block.cell} ${region}`)) continue;
      seen.add(`${block.cell} ${region}`);
      yield {
        ...whereText(at),
        message: message('check.H2', { region }),
        fix: message('check.H2-fix'),
      };
    }
  },
};
