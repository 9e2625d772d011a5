import { fc, test as property } from '@fast-check/vitest';
import { expect, test } from 'vitest';
import { hashOfCode, newCode, readCode } from '../../../src/classroom/door/code.ts';

test('a code is 75 random bits in signs that are not mistaken for others', () => {
  const codes = Array.from({ length: 2_000 }, newCode);
  expect(new Set(codes).size).toBe(codes.length);
  for (const code of codes)
    expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{5}-){2}[0-9A-HJKMNP-TV-Z]{5}$/);
  // Every sign comes about as often in every place: no bit is lost.
  const counts = new Map<string, number>();
  for (const sign of codes.join('').replaceAll('-', '')) {
    counts.set(sign, (counts.get(sign) ?? 0) + 1);
  }
  const expected = (codes.length * 15) / 32;
  expect(counts.size).toBe(32);
  for (const count of counts.values()) expect(Math.abs(count / expected - 1)).toBeLessThan(0.25);
});

property.prop([fc.context()])('a code is read as people type it', () => {
  const code = newCode();
  const signs = code.replaceAll('-', '');
  for (const typed of [
    code,
    signs,
    code.toLowerCase(),
    ` ${code} `,
    code.replaceAll('-', ' – '),
    signs.replaceAll('0', 'o').replaceAll('1', 'l'),
    signs.replace(/[!-~]/g, (sign) => String.fromCodePoint(sign.codePointAt(0)! + 0xfee0)),
  ]) {
    expect(readCode(typed)).toBe(signs);
    expect(hashOfCode('ml101', typed)).toBe(hashOfCode('ml101', code));
  }
});

test.each(['', 'abc', 'K7M3Q-9WTRX-2BHN', 'K7M3Q-9WTRX-2BHNPP', 'K7M3Q-9WTRX-2BHN!', '한글'])(
  '"%s" is no code',
  (typed) => {
    expect(readCode(typed)).toBeUndefined();
  },
);

test('the same code is another one in another class', () => {
  const code = newCode();
  expect(hashOfCode('ml101', code)).toMatch(/^[0-9a-f]{64}$/);
  expect(hashOfCode('ml101', code)).not.toBe(hashOfCode('ml102', code));
});
