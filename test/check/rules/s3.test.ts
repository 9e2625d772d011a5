import { expect, test } from 'vitest';
import { findIn } from '../workshop.ts';

const from = 'from sagemaker.model import Model\n';

test('two positional arguments are swapped', async () => {
  expect(await findIn('S3', `${from}m = Model(artifact, image, role=role)`)).toEqual(['0 error']);
  expect(await findIn('S3', 'import sagemaker\nsagemaker.Model(a, b)')).toEqual(['0 error']);
});

test.each([
  ['one is not', `${from}Model(image, model_data=d)`],
  ['nor are named ones', `${from}Model(image_uri=i, model_data=d)`],
  ['a Model of somebody else', 'from keras import Model\nModel(inputs, outputs)'],
])('%s', async (_, cell) => {
  expect(await findIn('S3', cell)).toEqual([]);
});
