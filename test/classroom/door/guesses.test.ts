import { expect, test } from 'vitest';
import { createGuesses } from '../../../src/classroom/door/guesses.ts';

function guessing() {
  const clock = { ms: 0 };
  const guesses = createGuesses(() => clock.ms, { burst: 3, refillMs: 1_000 });
  return { clock, guesses };
}

test('an address has some wrong codes, then one for each pause', () => {
  const { clock, guesses } = guessing();
  for (let n = 0; n < 3; n += 1) {
    expect(guesses.waitOf('192.0.2.1')).toBe(0);
    guesses.count('192.0.2.1');
  }
  expect(guesses.waitOf('192.0.2.1')).toBe(1_000);
  clock.ms = 400;
  expect(guesses.waitOf('192.0.2.1')).toBe(600);
  clock.ms = 1_000;
  expect(guesses.waitOf('192.0.2.1')).toBe(0);
  guesses.count('192.0.2.1');
  expect(guesses.waitOf('192.0.2.1')).toBe(1_000);
});

test('one address does not slow another', () => {
  const { guesses } = guessing();
  for (let n = 0; n < 9; n += 1) guesses.count('192.0.2.1');
  expect(guesses.waitOf('192.0.2.2')).toBe(0);
});

test.each([
  ['2001:db8:1:2::1', '2001:db8:1:2:ffff::9'],
  ['2001:db8:0:0:1::', '2001:db8::2'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
])('%s and %s are one network', (first, second) => {
  const { guesses } = guessing();
  for (let n = 0; n < 3; n += 1) guesses.count(first);
  expect(guesses.waitOf(second)).toBeGreaterThan(0);
});

test('another network of IPv6 is another', () => {
  const { guesses } = guessing();
  for (let n = 0; n < 3; n += 1) guesses.count('2001:db8:1:2::1');
  expect(guesses.waitOf('2001:db8:1:3::1')).toBe(0);
});
