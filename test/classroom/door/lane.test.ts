import { fc, test as property } from '@fast-check/vitest';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createLane } from '../../../src/classroom/door/lane.ts';

beforeEach(() => vi.useFakeTimers({ now: 0 }));
afterEach(() => vi.useRealTimers());

function makeLane() {
  return createLane<string>({
    everyMs: 1_000,
    patienceMs: 10_000,
    keepsMs: 60_000,
    now: () => Date.now(),
  });
}

test('goes one a second, in the order of coming, one place each however often they ask', async () => {
  const lane = makeLane();
  const acted: [string, number][] = [];
  const ask = (key: string) =>
    lane.ask(key, async () => {
      acted.push([key, Date.now()]);
      return `for ${key}`;
    });
  expect(ask('a')).toEqual({ is: 'waiting', ahead: 0 });
  for (let n = 0; n < 5; n += 1) expect(ask('b')).toEqual({ is: 'waiting', ahead: 1 });
  expect(ask('c')).toEqual({ is: 'waiting', ahead: 2 });
  expect(ask('a')).toEqual({ is: 'waiting', ahead: 0 });
  await vi.advanceTimersByTimeAsync(5_000);
  expect(acted).toEqual([
    ['a', 0],
    ['b', 1_000],
    ['c', 2_000],
  ]);
  expect(ask('b')).toEqual({ is: 'done', value: 'for b', at: 1_000 });
  expect(lane.take('b')).toBe('for b');
  expect(lane.take('b')).toBeUndefined();
  expect(ask('b')).toEqual({ is: 'waiting', ahead: 0 });
});

test('who stopped asking takes nobody’s second', async () => {
  const lane = makeLane();
  const acted: string[] = [];
  const ask = (key: string) => lane.ask(key, async () => (acted.push(key), key));
  const keys = Array.from({ length: 20 }, (_, at) => `s${at}`);
  keys.forEach(ask);
  // The last one alone stays.
  for (let second = 0; second < 13; second += 1) {
    await vi.advanceTimersByTimeAsync(1_000);
    ask('s19');
  }
  expect(acted).toHaveLength(12);
  expect(acted.at(-1)).toBe('s19');
});

test('a failure is told once, then a new place is taken', async () => {
  const lane = makeLane();
  let times = 0;
  const ask = () =>
    lane.ask('a', async () => {
      times += 1;
      if (times === 1) throw new Error('throttled');
      return 'link';
    });
  ask();
  await vi.advanceTimersByTimeAsync(1);
  expect(ask()).toMatchObject({
    is: 'failed',
    error: expect.objectContaining({ message: 'throttled' }),
  });
  expect(ask()).toEqual({ is: 'waiting', ahead: 0 });
  await vi.advanceTimersByTimeAsync(1_000);
  expect(ask()).toMatchObject({ is: 'done', value: 'link' });
});

test('what is too old is not given out', async () => {
  const lane = makeLane();
  lane.ask('a', async () => 'link');
  await vi.advanceTimersByTimeAsync(61_000);
  expect(lane.take('a')).toBeUndefined();
  expect(lane.ask('a', async () => 'link')).toMatchObject({ is: 'waiting' });
});

const asks = fc.array(fc.tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 6 })), {
  maxLength: 60,
});

property.prop([asks], { numRuns: 60 })(
  'never two in one second, and nobody is overtaken by one who came later',
  async (events) => {
    vi.setSystemTime(0);
    const lane = makeLane();
    const acted: { key: number; at: number }[] = [];
    const cameAt = new Map<number, number>();
    let order = 0;
    for (const [pause, key] of events) {
      await vi.advanceTimersByTimeAsync(pause);
      const turn = lane.ask(String(key), async () => {
        acted.push({ key, at: Date.now() });
        return 'link';
      });
      if (turn.is === 'waiting' && !cameAt.has(key)) cameAt.set(key, (order += 1));
    }
    await vi.advanceTimersByTimeAsync(9_000);
    acted.forEach(({ at }, n) => {
      if (n > 0) expect(at - acted[n - 1]!.at).toBeGreaterThanOrEqual(1_000);
    });
    const firsts = acted.map(({ key }) => cameAt.get(key)!);
    expect(firsts).toEqual([...firsts].sort((a, b) => a - b));
  },
);
