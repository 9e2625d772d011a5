import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { learnerHome, runCommand } from './run.ts';

let home: string;
beforeEach(async () => {
  home = await learnerHome();
});

const learn = (...words: string[]) => runCommand(['learn', ...words], { home });
const learnJson = async (...words: string[]) =>
  JSON.parse(await runCommand(['learn', ...words], { home, json: true }));

test('a newcomer sees where they are, what is next and how to open it', async () => {
  const text = await learn();
  expect(text).toContain('0 of 75 done');
  expect(text).toMatch(/Next\n\[ \] {2}1 Deep Dive/);
  expect(text).toContain('https://www.youtube.com/watch?v=CtRMgSDbwA4');
  expect(text).toContain('Open it: labs learn open 1');
});

test('in Korean too', async () => {
  const text = await runCommand(['learn'], { home, lang: 'ko' });
  expect(text).toContain('75개 중 0개 완료');
  expect(text).toContain('열기: labs learn open 1');
});

test('next opens the next, which is then under way; done without a word means it', async () => {
  expect(await learn('next')).toContain('https://www.youtube.com/watch?v=CtRMgSDbwA4');
  expect(await learn()).toMatch(/Under way\n\[>\] {2}1 /);
  expect(await learn('done')).toMatch(/^Done: 1 Deep Dive/);
  expect(await learn()).toContain('1 of 75 done');
  expect(await learn()).toMatch(/Next\n\[ \] {2}2 /);
});

test('done, skip and undo take numbers, ids and labs', async () => {
  await learn('done', '1', 'S02', 'xgboost');
  await learn('skip', '3');
  const { learn: view } = await learnJson('list');
  expect(view.done).toBe(4);
  expect(view.next).toBe('S04');
  const standings = Object.fromEntries(
    view.items.map(({ id, standing }: { id: string; standing: string }) => [id, standing]),
  );
  expect(standings).toMatchObject({ S01: 'done', S03: 'skipped', S23: 'done', S68: 'done' });

  await learn('undo', 'xgboost', '3');
  expect((await learnJson()).learn).toMatchObject({ done: 2, next: 'S03' });
});

test('skip without a word leaves out what is next', async () => {
  await learn('skip');
  expect((await learnJson()).learn.next).toBe('S02');
});

test('a lab is told how to start it; without a terminal nothing starts', async () => {
  const text = await learn('open', 'xgboost');
  expect(text).toContain('labs start xgboost');
  expect((await learnJson()).learn.current).toEqual([]);
  expect((await learnJson('open', 'xgboost')).items[0].start).toBe('labs start xgboost');
});

test('an address that is gone is said to be, and its successor named', async () => {
  expect(await learn('66')).toMatch(/Gone: .*June 2024/);
  expect(await learn('66')).toContain('New address:');
  const gone = await learn('46');
  expect(gone).toContain('Gone: ');
  expect(gone).not.toContain('Open it');
});

test('an item without an address refers to others, or to one’s own ways', async () => {
  expect(await learn('63')).toContain('See: labs learn 7');
  expect(await learn('3')).toContain('There is nothing to open here');
});

test('the list holds all items by section', async () => {
  const text = await learn('list');
  expect(text.match(/^\[ \] |^\[!\] /gm)).toHaveLength(75);
  expect(text).toContain('Run one Jupyter notebook (one of them is enough)');
});

describe('the course', () => {
  test('has ten weeks', async () => {
    expect((await learn('course')).match(/^Week \d+$/gm)).toHaveLength(10);
    expect((await learnJson('course')).course.weeks).toHaveLength(10);
  });

  test('shows a week with its addresses', async () => {
    const text = await learn('week', '6');
    expect(text).toContain('67 Week 6: trees');
    expect(text).toContain('labs start xgboost');
  });
});

test.each([
  [['xgbost'], 'learn.unknown', { word: 'xgbost', near: ['xgboost'] }],
  [['nxt'], 'learn.unknown', { word: 'nxt', near: ['next'] }],
  [['done', '76'], 'learn.unknown', { word: '76', near: [] }],
  [['done'], 'learn.no-item', { action: 'done' }],
  [['undo'], 'learn.no-item', { action: 'undo' }],
  [['open'], 'learn.no-item', { action: 'open' }],
  [['week', '11'], 'learn.no-week', { week: '11', weeks: 10 }],
  [['week'], 'learn.no-week', { week: '', weeks: 10 }],
])('labs learn %j is refused with %s', async (words, code, params) => {
  await expect(learn(...words)).rejects.toMatchObject({ code, params });
});

test('of several items one of which is none, nothing is marked', async () => {
  await expect(learn('done', '1', '99')).rejects.toMatchObject({ code: 'learn.unknown' });
  expect((await learnJson()).learn.done).toBe(0);
});

test('a broken file is reported by every word, and none repairs it', async () => {
  await writeFile(join(home, 'learning.json'), '{');
  for (const words of [[], ['next'], ['done', '1'], ['list'], ['7'], ['course']]) {
    await expect(learn(...words)).rejects.toMatchObject({ code: 'learn.broken' });
  }
});

test('when all is done it says so', async () => {
  await learn('done', ...Array.from({ length: 75 }, (_, index) => String(index + 1)));
  expect(await learn()).toContain('75 of 75 done');
  expect(await learn('next')).toContain('Nothing is left to do');
});
