import { chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { markBegun } from '../../src/learn/begun.ts';
import { progressFile, readProgress, updateProgress } from '../../src/learn/file.ts';
import { noProgress, withState } from '../../src/learn/progress.ts';
import { learnerHome } from './run.ts';

const now = new Date('2026-11-23T09:00:00Z');
const donned = (id: string) => (progress: typeof noProgress) =>
  withState(progress, [id], 'done', now);

test('LABS_HOME overrides the platform’s folder', () => {
  expect(progressFile({ LABS_HOME: '/some/where' })).toBe('/some/where/learning.json');
  expect(progressFile({})).toMatch(/labs.*learning\.json$/);
});

test('where there is no file, nothing was done', async () => {
  expect(await readProgress(join(await learnerHome(), 'learning.json'))).toEqual(noProgress);
});

test('what is written is read again, and no draft is left', async () => {
  const home = join(await learnerHome(), 'deep', 'er');
  const file = join(home, 'learning.json');
  await updateProgress(file, donned('S01'));
  await updateProgress(file, donned('S02'));
  expect(Object.keys((await readProgress(file)).items)).toEqual(['S01', 'S02']);
  expect(await readdir(home)).toEqual(['learning.json']);
});

test.each([
  ['no JSON', '{"version": 1', 'learn.broken'],
  ['empty', '', 'learn.broken'],
  ['a list', '[]', 'learn.broken'],
  ['no version', '{"items": {}}', 'learn.broken'],
  ['no items', '{"version": 1}', 'learn.broken'],
  ['an unknown state', '{"version":1,"items":{"S01":{"state":"x","at":""}}}', 'learn.broken'],
  ['an older draft of an idea', '{"version":1,"items":{"S01":"done"}}', 'learn.broken'],
  ['of a newer labs', '{"version": 2, "items": []}', 'learn.newer'],
])('a file that is %s is reported and left as it is', async (_, text, code) => {
  const file = join(await learnerHome(), 'learning.json');
  await writeFile(file, text);
  await expect(readProgress(file)).rejects.toMatchObject({ code, params: { file } });
  await expect(updateProgress(file, donned('S01'))).rejects.toMatchObject({ code });
  expect(await readFile(file, 'utf8')).toBe(text);
});

test('a file that cannot be read is no empty one', async () => {
  const file = join(await learnerHome(), 'learning.json');
  await mkdir(file);
  await expect(readProgress(file)).rejects.toMatchObject({ code: 'learn.broken' });
});

test('a folder that cannot be made is told, with the way out', async () => {
  const home = await learnerHome();
  await writeFile(join(home, 'file'), '');
  const file = join(home, 'file', 'learning.json');
  await chmod(join(home, 'file'), 0o600);
  await expect(updateProgress(file, donned('S01'))).rejects.toMatchObject({
    code: expect.stringMatching(/^learn\.(broken|unwritable)$/),
  });
});

test('a started lab is begun, at every place of the list', async () => {
  const home = await learnerHome();
  expect(await markBegun(['xgboost', 'my-own'], { env: { LABS_HOME: home }, now })).toBeUndefined();
  expect((await readProgress(join(home, 'learning.json'))).items).toEqual({
    S23: { state: 'begun', at: now.toISOString() },
    S68: { state: 'begun', at: now.toISOString() },
  });
});

test('a start does not fail over a broken file: it is told instead', async () => {
  const home = await learnerHome();
  await writeFile(join(home, 'learning.json'), 'broken');
  expect(await markBegun(['xgboost'], { env: { LABS_HOME: home }, now })).toEqual({
    code: 'learn.not-remembered',
    params: {},
  });
  expect(await readFile(join(home, 'learning.json'), 'utf8')).toBe('broken');
});
