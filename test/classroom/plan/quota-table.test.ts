import { expect, test } from 'vitest';
import type { QuotaNeed } from '../../../src/classroom/plan/quota-needs.ts';
import { quotaKey, quotaTable, roomFor } from '../../../src/classroom/plan/quota-table.ts';

const need: QuotaNeed = {
  service: 'sagemaker',
  code: 'L-04CE2E67',
  name: 'Total number of notebook instances',
  inUse: 2,
  needed: 60,
  each: 1,
  for: 'sandboxes',
};
const table = (limit: number | undefined, more: Partial<QuotaNeed> = {}) =>
  quotaTable(
    [{ ...need, ...more }],
    new Map(limit === undefined ? [] : [[quotaKey('sagemaker', 'L-04CE2E67'), limit]]),
  );

test('what is in use and what is needed has to fit into the limit', () => {
  expect(table(62)[0]).toMatchObject({ limit: 62, isShort: false });
  expect(table(61)[0]).toMatchObject({ isShort: true, ask: { value: 69, daysAhead: 3 } });
});

test('accelerators and large numbers are asked for earlier', () => {
  expect(table(0, { name: 'ml.g5.xlarge for notebook instance usage' })[0]?.ask?.daysAhead).toBe(
    14,
  );
  expect(table(0, { needed: 200 })[0]?.ask?.daysAhead).toBe(7);
});

test('what could not be read is neither short nor enough', () => {
  expect(table(undefined)[0]).toMatchObject({ limit: null, isShort: false });
});

test('as many sandboxes fit as the shortest quota allows', () => {
  expect(roomFor(table(62), 60)).toBeUndefined();
  expect(roomFor(table(8), 60)).toBe(6);
  expect(roomFor(table(1), 60)).toBe(0);
  // What the labs rent does not keep a sandbox from being made.
  expect(roomFor(table(8, { for: 'work' }), 60)).toBeUndefined();
});
