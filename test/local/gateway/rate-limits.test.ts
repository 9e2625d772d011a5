import { expect, test } from 'vitest';
import { published } from '../../../src/aws/rates.ts';
import { createRateLimit } from '../../../src/local/gateway/rate-limits.ts';

const list = { service: 'sagemaker', region: 'us-east-1', operation: 'ListNotebookInstances' };
const stop = { service: 'sagemaker', region: 'us-east-1', operation: 'StopNotebookInstance' };

test('as many as a second allows, at once; then refused until it is over', () => {
  let now = 100;
  const limit = createRateLimit(() => now * 1_000);
  const perSecond = published['SageMaker.ListNotebookInstances']!;
  const passed = Array.from({ length: perSecond }, () => limit(list));
  expect(passed).not.toContain(false);
  expect(limit(list)).toBe(false);
  now += 1;
  expect(limit(list)).toBe(true);
});

test('never throttles a caller that keeps to the rate with a little jitter', () => {
  let now = 0;
  const limit = createRateLimit(() => now * 1_000);
  for (let call = 0; call < 100; call += 1) {
    now = call + (call % 3) * 0.1;
    expect(limit(stop)).toBe(true);
  }
});

test('throttles one that does not, to the rate', () => {
  let now = 0;
  const limit = createRateLimit(() => now * 1_000);
  let passed = 0;
  for (; now < 60; now += 0.5) if (limit(stop)) passed += 1;
  expect(passed).toBeGreaterThanOrEqual(60);
  expect(passed).toBeLessThanOrEqual(61);
});

test('each region and operation by itself; what is not published is not limited', () => {
  const limit = createRateLimit(() => 0);
  expect(limit(stop)).toBe(true);
  expect(limit(stop)).toBe(false);
  expect(limit({ ...stop, region: 'us-west-2' })).toBe(true);
  expect(limit({ ...stop, operation: 'StartNotebookInstance' })).toBe(true);
  const unknown = { ...stop, operation: 'AddTags' };
  expect([1, 2, 3, 4].map(() => limit(unknown))).toEqual([true, true, true, true]);
});
