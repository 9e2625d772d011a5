import { mkdtemp, mkdir, writeFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { chooseLabs, commonRegions, wishOf } from '../../src/catalog/catalog.ts';
import { compileCatalog, loadCatalog, loadStudy } from '../../src/catalog/load.ts';

const catalog = await loadCatalog();

test('the two labs of the main job are there, in the order of the study list', () => {
  const ids = catalog.map((lab) => lab.id);
  expect(ids.indexOf('linear-learner')).toBeLessThan(ids.indexOf('xgboost'));
});

test('an unknown lab names the nearest', () => {
  expect(() => chooseLabs(catalog, ['xgbost'])).toThrow(
    expect.objectContaining({ code: 'lab.unknown', params: { id: 'xgbost', near: ['xgboost'] } }),
  );
});

test('a lab asked for twice is wished once', () => {
  expect(wishOf(chooseLabs(catalog, ['xgboost', 'xgboost'])).repos).toHaveLength(1);
});

test('every lab of the catalog opens a notebook that it lists, in a folder that it clones', () => {
  for (const lab of catalog) {
    expect(lab.notebooks.map((notebook) => notebook.path)).toContain(lab.open);
    for (const { path } of lab.notebooks) {
      expect(lab.repos.map((repo) => repo.dir)).toContain(path.split('/')[0]);
    }
  }
});

test('no two labs share a folder', () => {
  const dirs = catalog.flatMap((lab) => lab.repos.map((repo) => repo.dir));
  expect(new Set(dirs).size).toBe(dirs.length);
});

test('labs together run where each of them runs', () => {
  const [first] = chooseLabs(catalog, ['xgboost']);
  const narrow = { ...first!, regions: ['us-west-2', 'ap-northeast-2'] };
  expect(commonRegions([first!, narrow])).toEqual(['us-west-2']);
});

test('what the build keeps is what the files say', async () => {
  const { labs, study } = await compileCatalog();
  expect(JSON.parse(JSON.stringify(labs))).toEqual(catalog);
  expect(JSON.parse(JSON.stringify(study))).toEqual(await loadStudy());
});

test("a manifest whose id is not its folder's name is refused", async () => {
  const dir = await mkdtemp(join(tmpdir(), 'labs-'));
  onTestFinished(() => rm(dir, { recursive: true }));
  await mkdir(join(dir, 'other'));
  const { readFile } = await import('node:fs/promises');
  const yaml = await readFile(new URL('../../labs/xgboost/lab.yaml', import.meta.url), 'utf8');
  await writeFile(join(dir, 'other', 'lab.yaml'), yaml);
  await expect(loadCatalog(dir)).rejects.toMatchObject({ code: 'lab.invalid' });
});
