import { expect, test } from 'vitest';
import { findIn } from '../workshop.ts';

test.each([
  "m.deploy(1, 'ml.m4.xlarge', accelerator_type='ml.eia1.medium')",
  "kind = 'ml.eia2.large'",
  'm.deploy(accelerator_type=kind)',
])('%s', async (cell) => {
  expect(await findIn('E1', cell)).toEqual(['0 error']);
});

test.each([
  "# m.deploy(accelerator_type='ml.eia1.medium')",
  "m.deploy(1, 'ml.g4dn.xlarge')",
  'accelerator_type = None',
])('not %s', async (cell) => {
  expect(await findIn('E1', cell)).toEqual([]);
});
