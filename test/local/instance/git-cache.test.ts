import { execFileSync } from 'node:child_process';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createGitCache } from '../../../src/local/instance/git-cache.ts';
import { tempFolder } from '../temp.ts';

const isolated = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' };

function git(cwd: string, ...args: string[]): string {
  const who = ['-c', 'user.name=a', '-c', 'user.email=a@example.com'];
  return execFileSync('git', [...who, ...args], { cwd, env: isolated })
    .toString()
    .trim();
}

async function repository(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  git(folder, 'init', '-q');
  await writeFile(join(folder, 'a.ipynb'), '{}');
  git(folder, 'add', '.');
  git(folder, 'commit', '-q', '-m', 'one');
  return git(folder, 'rev-parse', 'HEAD');
}

/** Whether git finds a commit and all it needs in the cache alone. */
async function isKept(objects: string, commit: string): Promise<boolean> {
  const empty = await tempFolder();
  git(empty, 'init', '-q');
  const env = { ...isolated, GIT_ALTERNATE_OBJECT_DIRECTORIES: JSON.stringify(objects) };
  try {
    execFileSync('git', ['rev-list', '--objects', commit], { cwd: empty, env, stdio: 'pipe' });
    return true;
  } catch {
    return false;
  }
}

test('loose objects and packs of what was cloned, and what comes later', async () => {
  const folder = await tempFolder();
  const objects = join(folder, 'git', 'objects');
  const home = join(folder, 'SageMaker');
  const cache = createGitCache(objects);
  const loose = await repository(join(home, 'loose'));
  const packed = await repository(join(home, 'deeper', 'packed'));
  git(join(home, 'deeper', 'packed'), 'gc', '-q');
  await cache.keep(home);
  expect(await isKept(objects, loose)).toBe(true);
  expect(await isKept(objects, packed)).toBe(true);

  await writeFile(join(home, 'loose', 'b.ipynb'), '{}');
  git(join(home, 'loose'), 'add', '.');
  git(join(home, 'loose'), 'commit', '-q', '-m', 'two');
  git(join(home, 'loose'), 'gc', '-q');
  const later = git(join(home, 'loose'), 'rev-parse', 'HEAD');
  expect(await isKept(objects, later)).toBe(false);
  await cache.keep(home);
  expect(await isKept(objects, later)).toBe(true);
});

test('a folder without repositories is none', async () => {
  const folder = await tempFolder();
  const cache = createGitCache(join(folder, 'objects'));
  await expect(cache.keep(join(folder, 'missing'))).resolves.toBeUndefined();
  expect(await readdir(join(folder, 'objects'))).toEqual([]);
});
