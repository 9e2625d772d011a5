import { message } from '../../messages/message.ts';
import { runsHere } from '../helpers.ts';
import { namesOf } from '../names.ts';
import type { Rule } from '../rule.ts';
import { pythonOf } from '../running.ts';
import { whereIs } from '../where.ts';

/** Moved to sagemaker.base_predictor in 2.154.0. */
const moved = new Set(
  ['csv', 'json', 'npy', 'numpy'].flatMap((kind) => [`${kind}_serializer`, `${kind}_deserializer`]),
);
const module = 'sagemaker.predictor';

/** S2: serializers that left sagemaker.predictor with SDK 2.154.0. */
export const s2: Rule = {
  id: 'S2',
  severity: 'error',
  *look(document, workshop) {
    if (!runsHere(workshop, document)) return;
    const { qualified } = namesOf(document);
    for (const block of pythonOf(document)) {
      const { imports, paths } = block.python;
      const imported = imports
        .filter((one) => one.module === module && one.name !== undefined && moved.has(one.name))
        .map(({ name = '', from }) => ({ name, from }));
      const read = paths
        .map(({ path, from }) => ({ path: qualified(path), from }))
        .filter(({ path }) => path.startsWith(`${module}.`))
        .map(({ path, from }) => ({ name: path.slice(module.length + 1), from }))
        .filter(({ name }) => moved.has(name));
      const [first, ...rest] = [...imported, ...read];
      if (first === undefined) continue;
      const names = [...new Set([first, ...rest].map(({ name }) => name))];
      yield {
        ...whereIs(block, first.from),
        message: message('check.S2', { names }),
        fix: message('check.S2-fix'),
      };
    }
  },
};
