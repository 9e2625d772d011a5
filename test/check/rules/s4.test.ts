import { expect, test } from 'vitest';
import { findIn } from '../workshop.ts';

const from = 'from sagemaker.sklearn.estimator import SKLearn\n';

test('an estimator of a framework without its version', async () => {
  const cell = `${from}s = SKLearn(\n    entry_point=p,\n    role=role,\n    train_instance_type='local')`;
  expect(await findIn('S4', cell)).toEqual(['0 error']);
});

test.each([
  ['with it', `${from}SKLearn(entry_point=p, framework_version='0.23-1')`],
  ['with an image', `${from}SKLearn(entry_point=p, image_uri=i)`],
  ['with arguments that cannot be told', `${from}SKLearn(**arguments)`],
  ['the framework itself', 'from tensorflow import TensorFlow\nTensorFlow()'],
  ['an estimator without a framework', 'import sagemaker\nsagemaker.estimator.Estimator(i, r)'],
])('not %s', async (_, cell) => {
  expect(await findIn('S4', cell)).toEqual([]);
});
