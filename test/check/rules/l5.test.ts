import { expect, test } from 'vitest';
import { findIn } from '../workshop.ts';

const deploy =
  "import sagemaker\nm = sagemaker.estimator.Estimator(i, r)\np = m.deploy(1, 'ml.m4.xlarge')";

test('a model that is deployed stays', async () => {
  expect(await findIn('L5', 'x = 1', deploy, 'p.delete_endpoint()')).toEqual(['1 info']);
  expect(await findIn('L5', deploy, '# p.delete_model()')).toEqual(['0 info']);
});

test.each([
  ['it is deleted', [deploy, 'p.delete_model()']],
  ['the AWS CLI deletes it', [deploy, '!aws sagemaker delete-model --model-name m']],
  ['nothing is deployed', ['import sagemaker\nm = sagemaker.estimator.Estimator(i, r)\nm.fit()']],
])('not where %s', async (_, cells) => {
  expect(await findIn('L5', ...cells)).toEqual([]);
});
