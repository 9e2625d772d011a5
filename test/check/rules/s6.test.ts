import { expect, test } from 'vitest';
import { findIn } from '../workshop.ts';

test('once for a notebook, at its first import', async () => {
  const cells = ['import os', 'import os, sagemaker', 'from sagemaker import Session'];
  expect(await findIn('S6', ...cells)).toEqual(['1 info']);
});

test.each([
  ['version 3', 'from sagemaker.core.resources import Endpoint\nfrom sagemaker.train import X'],
  ['version 2, held by the notebook', '!pip install "sagemaker<3"\nimport sagemaker'],
  ['a comment', '# import sagemaker'],
  ['another module', 'import sagemaker_datawrangler\nfrom mine import sagemaker'],
])('not %s', async (_, cell) => {
  expect(await findIn('S6', cell)).toEqual([]);
});
