import {
  _InstanceType,
  ProcessingInstanceType,
  ProductionVariantInstanceType,
  TrainingInstanceType,
  TransformInstanceType,
} from '@aws-sdk/client-sagemaker';
import { describe, expect, test } from 'vitest';
import { agedFamilies } from '../../../src/check/facts/platform.ts';
import { successorOf } from '../../../src/check/facts/successors.ts';
import { checkWorkshop } from '../../../src/check/check.ts';
import { find, findIn, notebook, script, workshopOf } from '../workshop.ts';

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

describe('what is taken instead', () => {
  const lists = {
    training: TrainingInstanceType,
    hosting: ProductionVariantInstanceType,
    processing: ProcessingInstanceType,
    transform: TransformInstanceType,
    notebook: _InstanceType,
  } as const;
  type TypeUse = keyof typeof lists;
  const typesOf = (use: TypeUse): ReadonlySet<string> => new Set(Object.values(lists[use]));
  const aged = (use: TypeUse) =>
    [...typesOf(use)].flatMap((type) => {
      const [, family = '', size = ''] = type.split('.');
      return Object.hasOwn(agedFamilies, family) ? [{ type, family, size }] : [];
    });

  test.each(Object.keys(lists) as TypeUse[])('exists for %s, whatever is taken now', (use) => {
    const types = typesOf(use);
    const wrong = aged(use)
      .map(({ type, family, size }) => [type, successorOf(family, size, new Set([use]))] as const)
      .filter(([, instead]) => !types.has(instead));
    expect(aged(use).length).toBeGreaterThan(10);
    expect(wrong).toEqual([]);
  });

  test('exists for every job and endpoint where the use is not known', () => {
    const jobs = ['training', 'hosting', 'processing', 'transform'] as const;
    const wrong = jobs
      .flatMap(aged)
      .map(({ type, family, size }) => [type, successorOf(family, size, new Set())] as const)
      .filter(([, instead]) => !jobs.every((use) => typesOf(use).has(instead)));
    expect(wrong).toEqual([]);
  });

  test.each([
    ["m.deploy(1, 'ml.t2.medium')", 'ml.m5.large'],
    ["t = 'ml.t2.medium'\nm.deploy(1, t)", 'ml.m5.large'],
    ["t = 'ml.t2.medium'", 'ml.m5.large'],
    [
      "from sagemaker.estimator import Estimator\nEstimator('i', role, 1, 'ml.t2.medium')",
      'ml.t3.medium',
    ],
    ["m.deploy(1, 'ml.m4.10xlarge')", 'ml.m5.12xlarge'],
    ["m.deploy(1, 'ml.m4.16xlarge')", 'ml.m5.24xlarge'],
  ])('%s: %s', async (cell, instead) => {
    const findings = await checkWorkshop(workshopOf([notebook([cell])]));
    const fixes = findings.filter(({ rule }) => rule === 'I1').map(({ fix }) => fix?.params);
    expect(fixes).toEqual([{ instead }]);
  });
});
