import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';

import { agentArchive } from '../../src/notebook/archive.ts';
import type { WishedRepo } from '../../src/sandbox/wish.ts';
import { installAgent } from './keep.ts';
import type { Remote } from './remote.ts';
import { gitIn } from './remote.ts';
import { useInstance } from './use-instance.ts';

const here = useInstance();
let remote: Remote;
let lab: string;

beforeEach(() => {
  remote = here.remotes.make('lab');
  lab = join(here.instance.sagemaker, 'lab');
});

function wishes(commit: string, other: Partial<WishedRepo> = {}) {
  return {
    version: 1,
    repos: [{ lab: 'lab', url: remote.url, commit, dir: 'lab', ...other }],
  } as const;
}

/** Boots, and gives the instance the agent of the bucket; the hook's own cannot merge. */
async function boot(commit: string, other: Partial<WishedRepo> = {}): Promise<() => void> {
  await here.boot(wishes(commit, other));
  const path = join(here.instance.labs, 'agent.pyz');
  const ofHook = readFileSync(path);
  installAgent(here.instance);
  expect(here.instance.report().repos[0]).toMatchObject({ state: 'cloned', commit });
  return () => writeFileSync(path, ofHook);
}

/** The class moves on to another commit. */
async function wishFor(commit: string, other: Partial<WishedRepo> = {}): Promise<void> {
  here.desire(wishes(commit, other));
  expect(await here.instance.tick()).toMatchObject({ code: 0 });
}

function text(path: string): string {
  return readFileSync(join(lab, path), 'utf8');
}

function inLab(...args: readonly string[]): string {
  return gitIn(lab, args).trim();
}

test('a new commit comes in around what the learner changed, made and deleted', async () => {
  const first = remote.commit({
    'same.txt': 'same',
    'new-edition.txt': '1',
    'changed-by-both.txt': '1',
    'changed-by-learner.txt': '1',
    'deleted-by-learner.txt': '1',
    'removed.txt': '1',
    'removed-but-changed.txt': '1',
    'folder/removed.txt': '1',
  });
  const second = remote.commit({
    'new-edition.txt': '2',
    'changed-by-both.txt': '2',
    'removed.txt': null,
    'removed-but-changed.txt': null,
    'folder/removed.txt': null,
    'added.txt': '2',
    'sub/made-by-both.txt': '2',
    'made-alike.txt': '2',
  });
  const giveAgentOfHook = await boot(first);
  for (const path of ['changed-by-both.txt', 'changed-by-learner.txt', 'removed-but-changed.txt']) {
    writeFileSync(join(lab, path), 'mine');
  }
  rmSync(join(lab, 'deleted-by-learner.txt'));
  mkdirSync(join(lab, 'sub'));
  writeFileSync(join(lab, 'sub/made-by-both.txt'), 'mine');
  writeFileSync(join(lab, 'made-alike.txt'), '2');
  writeFileSync(join(lab, 'mine.txt'), 'mine');

  await wishFor(second);
  expect(here.instance.report().repos[0]).toEqual({
    lab: 'lab',
    url: remote.url,
    dir: 'lab',
    commit: second,
    state: 'cloned',
    files: 8,
    kept: ['removed-but-changed.txt', 'changed-by-both.txt', 'sub/made-by-both.txt'],
  });
  const files = Object.fromEntries(
    readdirSync(lab)
      .filter((name) => name.endsWith('.txt'))
      .map((name) => [name, text(name)]),
  );
  expect(files).toEqual({
    'same.txt': 'same',
    'new-edition.txt': '2',
    'changed-by-both.txt': 'mine',
    'changed-by-learner.txt': 'mine',
    'deleted-by-learner.txt': '1',
    'removed-but-changed.txt': 'mine',
    'added.txt': '2',
    'made-alike.txt': '2',
    'mine.txt': 'mine',
  });
  expect(text('sub/made-by-both.txt')).toBe('mine');
  expect(existsSync(join(lab, 'folder'))).toBe(false);
  expect(inLab('rev-parse', 'HEAD')).toBe(second);
  expect(
    inLab('status', '--porcelain')
      .split('\n')
      .map((line) => line.trim())
      .sort(),
  ).toEqual([
    '?? mine.txt',
    '?? removed-but-changed.txt',
    'M changed-by-both.txt',
    'M changed-by-learner.txt',
    'M sub/made-by-both.txt',
  ]);

  giveAgentOfHook();
  await here.instance.tick();
  const calls = here.aws.calls.length;
  await here.instance.tick();
  expect(here.instance.report().repos[0]?.kept).toHaveLength(3);
  expect(here.aws.calls.slice(calls).map((call) => call.operation)).not.toContain(
    'PUT .labs/report.json',
  );
});

test('the agent of the hook leaves a new edition to the agent of the bucket', async () => {
  const first = remote.commit({ 'a.txt': '1' });
  const second = remote.commit({ 'a.txt': '2' });
  await here.boot(wishes(first));
  here.desire(wishes(second));
  here.aws.objects.delete('.labs/agent.pyz');
  await here.instance.tick();
  expect(here.instance.report()).toMatchObject({
    repos: [{ state: 'cloned', commit: first }],
    problems: [],
  });
  expect(text('a.txt')).toBe('1');

  here.aws.objects.set('.labs/agent.pyz', agentArchive());
  await here.instance.tick();
  await here.instance.tick();
  expect(here.instance.report().repos[0]).toMatchObject({ state: 'cloned', commit: second });
  expect(text('a.txt')).toBe('2');
});

test('nothing of the learner gives way: a folder for a file, a file or a link for a folder', async () => {
  const first = remote.commit({
    'a.txt': '1',
    'dir/b.txt': '1',
    'data/c.txt': '1',
    'keep.txt': '1',
  });
  const second = remote.commit({
    'a.txt': '2',
    'dir/b.txt': '2',
    'data/c.txt': '2',
    'keep.txt': '2',
  });
  await boot(first);
  rmSync(join(lab, 'a.txt'));
  mkdirSync(join(lab, 'a.txt'));
  writeFileSync(join(lab, 'a.txt/mine'), 'mine');
  rmSync(join(lab, 'dir'), { recursive: true });
  writeFileSync(join(lab, 'dir'), 'mine');
  const elsewhere = join(here.instance.root, 'elsewhere');
  renameSync(join(lab, 'data'), elsewhere);
  symlinkSync(elsewhere, join(lab, 'data'));

  await wishFor(second);
  expect(here.instance.report().repos[0]).toMatchObject({
    state: 'cloned',
    kept: ['a.txt', 'data/c.txt', 'dir/b.txt'],
  });
  expect(text('a.txt/mine')).toBe('mine');
  expect(text('dir')).toBe('mine');
  expect(lstatSync(join(lab, 'data')).isSymbolicLink()).toBe(true);
  expect(readFileSync(join(elsewhere, 'c.txt'), 'utf8')).toBe('1');
  expect(text('keep.txt')).toBe('2');
});

test('commits of the learner stay on their branch; the new edition lies in the work tree', async () => {
  const first = remote.commit({ 'a.txt': '1', 'b.txt': '1' });
  const second = remote.commit({ 'a.txt': '2', 'b.txt': '2' });
  await boot(first);
  writeFileSync(join(lab, 'b.txt'), 'mine');
  inLab('-c', 'user.name=k', '-c', 'user.email=k@k', 'commit', '-qam', 'my work');
  const mine = inLab('rev-parse', 'HEAD');

  await wishFor(second);
  expect(inLab('rev-parse', 'HEAD')).toBe(mine);
  expect([text('a.txt'), text('b.txt')]).toEqual(['2', 'mine']);
  expect(here.instance.report().repos[0]).toMatchObject({ commit: second, kept: ['b.txt'] });
});

test('what was cut off in the middle is finished, and a way back is one more edition', async () => {
  const first = remote.commit({ 'a.txt': '1', 'b.txt': '1' });
  const second = remote.commit({ 'a.txt': '2', 'b.txt': '2' });
  await boot(first);
  writeFileSync(join(lab, 'a.txt'), '2');
  rmSync(join(lab, 'b.txt'));
  writeFileSync(join(lab, '.git/labs-index.lock'), '');
  await wishFor(second);
  expect(here.instance.report().repos[0]).toMatchObject({ state: 'cloned', commit: second });
  expect(here.instance.report().repos[0]).not.toHaveProperty('kept');
  expect(inLab('status', '--porcelain')).toBe('');

  await wishFor(first);
  expect([text('a.txt'), text('b.txt')]).toEqual(['1', '1']);
  expect(inLab('rev-parse', 'HEAD')).toBe(first);
});

test('an update that fails leaves everything as it was, and says so', async () => {
  const first = remote.commit({ 'a.txt': '1' });
  await boot(first);
  await wishFor('b'.repeat(40));
  expect(here.instance.report().repos[0]).toMatchObject({ state: 'failed', commit: first });
  expect(text('a.txt')).toBe('1');
});

test('a sparse repository moves on, and takes in more', async () => {
  const first = remote.commit({ 'a.txt': '1', 'b/c.txt': '1', 'd.txt': '1' });
  const second = remote.commit({ 'a.txt': '2', 'b/c.txt': '2', 'd.txt': '2' });
  await boot(first, { sparse: ['a.txt'] });
  await wishFor(second, { sparse: ['a.txt'] });
  expect(text('a.txt')).toBe('2');
  expect(readdirSync(lab).sort()).toEqual(['.git', 'a.txt']);
  expect(inLab('status', '--porcelain')).toBe('');

  await wishFor(second, { sparse: ['a.txt', 'b'] });
  expect(text('b/c.txt')).toBe('2');
  expect(readdirSync(lab).sort()).toEqual(['.git', 'a.txt', 'b']);
  expect(inLab('status', '--porcelain')).toBe('');
});

test('without what it noted, the agent neither fetches nor touches what is there', async () => {
  const commit = remote.commit({ 'a.txt': '1', 'b.txt': '1' });
  await boot(commit, { sparse: ['a.txt'] });
  rmSync(join(here.instance.labs, 'state.json'));
  rmSync(join(lab, 'a.txt'));
  rmSync(remote.dir, { recursive: true });
  await here.instance.tick();
  expect(here.instance.report().repos[0]).toMatchObject({ state: 'cloned', commit, files: 1 });
  expect(existsSync(join(lab, 'a.txt'))).toBe(false);
});
