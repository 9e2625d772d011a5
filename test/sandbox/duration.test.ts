import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { parseDuration } from '../../src/sandbox/duration.ts';

const minute = 60_000;

test.each([
  ['90m', 90 * minute],
  ['4h', 240 * minute],
  ['2h30m', 150 * minute],
  ['2h 30m', 150 * minute],
  ['7d', 7 * 1440 * minute],
  ['1D', 1440 * minute],
])('%s', (given, milliseconds) => {
  expect(parseDuration(given)).toBe(milliseconds);
});

test.each([
  '',
  '4',
  'h',
  '4 hours',
  '-4h',
  '0h',
  '1.5h',
  '4h!',
  '4시간',
  'm5',
  `${'9'.repeat(20)}d`,
])('%j is none', (given) => {
  expect(() => parseDuration(given)).toThrow(
    expect.objectContaining({ code: 'duration.invalid', params: { given } }),
  );
});

test.prop([fc.integer({ min: 1, max: 10_000 }), fc.integer({ min: 0, max: 59 })])(
  'hours and minutes add up',
  (hours, minutes) => {
    expect(parseDuration(`${hours}h${minutes}m`)).toBe((hours * 60 + minutes) * minute);
  },
);
