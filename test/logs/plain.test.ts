import { describe, expect, test } from 'vitest';
import { plainLines } from '../../src/logs/plain.ts';

describe('a text of a log', () => {
  test.each([
    ['colours', '\u001b[31mred\u001b[0m', ['red']],
    ['a title of the terminal', '\u001b]0;owned\u0007text', ['text']],
    ['a cursor that goes back', 'safe\u001b[1A\u001b[2Kevil', ['safeevil']],
    ['a lone bell', 'a\u0007b', ['ab']],
    ['text that runs backwards', 'abc\u202efed', ['abcfed']],
    ['a progress bar', ' 10%\r 20%\r100%', [' 10%', ' 20%', '100%']],
    ['lines of both systems', 'one\r\ntwo\n\nthree', ['one', 'two', 'three']],
    ['a tab and trailing blanks', 'a\tb   ', ['a  b']],
    ['Korean', '학습 완료', ['학습 완료']],
    ['nothing', '\n', []],
  ])('%s', (_, text, lines) => {
    expect(plainLines(text)).toEqual(lines);
  });

  test('whatever it is, has no control character left', () => {
    const all = Array.from({ length: 0x300 }, (_, code) => `a${String.fromCharCode(code)}b`);
    // oxlint-disable-next-line no-control-regex -- control characters are what must not be there
    expect(plainLines(all.join('')).join('')).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
  });
});
