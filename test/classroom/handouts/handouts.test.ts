import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fc, test as property } from '@fast-check/vitest';
import { parse } from 'csv-parse/sync';
import iconv from 'iconv-lite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { newCode } from '../../../src/classroom/door/code.ts';
import type { Card } from '../../../src/classroom/handouts/cards.ts';
import { cardsCsv } from '../../../src/classroom/handouts/cards.ts';
import { handoutPage } from '../../../src/classroom/handouts/page.ts';
import {
  handoutFiles,
  readHandouts,
  writeHandouts,
} from '../../../src/classroom/handouts/store.ts';
import { slug } from '../../../src/sandbox/name.ts';

let dir: string;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'labs-handouts-'));
});

afterEach(() => rm(dir, { recursive: true, force: true }));

const cards: readonly Card[] = [
  {
    id: '20230001',
    person: { number: '20230001', name: '김하늘', email: 'sky@example.com' },
    code: newCode(),
  },
  { id: 's-2', person: { number: 'S-2', name: '<script>alert("x")</script>' }, code: newCode() },
];
const facts = { lang: 'ko', group: 'ml101', labs: ['XGBoost'] } as const;

test('are read back with their codes, and nobody else can read them', async () => {
  const files = handoutFiles(join(dir, 'cards'));
  await writeHandouts(files, cards, facts);
  expect(await readHandouts(files)).toEqual({ cards });
  for (const file of [files.csv, files.html]) expect((await stat(file)).mode & 0o077).toBe(0);
});

test('keep a student whose code was taken back, without a card', async () => {
  const files = handoutFiles(dir);
  const [{ code: _code, ...revoked }, other] = [cards[0]!, cards[1]!];
  await writeHandouts(files, [revoked, other], { ...facts, doorUrl: 'https://door.example/' });
  expect((await readHandouts(files)).cards).toEqual([revoked, other]);
  expect((await readFile(files.html, 'utf8')).match(/<article>/g)).toHaveLength(1);
});

test('keep the address of the door, but none that no browser opens', async () => {
  const files = handoutFiles(dir);
  const doorUrl = 'https://class.example.ac.kr:8443/';
  await writeHandouts(files, cards, { ...facts, doorUrl });
  expect(await readHandouts(files)).toEqual({ cards, doorUrl });
  await writeFile(files.csv, cardsCsv(cards, 'en', 'javascript:alert(1)'));
  expect(await readHandouts(files)).toEqual({ cards });
});

test('are read back after Excel has saved them in CP949 with semicolons', async () => {
  const files = handoutFiles(dir);
  const csv = cardsCsv(cards.slice(0, 1), 'ko').replace('\ufeff', '').replaceAll(',', ';');
  await writeFile(files.csv, iconv.encode(csv, 'cp949'));
  expect(await readHandouts(files)).toEqual({ cards: [cards[0]] });
});

test('where there are none there are no codes, and a broken file is said', async () => {
  const files = handoutFiles(dir);
  expect(await readHandouts(files)).toEqual({ cards: [] });
  await writeFile(files.csv, 'nothing of a handout');
  await expect(readHandouts(files)).rejects.toThrow(/handouts\.csv cannot be read/);
});

test('a folder that cannot be written is said before anything is made', async () => {
  await writeFile(join(dir, 'file'), '');
  await expect(writeHandouts(handoutFiles(join(dir, 'file', 'in')), cards, facts)).rejects.toThrow(
    /cannot be written/,
  );
});

describe('the page', () => {
  test('has a card each in the reader’s language, with everything of others escaped', () => {
    const html = handoutPage(cards, { ...facts, doorUrl: 'https://class.example.ac.kr/' });
    expect(html).toMatch(/^<!doctype html>\s*<html lang="ko">/);
    expect(html.match(/<article>/g)).toHaveLength(2);
    expect(html).toContain('김하늘');
    expect(html).toContain('&lt;script&gt;');
    expect(html).not.toContain('<script>');
    for (const { code } of cards) expect(html).toContain(code!);
    expect(html).toContain('href="https://class.example.ac.kr/"');
    expect(handoutPage(cards, { ...facts, lang: 'en' })).toContain('Your code');
  });

  test('takes nothing from elsewhere', () => {
    const html = handoutPage(cards, facts);
    expect(html).not.toMatch(/src=|<link|@import|url\(/);
  });
});

const text = fc.string({
  unit: fc.constantFrom('=', '+', '-', '@', '"', ',', ';', '가', 'a', '1'),
});

property.prop([fc.array(fc.tuple(text, text), { maxLength: 12 })])(
  'a CSV keeps every code, and no cell of it is a formula',
  async (people) => {
    const written = people.map(([name, email], at) => {
      const number = `n${at}`;
      return { id: number, person: { number, name, email }, code: newCode() };
    });
    const csv = cardsCsv(written, 'en');
    const cells = parse(csv, { bom: true }).flat();
    expect(cells.filter((cell) => /^[=+@-]/.test(cell))).toEqual([]);
    const files = handoutFiles(dir);
    await writeFile(files.csv, csv);
    const read = (await readHandouts(files)).cards.map(({ id, code }) => ({ id, code }));
    expect(read).toEqual(written.map(({ id, code }) => ({ id: slug(id), code })));
    expect(await readFile(files.csv, 'utf8')).toBe(csv);
  },
);
