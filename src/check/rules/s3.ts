import { message } from '../../messages/message.ts';
import { runsHere } from '../helpers.ts';
import { namesOf } from '../names.ts';
import { positional } from '../python/expr.ts';
import type { Rule } from '../rule.ts';
import { sitesOf } from '../running.ts';
import { whereIs } from '../where.ts';

const model = /^sagemaker\.(model\.)?Model$/;

/** S3: `Model(model_data, image)` by position, which SDK 2 takes the other way round. */
export const s3: Rule = {
  id: 'S3',
  severity: 'error',
  *look(document, workshop) {
    if (!runsHere(workshop, document)) return;
    const names = namesOf(document);
    for (const { call, block, from } of sitesOf(document)) {
      if (!model.test(names.calleeOf(call) ?? '') || positional(call).length < 2) continue;
      yield {
        ...whereIs(block, from),
        message: message('check.S3', { name: 'Model' }),
        fix: message('check.S3-fix'),
      };
    }
  },
};
