import { fc, test as property } from '@fast-check/vitest';
import { expect, test } from 'vitest';
import {
  parseSpan,
  parseUnitFile,
  settings,
  splitWords,
} from '../../../../src/local/instance/systemd/unit-file.ts';

test('sections, comments, continued lines, and what an empty value takes back', () => {
  const unit = parseUnitFile(`
# a comment
[Service]
Environment=A=1
Environment=
Environment=B=2 \\
  C=3
; another
ExecStart = /bin/true
[Timer]
OnActiveSec=0
`);
  expect(settings(unit, 'Service', 'Environment')).toEqual(['B=2  C=3']);
  expect(settings(unit, 'Service', 'ExecStart')).toEqual(['/bin/true']);
  expect(settings(unit, 'Timer', 'OnActiveSec')).toEqual(['0']);
  expect(settings(unit, 'Unit', 'Description')).toEqual([]);
});

test.each([
  ['/bin/sh -c "echo a b"', ['/bin/sh', '-c', 'echo a b']],
  [`'one two' three\\x "a\\"b" ""`, ['one two', 'threex', 'a"b', '']],
  ['a\\tb\\sc', ['a\tb c']],
  ['   ', []],
])('the words of %s', (value, words) => {
  expect(splitWords(value)).toEqual(words);
});

property.prop([fc.array(fc.string())])('quoted words come back as they were', (words) => {
  const quoted = words.map((word) => `"${word.replace(/[\\"]/g, '\\$&')}"`).join(' ');
  expect(splitWords(quoted)).toEqual(words);
});

test.each([
  ['20', 20_000],
  ['20s', 20_000],
  ['500ms', 500],
  ['5min 20s', 320_000],
  ['1h30min', 5_400_000],
  ['1.5 hours', 5_400_000],
  ['soon', undefined],
  ['5 parsecs', undefined],
  ['', undefined],
])('%s is %s ms', (text, span) => {
  expect(parseSpan(text)).toBe(span);
});
