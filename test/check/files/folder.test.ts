import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { folderFiles } from '../../../src/check/files/folder.ts';
import type { Reading } from '../../../src/check/files/read-workshop.ts';
import { readWorkshop } from '../../../src/check/files/read-workshop.ts';
import { find, notebookJson } from '../workshop.ts';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'labs-test-check-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

async function put(path: string, content = JSON.stringify(notebookJson(['x = 1']))) {
  await mkdir(join(dir, path, '..'), { recursive: true });
  await writeFile(join(dir, path), content);
}

async function readHere(reading: Reading = {}) {
  const { documents } = await readWorkshop(await folderFiles(join(dir, 'w')), reading);
  return documents;
}

async function faultsHere() {
  const documents = await readHere();
  return Object.fromEntries(documents.map(({ path, faults }) => [path, faults[0]?.is]));
}

test('notebooks in the order of a person, then scripts; names of any kind', async () => {
  const names = ['10. last.ipynb', '2.1.(OPTION) b.ipynb', '2.3..Deploy.ipynb', '1.가나.ipynb'];
  for (const name of [...names, ' archived/a.ipynb', 'src/train.py', 'Dockerfile', 'data.csv']) {
    await put(`w/${name}`);
  }
  expect((await readHere()).map(({ path }) => path)).toEqual([
    ' archived/a.ipynb',
    '1.가나.ipynb',
    '2.1.(OPTION) b.ipynb',
    '2.3..Deploy.ipynb',
    '10. last.ipynb',
    'Dockerfile',
    'src/train.py',
  ]);
});

test('copies, histories and installed packages are passed over', async () => {
  await put('w/a.ipynb');
  for (const folder of ['.ipynb_checkpoints', '.git', 'node_modules/x', 'venv/lib', '__pycache__'])
    await put(`w/${folder}/a-checkpoint.ipynb`);
  expect((await readHere()).map(({ path }) => path)).toEqual(['a.ipynb']);
});

test('a link that leads out of the folder is said, and not followed', async () => {
  await put('secret.ipynb', JSON.stringify(notebookJson(["r = 'us-east-1'"])));
  await put('w/a.ipynb');
  await put('outside/b.ipynb');
  await symlink(join(dir, 'secret.ipynb'), join(dir, 'w', 'out.ipynb'));
  await symlink('/dev/zero', join(dir, 'w', 'zero.ipynb'));
  await symlink(join(dir, 'outside'), join(dir, 'w', 'folder'));
  await symlink(join(dir, 'w'), join(dir, 'w', 'circle'));
  await symlink('a.ipynb', join(dir, 'w', 'same.ipynb'));
  await symlink('nowhere', join(dir, 'w', 'dangling.ipynb'));
  expect(await faultsHere()).toEqual({
    'a.ipynb': undefined,
    'dangling.ipynb': 'leads-out',
    'out.ipynb': 'leads-out',
    'zero.ipynb': 'leads-out',
  });
});

test('a pipe is never opened', async () => {
  await put('w/a.ipynb');
  execFileSync('sh', ['-c', 'mkfifo "$0"', join(dir, 'w', 'pipe.ipynb')]);
  await mkdir(join(dir, 'w', 'folder.ipynb'));
  expect(await faultsHere()).toEqual({ 'a.ipynb': undefined, 'pipe.ipynb': 'not-a-file' });
});

test('what is too large is not loaded', async () => {
  await put('w/huge.ipynb');
  await truncate(join(dir, 'w', 'huge.ipynb'), 3_000_000_000);
  await put('w/data.py', `x = 1\n${'#'.repeat(1_000_001)}`);
  expect(await faultsHere()).toEqual({ 'huge.ipynb': 'too-large' });
  expect(await find('B1', ...(await readHere()))).toEqual(['- error']);
});

test('one that is broken does not hide the others', async () => {
  await put('w/1.ipynb', '{"cells": [');
  await put('w/2.ipynb', '');
  await put('w/3.ipynb', JSON.stringify(notebookJson(["r = 'us-east-1'"])));
  const documents = await readHere();
  expect(await find('B1', ...documents)).toEqual(['- error', '- error']);
  expect(await find('H2', ...documents)).toEqual(['0 warning']);
});

test('only the notebooks that are asked for; one that is not there is said', async () => {
  await put('w/1.ipynb');
  await put('w/2.ipynb');
  const documents = await readHere({ notebooks: ['2.ipynb', '9.ipynb'] });
  expect(documents.map(({ path, faults }) => [path, faults[0]?.is])).toEqual([
    ['2.ipynb', undefined],
    ['9.ipynb', 'missing'],
  ]);
});
