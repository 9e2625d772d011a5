import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { cutTo, padTo, widthOf, wrapTo } from '../../src/host/width.ts';

test('Hangul takes two columns', () => {
  expect(widthOf('실습 lab')).toBe(8);
  expect(widthOf('실습'.normalize('NFD'))).toBe(4);
});

test.prop([fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 40 })])(
  'what is cut fits',
  (text, columns) => {
    expect(widthOf(cutTo(text, columns))).toBeLessThanOrEqual(columns);
  },
);

test('padding fills up to the column', () => {
  expect(padTo('실습', 6)).toBe('실습  ');
  expect(padTo('longer', 3)).toBe('longer');
});

test.prop([fc.array(fc.stringMatching(/^[a-z가-힣]{1,12}$/)), fc.integer({ min: 24, max: 80 })])(
  'wrapping keeps every word, and lines fit',
  (words, columns) => {
    const lines = wrapTo(words.join(' '), columns);
    expect(lines.join(' ')).toBe(words.join(' '));
    for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(columns);
  },
);
