import { message } from '../../messages/message.ts';
import { runsHere } from '../helpers.ts';
import { namesOf } from '../names.ts';
import { calledName, keyword } from '../python/expr.ts';
import type { Rule } from '../rule.ts';
import { sitesOf } from '../running.ts';
import { whereIs } from '../where.ts';

const frameworks =
  /^sagemaker\..*\b(SKLearn|TensorFlow|PyTorch|MXNet|Chainer|XGBoost|SKLearnProcessor)$/;

/** S4: an estimator of a framework without its version, which SDK 2 demands. */
export const s4: Rule = {
  id: 'S4',
  severity: 'error',
  *look(document, workshop) {
    if (!runsHere(workshop, document)) return;
    const names = namesOf(document);
    for (const { call, block, from } of sitesOf(document)) {
      if (!frameworks.test(names.calleeOf(call) ?? '')) continue;
      if (keyword(call, 'framework_version', 'image_uri', 'image_name', '**') !== undefined)
        continue;
      yield {
        ...whereIs(block, from),
        message: message('check.S4', { name: calledName(call) ?? '' }),
        fix: message('check.S4-fix'),
      };
    }
  },
};
