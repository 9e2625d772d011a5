import { expect, test } from 'vitest';
import { findIn, notebook, said } from '../workshop.ts';

test('a job may run for days', async () => {
  expect(await said('L6', notebook(['import sagemaker\nE(image, train_max_run=360000)']))).toEqual([
    'A job may run for 100 hours (max_run): a mistake can cost as much.',
  ]);
});

test.each([
  'Estimator(max_run=86400)',
  'Estimator(max_run=24 * 60 * 60)',
  'day = 86400\nEstimator(max_run=day)',
  "sm.create_training_job(StoppingCondition={'MaxRuntimeInSeconds': 172800})",
])('%s', async (cell) => {
  expect(await findIn('L6', cell)).toEqual(['0 warning']);
});

test.each([
  'Estimator(max_run=3600)',
  'Estimator(max_run=86399)',
  '# Estimator(max_run=360000)',
  'Estimator(max_wait=360000)',
  'Estimator(max_run=hours)',
  "sm.create_training_job(StoppingCondition={'MaxRuntimeInSeconds': 3600})",
])('not %s', async (cell) => {
  expect(await findIn('L6', cell)).toEqual([]);
});
