import { describe, expect, test } from 'vitest';
import { loadCatalog } from '../../../src/catalog/load.ts';
import { planClass } from '../../../src/classroom/plan/class-plan.ts';
import { parseHour, restsUntil, startOf } from '../../../src/classroom/plan/hour.ts';

const now = new Date('2026-11-23T08:00:00Z');
const begins = (given: string, zone: string, from = now) =>
  parseHour(given, zone, 10, from).beginsAt.toISOString();

describe('when a class begins', () => {
  test.each([
    ['09:00', 'UTC', '2026-11-23T09:00:00.000Z'],
    // It is 17:00 in Seoul, so nine o'clock is tomorrow's.
    ['09:00', 'Asia/Seoul', '2026-11-24T00:00:00.000Z'],
    ['2026-12-01T09:30', 'Asia/Seoul', '2026-12-01T00:30:00.000Z'],
    ['2026-12-01 09:30', 'America/New_York', '2026-12-01T14:30:00.000Z'],
  ])('%s in %s is %s', (given, zone, expected) => {
    expect(begins(given, zone)).toBe(expected);
  });

  test('on both sides of a change of the clocks it is what they show', () => {
    const before = new Date('2027-03-27T12:00:00Z');
    expect(begins('2027-03-27T13:30', 'Europe/Berlin', before)).toBe('2027-03-27T12:30:00.000Z');
    expect(begins('09:00', 'Europe/Berlin', before)).toBe('2027-03-28T07:00:00.000Z');
  });

  test.each([
    ['9 am', 'UTC', 'class.hour-invalid'],
    ['25:00', 'UTC', 'class.hour-invalid'],
    ['2026-13-01T09:00', 'UTC', 'class.hour-invalid'],
    ['2027-02-30T09:00', 'UTC', 'class.hour-invalid'],
    ['2026-11-22T09:00', 'UTC', 'class.hour-past'],
    ['09:00', 'Korea/Nowhere', 'class.zone-unknown'],
  ])('%s in %s is refused: %s', (given, zone, code) => {
    expect(() => begins(given, zone)).toThrow(expect.objectContaining({ code }));
  });
});

test('notebooks are started one a second, the last one a boot before the class begins', () => {
  const hour = parseHour('12:00', 'UTC', 60, now);
  const starts = Array.from({ length: 60 }, (_, at) => startOf(hour, at).getTime());
  expect(new Set(starts.slice(1).map((time, at) => time - starts[at]!))).toEqual(new Set([1000]));
  expect(hour.beginsAt.getTime() - starts.at(-1)!).toBe(6 * 60_000);
});

test('a class that begins soon is left running, one of tomorrow rests', () => {
  expect(restsUntil(parseHour('08:20', 'UTC', 10, now), now)).toBe(false);
  expect(restsUntil(parseHour('2026-11-24T08:00', 'UTC', 10, now), now)).toBe(true);
});

test('every stack of a class has its own second, and a lease that counts from the hour', async () => {
  const hour = parseHour('2026-11-24T09:00', 'UTC', 3, now);
  const plan = planClass(
    await loadCatalog(),
    {
      group: 'ml',
      labs: ['xgboost'],
      seats: ['a', 'b', 'c'].map((id) => ({ id })),
      hour,
      for: 3 * 3_600_000,
      keep: 7 * 24 * 3_600_000,
      leaseTyped: true,
      keepEndpoints: false,
      prune: false,
    },
    {
      account: '111122223333',
      region: 'us-east-1',
      stacks: [],
      notebooks: new Map(),
      reports: new Map(),
    },
    now,
  );
  expect(plan.lease.stopsAt.toISOString()).toBe('2026-11-24T12:00:00.000Z');
  const starts = plan.members.map((member) =>
    member.action === 'create' ? member.plan.startsAt?.toISOString() : undefined,
  );
  expect(starts).toEqual([
    '2026-11-24T08:53:58.000Z',
    '2026-11-24T08:53:59.000Z',
    '2026-11-24T08:54:00.000Z',
  ]);
});
