import { expect, test } from 'vitest';
import { find, findIn, notebook, script } from '../workshop.ts';

test.each([
  ["m.deploy(1, 'ml.p2.xlarge')", '0 warning'],
  ["Estimator(instance_type='ml.p3.2xlarge')", '0 warning'],
  ["t = 'ml.m4.xlarge'", '0 info'],
  ["sm.create_endpoint_config(ProductionVariants=[{'InstanceType': 'ml.c4.2xlarge'}])", '0 info'],
])('%s', async (cell, found) => {
  expect(await findIn('I1', cell)).toEqual([found]);
});

test('a type is said once for a notebook, with its cells', async () => {
  expect(await findIn('I1', "a = 'ml.m4.xlarge'", "b = 'ml.m4.xlarge'")).toEqual(['0 info']);
});

test('the type that Studio keeps in the metadata', async () => {
  const metadata = { instance_type: 'ml.p3.2xlarge' };
  expect(await find('I1', notebook(['x = 1'], { metadata }))).toEqual(['- warning']);
});

test.each([
  "# t = 'ml.p2.xlarge'",
  "t = 'ml.m5.xlarge'",
  "if t == 'ml.p2.xlarge':\n    pass",
  "prices = {'ml.p2.xlarge': 1}",
  "text = 'ml.p2.xlarge is gone'",
])('not %s', async (cell) => {
  expect(await findIn('I1', cell)).toEqual([]);
});

test('a script beside the notebooks is not asked', async () => {
  expect(await find('I1', notebook(['x = 1']), script('a.py', "t = 'ml.p2.xlarge'\n"))).toEqual([]);
});
