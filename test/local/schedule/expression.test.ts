import { fc, test as property } from '@fast-check/vitest';
import { expect, test } from 'vitest';
import { isModelled, nextInvocation } from '../../../src/local/schedule/expression.ts';

const at = (text: string) => Date.parse(text);
const start = at('2026-11-23T18:00:00Z');

test('a rate begins with StartDate and comes again', () => {
  const schedule = { expression: 'rate(15 minutes)', start };
  expect(nextInvocation(schedule, at('2026-11-23T09:00:00Z'), 0)).toBe(start);
  expect(nextInvocation(schedule, start, 0)).toBe(at('2026-11-23T18:15:00Z'));
  expect(nextInvocation(schedule, at('2026-11-23T19:07:00Z'), 0)).toBe(at('2026-11-23T19:15:00Z'));
});

test('without StartDate it begins when it is made', () => {
  const schedule = { expression: 'rate(1 hour)' };
  expect(nextInvocation(schedule, start - 1, start)).toBe(start);
  expect(nextInvocation(schedule, start, start)).toBe(start + 3_600_000);
});

test('it ends with EndDate', () => {
  const schedule = { expression: 'rate(1 days)', start, end: start + 86_400_000 };
  expect(nextInvocation(schedule, start, 0)).toBe(start + 86_400_000);
  expect(nextInvocation(schedule, start + 86_400_000, 0)).toBeUndefined();
});

test('a one-time schedule comes once, whatever its dates', () => {
  const schedule = { expression: 'at(2026-11-23T18:00:00)', end: 0 };
  expect(nextInvocation(schedule, start - 1, 0)).toBe(start);
  expect(nextInvocation(schedule, start, 0)).toBeUndefined();
});

test.each(['cron(0 18 * * ? *)', 'rate(0 minutes)', 'rate(5 weeks)', 'at(tomorrow)', ''])(
  '%s is not modelled',
  (expression) => {
    expect(isModelled(expression)).toBe(false);
    expect(nextInvocation({ expression }, 0, 0)).toBeUndefined();
  },
);

property.prop([fc.integer({ min: 1, max: 500 }), fc.integer({ min: -1e10, max: 1e10 })])(
  'the next time is after now, a whole number of periods after the start, and the first such',
  (minutes, offset) => {
    const schedule = { expression: `rate(${minutes} minutes)`, start };
    const now = start + offset;
    const next = nextInvocation(schedule, now, 0)!;
    expect(next).toBeGreaterThan(now);
    expect(next).toBeGreaterThanOrEqual(start);
    expect((next - start) % (minutes * 60_000)).toBe(0);
    expect(next === start || next - minutes * 60_000 <= now).toBe(true);
  },
);
