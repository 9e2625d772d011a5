import { message } from '../../messages/message.ts';
import type { Document } from '../document.ts';
import type { Names } from '../names.ts';
import { namesOf } from '../names.ts';
import type { CallExpr } from '../python/expr.ts';
import { calledName, keyword } from '../python/expr.ts';
import type { Found, Rule } from '../rule.ts';
import type { Spot } from '../running.ts';
import { pythonOf, sitesOf } from '../running.ts';
import { runsHere } from '../helpers.ts';
import { whereIs } from '../where.ts';

/**
 * Names of SDK 1 at the top of `sagemaker` that no version 2 has, and what took their place; read
 * in all 395 tags of version 2.
 */
const gone: Readonly<Record<string, string>> = {
  'sagemaker.s3_input': 'sagemaker.inputs.TrainingInput(…)',
  'sagemaker.RealTimePredictor': 'sagemaker.predictor.Predictor(…)',
};

/** S1: a name of the SageMaker SDK 1 that no version 2 has. */
export const s1: Rule = {
  id: 'S1',
  severity: 'error',
  *look(document, workshop) {
    if (!runsHere(workshop, document)) return;
    yield* topNames(document);
    yield* imageArguments(document);
    yield* imageMembers(document);
  },
};

function* topNames(document: Document): Iterable<Found> {
  const names = namesOf(document);
  for (const block of pythonOf(document)) {
    const { paths, imports } = block.python;
    const read = [
      ...paths.map(({ path, from }) => ({ name: names.qualified(path), from })),
      ...imports.map(({ module, name, from }) => ({ name: `${module}.${name ?? ''}`, from })),
    ];
    for (const { name, from } of read) {
      const instead = gone[name];
      if (instead === undefined || !Object.hasOwn(gone, name)) continue;
      yield found(name, instead, whereIs(block, from));
    }
  }
}

/** `Model(image=…)`: version 2 calls it image_uri, and knows no other name for it. */
function* imageArguments(document: Document): Iterable<Found> {
  const names = namesOf(document);
  for (const { call, block, from } of sitesOf(document)) {
    const path = names.calleeOf(call) ?? '';
    if (!/^sagemaker\..*Model$/.test(path) || keyword(call, 'image') === undefined) continue;
    yield found(`${calledName(call)}(image=…)`, 'image_uri=…', whereIs(block, from));
  }
}

/** `estimator.image_name` and `model.image`, which version 2 calls image_uri. */
function* imageMembers(document: Document): Iterable<Found> {
  const names = namesOf(document);
  for (const [index, block] of document.blocks.entries()) {
    if (block.writes !== undefined) continue;
    for (const { name, object, from } of block.python.members) {
      if (name !== 'image' && name !== 'image_name') continue;
      const at: Spot = { index, from, scope: -1, branches: [] };
      const isOurs = names.madeBy(object, at).some((made) => makes(made, name, names));
      if (!isOurs) continue;
      yield found(`.${name}`, '.image_uri', whereIs(block, from));
    }
  }
}

function makes(made: CallExpr, member: string, names: Names): boolean {
  const path = names.calleeOf(made) ?? '';
  if (member === 'image') return isModel(path) || calledName(made) === 'create_model';
  return path.startsWith('sagemaker.') && !isModel(path);
}

function isModel(path: string): boolean {
  return /^sagemaker\..*Model$/.test(path);
}

function found(symbol: string, instead: string, where: { cell: number | null }): Found {
  return {
    ...where,
    message: message('check.S1', { symbol }),
    fix: message('check.S1-fix', { instead }),
  };
}
