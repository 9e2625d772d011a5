import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { readWish } from '../../src/sandbox/read-wish.ts';
import { largestReport, parseReport } from '../../src/sandbox/report.ts';
import { readArchiveManifest } from '../../src/saved/manifest.ts';

const report = {
  version: 1,
  writtenAt: '2026-11-23T09:00:00Z',
  idleMinutes: 3,
  repos: [
    {
      lab: 'xgboost',
      url: 'https://example.com/x',
      dir: 'xgboost',
      commit: 'a'.repeat(40),
      state: 'cloned',
      files: 5,
    },
  ],
};

test('a report of the agent is read', () => {
  expect(parseReport(JSON.stringify(report))).toMatchObject({ repos: [{ dir: 'xgboost' }] });
});

test('what is not a report is none', () => {
  for (const body of ['', 'null', '[]', '{', JSON.stringify({ ...report, version: 2 })]) {
    expect(parseReport(body)).toBeUndefined();
  }
});

test('one that is too large is none', () => {
  const padding = ' '.repeat(largestReport);
  expect(parseReport(JSON.stringify(report) + padding)).toBeUndefined();
});

const [repo] = report.repos;
/** Control and format characters, and what ends a line: all that a terminal may obey. */
const obeyed = /[\p{Cc}\u200b-\u200f\u2028-\u202e\u2060-\u2069\u061c\ufeff]/u;
const strange = fc.string({
  unit: fc.oneof(
    fc.constantFrom(
      '\u001b',
      '\r',
      '\n',
      '\t',
      '\u0085',
      '\u009b',
      '\u2028',
      '\u2029',
      '\u202e',
      '\u2066',
      '\u200b',
    ),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
  ),
  maxLength: 100,
});

/** Every text in a value. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

test.prop([strange])('no text of an instance is more than one line of plain signs', (text) => {
  const told = parseReport(
    JSON.stringify({
      ...report,
      repos: [{ ...repo, dir: text, state: 'failed', error: text, kept: [text] }],
      problems: [text],
      work: { skipped: [{ path: text, why: text }], skippedCount: 1 },
      restored: { sha256: '', files: 0, beside: [text], besideCount: 1, error: text },
      runtimes: [{ lab: 'l', kernel: text.slice(0, 128), asked: '', state: 'failed', error: text }],
      fixups: [{ lab: 'l', path: text, state: 'skipped', why: text }],
    }),
  );
  const saved = readArchiveManifest(
    JSON.stringify({ version: 1, sandbox: 's', skipped: [{ path: text, why: text }] }),
  );
  const wish = readWish(
    JSON.stringify({ version: 1, repos: [{ lab: text, url: text, commit: 'c', dir: text }] }),
  );
  expect(told).toBeDefined();
  expect(saved).toBeDefined();
  expect(wish).toBeDefined();
  const texts = [told, saved, wish].flatMap(textsIn);
  expect(texts.filter((one) => obeyed.test(one))).toEqual([]);
});

test('a line that a report makes up stays in the line that it is part of', () => {
  const error = 'fatal: no\r\nFAKE: The class big: all is well\u2028\u202e';
  const told = parseReport(JSON.stringify({ ...report, repos: [{ ...repo, error }] }));
  expect(told?.repos[0]?.error).toBe('fatal: no FAKE: The class big: all is well ');
});
