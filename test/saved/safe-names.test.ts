import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { safeNames, staysInside } from '../../src/saved/safe-names.ts';

const nasty = fc.constantFrom(
  'con',
  'NUL.txt',
  'aux',
  'com1.csv',
  'COM\u00b9',
  'a.',
  'a ',
  'a..',
  'A',
  'a',
  'a:b',
  'a\\b',
  'é',
  'e\u0301',
  'ß',
  'SS',
  '실습',
  'a*?',
  '..a',
  '.hidden',
  'x'.repeat(300),
  '한'.repeat(120),
  '\u0001',
  'a\tb',
  'a~2',
  'a~2.txt',
  'labs-saved.json',
  'LABS-saved.json',
  '😀'.repeat(80),
);
const name = fc.oneof(nasty, fc.string({ minLength: 1, maxLength: 12 })).filter(staysInside);
const part = name.filter((text) => !text.includes('/'));
const path = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));

const device = /^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)/i;

test.prop([fc.uniqueArray(path, { maxLength: 30 })], { numRuns: 500 })(
  'every path gets a name that every system can have, and no two the same',
  (paths) => {
    const names = safeNames(paths);
    expect([...names.keys()].sort()).toEqual([...new Set(paths)].sort());
    for (const safe of names.values()) {
      expect(staysInside(safe)).toBe(true);
      for (const each of safe.split('/')) {
        // oxlint-disable-next-line no-control-regex -- control characters must not be left
        expect(each).not.toMatch(/[<>:"|?*\\\u0000-\u001f\u007f]|[. ]$/);
        expect(each).not.toMatch(device);
        expect(Buffer.byteLength(each)).toBeLessThanOrEqual(255);
        expect(each).toBe(each.normalize('NFC'));
      }
    }
    const folded = [...names.values()].map((safe) => safe.toUpperCase().toLowerCase());
    expect(new Set(folded).size).toBe(names.size);
    expect(folded).not.toContain('labs-saved.json');
  },
);

test.prop([fc.uniqueArray(path, { maxLength: 20 })])(
  'the same folder stays one folder',
  (paths) => {
    const names = safeNames(paths);
    const folders = new Map<string, string>();
    for (const [given, safe] of names) {
      const [above, safeAbove] = [given, safe].map((text) =>
        text.split('/').slice(0, -1).join('/'),
      );
      expect(folders.get(above!) ?? safeAbove).toBe(safeAbove);
      folders.set(above!, safeAbove!);
    }
  },
);

test.prop([fc.uniqueArray(path, { maxLength: 20 })])(
  'the same paths get the same names in whatever order they come',
  (paths) => {
    expect(safeNames(paths.toReversed())).toEqual(safeNames(paths));
  },
);

test('ordinary names stay as they are', () => {
  const paths = ['xgboost/1.xgboost.ipynb', '실습 노트.md', 'a/.hidden', 'b (1).txt', '-rf'];
  expect(safeNames(paths)).toEqual(new Map(paths.map((each) => [each, each])));
});

test.each([
  ['aux.txt', '_aux.txt'],
  ['a:b?.csv', 'a_b_.csv'],
  ['trailing. ', 'trailing__'],
  ['labs-saved.json', 'labs-saved~2.json'],
])('%s becomes %s', (given, safe) => {
  expect(safeNames([given]).get(given)).toBe(safe);
});

test('names that differ in capitals only come apart', () => {
  expect(Object.fromEntries(safeNames(['Data/a.csv', 'data/a.csv', 'data/A.csv']))).toEqual({
    'Data/a.csv': 'Data/a.csv',
    'data/A.csv': 'data~2/A.csv',
    'data/a.csv': 'data~2/a~2.csv',
  });
});

test.each(['', '..', 'a/../b', '/a', 'a//b', './a', 'a/.', 'a\0b'])(
  '%j leads elsewhere',
  (given) => {
    expect(staysInside(given)).toBe(false);
  },
);
