import { expect, test } from 'vitest';
import { loadCatalog } from '../../src/catalog/load.ts';
import { isAllowed, line } from './iam/simulate.ts';
import { workshopCalls } from './iam/workshop.ts';
import { makeStack } from './stacks.ts';

const labs = (await loadCatalog()).filter(({ id }) => ['xgboost', 'linear-learner'].includes(id));
const kim = makeStack('labs-kim', labs);

for (const [step, calls] of Object.entries(workshopCalls(kim))) {
  test(`the role allows ${step}`, async () => {
    const refused = [];
    for (const call of calls) {
      if (!(await isAllowed(kim.statements, call))) refused.push(line(call));
    }
    expect(refused).toEqual([]);
  });
}

test('a single lab makes what it declares and no more', async () => {
  const alone = makeStack(
    'labs-kim',
    labs.filter(({ id }) => id === 'linear-learner'),
  );
  const steps = workshopCalls(alone);
  const allowed = async (step: string) =>
    Promise.all(
      steps[step]!.filter(({ action }) => action.startsWith('sagemaker:')).map((call) =>
        isAllowed(alone.statements, call),
      ),
    );

  expect(await allowed('HyperparameterTuner')).not.toContain(false);
  expect(await allowed('transformer.transform()')).not.toContain(true);
});
