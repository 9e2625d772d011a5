import { fc, test as property } from '@fast-check/vitest';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { numberedStudents, readRoster } from '../../../src/classroom/roster/roster.ts';
import { isLabsError } from '../../../src/errors.ts';
import { renderFailure } from '../../../src/messages/message.ts';
import type { RosterProblem } from '../../../src/messages/roster.ts';

const ml101 = { group: 'ml101', mixed: false };

function read(text: string, options = ml101) {
  return readRoster(Buffer.from(text), 'roster.csv', options);
}

/** The error of a roster that must be refused. */
function refusal(text: string | Uint8Array, options = ml101) {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  try {
    readRoster(bytes, 'roster.csv', options);
  } catch (error) {
    if (isLabsError(error)) return error;
    throw error;
  }
  throw new Error('it was read');
}

function problems(text: string, options = ml101): readonly RosterProblem[] {
  const error = refusal(text, options);
  if (!isLabsError(error, 'roster.invalid')) throw error;
  return error.params.problems;
}

/** The text in CP949, by a program that is not ours. */
function cp949(text: string): Uint8Array {
  return iconv.encode(text, 'cp949');
}

const korean =
  '학번,이름,이메일,유형\r\n20230001,김하늘,sky@example.com,\r\n20230002,"뷁, 솜",,ml.t3.large\r\n';
const students = [
  {
    id: '20230001',
    person: { number: '20230001', name: '김하늘', email: 'sky@example.com' },
  },
  { id: '20230002', type: 'ml.t3.large', person: { number: '20230002', name: '뷁, 솜' } },
];

describe('a roster is read', () => {
  test('in UTF-8, with and without a mark', () => {
    expect(read(korean)).toEqual(students);
    expect(read(`\ufeff${korean}`)).toEqual(students);
  });

  test('in CP949, with syllables that EUC-KR alone does not have', () => {
    expect(readRoster(cp949(korean), 'roster.csv', ml101)).toEqual(students);
  });

  test('in UTF-16, as Excel calls "Unicode text"', () => {
    const tabs = korean.replace('"뷁, 솜"', '뷁; 솜').replaceAll(',', '\t').replace('뷁;', '뷁,');
    const bytes = Buffer.from(`\ufeff${tabs}`, 'utf16le');
    expect(readRoster(bytes, 'roster.csv', ml101)).toEqual(students);
    expect(readRoster(bytes.swap16(), 'roster.csv', ml101)).toEqual(students);
  });

  test('with headings in English, in any order, beside columns that mean nothing', () => {
    const text = 'E-mail;Dept;Student ID;Full Name\nsky@example.com;CS;s-1;Kim\n;CS;s-2;Lee\n';
    expect(read(text)).toEqual([
      { id: 's-1', person: { number: 's-1', name: 'Kim', email: 'sky@example.com' } },
      { id: 's-2', person: { number: 's-2', name: 'Lee' } },
    ]);
  });

  test('below the title lines of a portal, and with a running number beside the student number', () => {
    const text = '2026-2 머신러닝 출석부,,\n,,\nNo,학번,이름\n1,20230001,김\n2,20230002,이\n';
    expect(read(text).map(({ id }) => id)).toEqual(['20230001', '20230002']);
  });

  test("with Excel's own first line about the separator", () => {
    expect(read('sep=;\r\nid;name\r\na1;x,y\r\n')).toEqual([
      { id: 'a1', person: { number: 'a1', name: 'x,y' } },
    ]);
  });

  test('with line ends inside a quoted cell, and lines are still counted right', () => {
    const text = 'id,name\n"a1","Kim\nHaneul"\n\n문,Lee\n';
    expect(problems(text)).toEqual([{ is: 'id-empty-slug', line: 5, given: '문' }]);
    expect(read(text.replace('문', 'b2'))[0]?.person.name).toBe('Kim Haneul');
  });

  test('with the separator that gives a heading, not the one there is most of', () => {
    expect(read('id,name\na1,x;y;z\na2,;;;\n').map(({ person }) => person.name)).toEqual([
      'x;y;z',
      ';;;',
    ]);
  });

  test('one column is enough', () => {
    expect(read('학번\nA-1\nA-2\n').map(({ id }) => id)).toEqual(['a-1', 'a-2']);
  });

  test('counting numbers of different lengths are no mistake', () => {
    expect(read('번호\n1\n2\n10\n11\n100\n101\n').map(({ id }) => id)).toHaveLength(6);
  });
});

describe('what Excel did to a student number is told', () => {
  test('a shortened one', () => {
    expect(problems('id\n2.02E+09\n20230002\n20230003.0\n')).toEqual([
      { is: 'id-number-mangled', line: 2, given: '2.02E+09' },
      { is: 'id-number-mangled', line: 4, given: '20230003.0' },
    ]);
  });

  test('zeros in front that are gone', () => {
    const text = 'id\n0012345\n12346\n1234567\n0012347\n';
    expect(problems(text)).toEqual([{ is: 'id-zeros-lost', line: 3, given: '12346', digits: 7 }]);
    expect(read(text, { ...ml101, mixed: true })).toHaveLength(4);
  });

  test('a date', () => {
    expect(problems('id\n02-Jan\n1월 3일\n')).toMatchObject([
      { is: 'id-date-mangled', line: 2 },
      { is: 'id-date-mangled', line: 3 },
    ]);
  });

  test('with how to format the column, in both languages', () => {
    const error = refusal('id\n2.02E+09\n');
    expect(renderFailure(error.code, error.params, 'en')[1]).toMatch(/Format Cells, Text/);
    expect(renderFailure(error.code, error.params, 'ko')[1]).toMatch(/셀 서식을 "텍스트"로/);
  });
});

test('all problems come at once, each with its line', () => {
  const text = [
    'id,name,type',
    'a-1,Kim,',
    'A 1,Lee,ml.t3.medium',
    ',Park,',
    `${'x'.repeat(30)},Choi,`,
    'b1,Jung,t3.large',
    'b2,Yoon,ml.p3.2xlarge',
  ].join('\n');
  expect(problems(text)).toEqual([
    { is: 'id-twice', line: 3, given: 'A 1', other: 'a-1', otherLine: 2 },
    { is: 'id-missing', line: 4 },
    { is: 'id-too-long', line: 5, given: 'x'.repeat(30), longest: 29 },
    { is: 'type-invalid', line: 6, given: 't3.large' },
    { is: 'type-gone', line: 7, given: 'ml.p3.2xlarge' },
  ]);
  const error = refusal(text);
  const [what] = renderFailure(error.code, error.params, 'en');
  expect(what.split('\n')).toHaveLength(6);
});

test('a long list of problems is counted, not poured out', () => {
  const error = refusal(`id\n${'문\n'.repeat(50)}`);
  const [what] = renderFailure(error.code, error.params, 'ko');
  expect(what.split('\n')).toHaveLength(22);
  expect(what).toMatch(/그 밖에 30군데/);
});

describe('a file that is no roster is answered with what to do', () => {
  test.each([
    ['a workbook', Buffer.from('PK\x03\x04rest'), 'roster.workbook'],
    ['an old workbook', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), 'roster.workbook'],
    ['binary', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0x00]), 'roster.not-text'],
    ['UTF-16 without a mark', Buffer.from('id\na1\n', 'utf16le'), 'roster.not-text'],
    ['no student number', Buffer.from('이름,이메일\n김,a@b\n'), 'roster.no-id-column'],
    ['a heading alone', Buffer.from('id,name\n'), 'roster.empty'],
    ['nothing', Buffer.from(''), 'roster.no-id-column'],
    ['a heading twice', Buffer.from('id,name,Name\na,b,c\n'), 'roster.column-twice'],
    ['a quote that stays open', Buffer.from('id,name\na1,"Kim\nb1,Lee\n'), 'roster.invalid'],
  ])('%s', (_, bytes, code) => {
    expect(refusal(bytes).code).toBe(code);
  });
});

test('a class without a roster is numbered', () => {
  expect(numberedStudents('3').map(({ id }) => id)).toEqual(['001', '002', '003']);
  for (const given of ['0', '-1', '2.5', 'many', '2001']) {
    expect(() => numberedStudents(given)).toThrow(/not a number of students/);
  }
});

const text = fc
  .string({ unit: fc.constantFrom('가', '힣', 'a', 'Z', ' ', ',', ';', '"', '\t', '\n', '·', '3') })
  .map((value) => value.trim().replace(/\s+/g, ' '));
const person = fc.record({ name: text, email: text });

/** A CSV text as any program may write it. */
function written(
  rows: readonly (readonly string[])[],
  separator: string,
  lineEnd: string,
  quoteAll: boolean,
): string {
  const cell = (value: string) =>
    quoteAll || /[",;\t\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
  return rows.map((row) => row.map(cell).join(separator)).join(lineEnd);
}

property.prop([
  fc.array(person, { minLength: 1, maxLength: 20 }),
  fc.constantFrom(',', ';', '\t'),
  fc.constantFrom('\n', '\r\n', '\r'),
  fc.boolean(),
  fc.constantFrom(['학번', '이름', '이메일'], ['ID', 'Name', 'E-Mail']),
  fc.shuffledSubarray([0, 1, 2], { minLength: 3 }),
  fc.constantFrom('utf8', 'mark', 'utf16', 'cp949'),
])(
  'what was written is read back, however it was written',
  (people, separator, lineEnd, quoteAll, heading, order, encoding) => {
    const records = people.map(({ name, email }, at) => [`s${at}`, name, email]);
    const rows = [heading, ...records].map((row) => order.map((at) => row[at] ?? ''));
    const csv = written(rows, separator, lineEnd, quoteAll);
    const bytes = {
      utf8: () => Buffer.from(csv),
      mark: () => Buffer.from(`\ufeff${csv}`),
      utf16: () => Buffer.from(`\ufeff${csv}`, 'utf16le'),
      cp949: () => cp949(csv),
    }[encoding as 'utf8']();
    expect(readRoster(bytes, 'r.csv', ml101)).toEqual(
      people.map(({ name, email }, at) => ({
        id: `s${at}`,
        person: {
          number: `s${at}`,
          ...(name === '' ? {} : { name }),
          ...(email === '' ? {} : { email }),
        },
      })),
    );
  },
);

property.prop([fc.uint8Array({ maxLength: 400 })])(
  'any bytes give a roster or two lines to read, never another error',
  (bytes) => {
    try {
      readRoster(bytes, 'r.csv', ml101);
    } catch (error) {
      if (!isLabsError(error)) throw error;
      expect(renderFailure(error.code, error.params, 'ko')).toHaveLength(2);
    }
  },
);
