import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { packFolder } from '../../../src/classroom/push/pack-folder.ts';
import { conflictsIn } from '../../../src/classroom/push/push.ts';
import { besideThem } from '../../../src/classroom/repair.ts';

let dir: string;

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'labs-push-'));
});

afterAll(() => {
  rmSync(dir, { recursive: true });
});

function folder(name: string, files: Readonly<Record<string, string>>): string {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, name, path)), { recursive: true });
    writeFileSync(join(dir, name, path), text);
  }
  return join(dir, name);
}

function namesIn(body: Buffer): readonly string[] {
  const listed = execFileSync('tar', ['-tzf', '-'], { input: body, encoding: 'utf8' });
  return listed.trim().split('\n');
}

test('a folder is packed with its files, without links and what programs leave behind', async () => {
  const root = folder('week2', {
    'b.ipynb': '{}',
    'a/@c.csv': '1',
    '.git/config': 'x',
    'a/.ipynb_checkpoints/b-checkpoint.ipynb': '{}',
  });
  symlinkSync('/etc/passwd', join(root, 'secret'));
  const packed = await packFolder(root, undefined);
  expect(packed).toMatchObject({
    lab: 'week2',
    dir: 'week2',
    files: 2,
    links: ['secret'],
    hidden: [],
  });
  expect(namesIn(packed.archive)).toEqual(['./a/@c.csv', './b.ipynb']);
});

test('the same files are the same archive, whenever they were written', async () => {
  const root = folder('same', { 'a.txt': 'a' });
  const first = await packFolder(root, undefined);
  utimesSync(join(root, 'a.txt'), 1, 1);
  expect((await packFolder(root, undefined)).sha256).toBe(first.sha256);
  writeFileSync(join(root, 'a.txt'), 'b');
  expect((await packFolder(root, undefined)).sha256).not.toBe(first.sha256);
});

test('a name that no sandbox could have is refused, and another can be given', async () => {
  const root = folder('2주차', { 'a.txt': 'a' });
  await expect(packFolder(root, undefined)).rejects.toMatchObject({ code: 'push.name-invalid' });
  expect(await packFolder(root, 'Week_2')).toMatchObject({ lab: 'week-2', dir: 'Week_2' });
  await expect(packFolder(root, '../up')).rejects.toMatchObject({ code: 'push.name-invalid' });
});

test('a folder that is not there or empty is refused', async () => {
  await expect(packFolder(join(dir, 'none'), undefined)).rejects.toMatchObject({
    code: 'push.no-folder',
  });
  mkdirSync(join(dir, 'empty'));
  await expect(packFolder(join(dir, 'empty'), undefined)).rejects.toMatchObject({
    code: 'push.no-folder',
  });
});

test('conflicts are told by student', () => {
  const repo = { lab: 'a', url: 'u', dir: 'a', commit: 'c', state: 'cloned' } as const;
  const report = { version: 1, writtenAt: '', idleMinutes: null, repos: [repo] } as const;
  const arrival = (id: string, kept?: string[]) => ({
    is: 'ready' as const,
    id,
    name: id,
    seen: { report: { ...report, repos: [{ ...repo, ...(kept ? { kept } : {}) }] } },
  });
  expect(conflictsIn([arrival('1'), arrival('2', ['x.ipynb', 'y.csv'])])).toEqual([
    { id: '2', kept: ['a/x.ipynb', 'a/y.csv'] },
  ]);
});

test('fresh copies take the first names that are free, and their fixups with them', () => {
  const repo = { lab: 'a', url: 'u', dir: 'a', commit: 'c' };
  const content = { lab: 'a', dir: 'own', sha256: 's' };
  const fixup = { lab: 'a', path: 'a/b/c.ipynb', cell: 1 };
  const brought = { wish: { repos: [repo], fixups: [fixup] }, contents: [content] };
  expect(besideThem(brought, new Set(['a', 'a-2']))).toEqual({
    wish: { repos: [{ ...repo, dir: 'a-3' }], fixups: [{ ...fixup, path: 'a-3/b/c.ipynb' }] },
    contents: [{ ...content, dir: 'own-2' }],
  });
});

test('hidden files, which are sent too, are named', async () => {
  const root = folder('week3', { 'a.txt': '1', '.env': 'KEY=1', 'sub/.hidden/b.txt': '2' });
  expect(await packFolder(root, undefined)).toMatchObject({
    files: 3,
    hidden: ['.env', 'sub/.hidden/b.txt'],
    links: [],
  });
});
