import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

import type { WishedRepo } from '../../src/sandbox/wish.ts';
import type { FakeAws } from './fake-aws.ts';
import { fakeAws } from './fake-aws.ts';
import type { Instance } from './instance.ts';
import { makeInstance } from './instance.ts';
import { basePython, pythonTimeout } from './python.ts';
import type { Remote, Remotes } from './remote.ts';
import { gitIn, makeRemotes } from './remote.ts';

let aws: FakeAws;
let remotes: Remotes;
let instance: Instance;

beforeEach(async () => {
  await basePython();
  aws = await fakeAws();
  remotes = makeRemotes();
  instance = await makeInstance(aws);
  Object.assign(instance.env, remotes.env);
}, pythonTimeout);

afterEach(async () => {
  await aws.close();
  remotes.remove();
  instance.remove();
});

/** Boots the instance with a wish, and lets the agent run once. */
async function boot(repos: readonly WishedRepo[]): Promise<void> {
  expect(await instance.create({ version: 1, repos })).toMatchObject({ code: 0 });
  expect(await instance.start()).toMatchObject({ code: 0 });
  expect(await instance.tick()).toMatchObject({ code: 0 });
}

function wished(remote: Remote, commit: string, other: Partial<WishedRepo> = {}): WishedRepo {
  return { lab: 'lab', url: remote.url, commit, dir: 'lab', ...other };
}

function inClone(...args: readonly string[]): string {
  return gitIn(join(instance.sagemaker, 'lab'), args).trim();
}

test('a repository is cloned at its pinned commit, not at its newest', async () => {
  const remote = remotes.make('lab', 'default');
  remote.commit({ 'old.txt': 'old' });
  const pinned = remote.commit({ '1. start.ipynb': '{}', 'data/run.sh': 'true' });
  remote.commit({ '1. start.ipynb': '{"newer": true}' });
  await boot([wished(remote, pinned)]);

  expect(readFileSync(join(instance.sagemaker, 'lab/1. start.ipynb'), 'utf8')).toBe('{}');
  expect(inClone('rev-parse', 'HEAD')).toBe(pinned);
  expect(inClone('status', '--porcelain')).toBe('');
  expect(inClone('symbolic-ref', '--short', 'HEAD')).toBe('labs');
  expect(inClone('remote', 'get-url', 'origin')).toBe(remote.url);
  expect(inClone('rev-list', '--count', 'HEAD')).toBe('1');
  expect(instance.report().repos).toEqual([
    { lab: 'lab', url: remote.url, dir: 'lab', commit: pinned, state: 'cloned', files: 3 },
  ]);
});

test('one repository that fails stops no other, and works when it is tried again', async () => {
  const good = remotes.make('good');
  const commit = good.commit({ 'a.txt': 'a' });
  const later = remotes.make('later');
  const laterCommit = later.commit({ 'b.txt': 'b' });
  const away = `${later.dir}/.git/HEAD`;
  const head = readFileSync(away, 'utf8');
  rmSync(away);
  await boot([wished(later, laterCommit, { dir: 'later' }), wished(good, commit, { dir: 'good' })]);

  const [failed, cloned] = instance.report().repos;
  expect(cloned).toMatchObject({ dir: 'good', state: 'cloned' });
  expect(failed).toMatchObject({ dir: 'later', state: 'failed', commit: null });
  expect(failed?.error).toContain('does not appear to be a git repository');
  expect(readdirSync(instance.sagemaker).sort()).toEqual(['.labs', 'good']);

  writeFileSync(away, head);
  await instance.tick();
  expect(instance.report().repos[0]).toMatchObject({ state: 'failed' });
  const state = join(instance.labs, 'state.json');
  const known = JSON.parse(readFileSync(state, 'utf8')) as {
    repos: Record<string, { next: number; tries: number }>;
  };
  const wait = known.repos['later']!.next - Date.now() / 1000;
  expect(wait).toBeGreaterThan(5);
  expect(wait).toBeLessThanOrEqual(20);
  known.repos['later']!.next = 0;
  writeFileSync(state, JSON.stringify(known));
  await instance.tick();
  expect(instance.report().repos[0]).toEqual({
    lab: 'lab',
    url: later.url,
    dir: 'later',
    commit: laterCommit,
    state: 'cloned',
    files: 1,
  });
});

test('a start of the instance, and a wish put anew, try again at once', async () => {
  const remote = remotes.make('lab');
  const commit = remote.commit({ 'a.txt': 'a' });
  const wish = { version: 1, repos: [wished(remote, commit)] } as const;
  const head = join(remote.dir, '.git/HEAD');
  const text = readFileSync(head, 'utf8');
  rmSync(head);
  await boot(wish.repos);
  expect(instance.report().repos[0]).toMatchObject({ state: 'failed' });
  writeFileSync(head, text);
  await instance.tick();
  expect(instance.report().repos[0]).toMatchObject({ state: 'failed' });

  aws.objects.set('.labs/desired.json', Buffer.from(JSON.stringify({ ...wish, askedAt: 'now' })));
  await instance.tick();
  expect(instance.report().repos[0]).toMatchObject({ state: 'cloned' });

  rmSync(join(instance.sagemaker, 'lab'), { recursive: true });
  rmSync(head);
  await instance.tick();
  expect(instance.report().repos[0]).toMatchObject({ state: 'failed' });
  writeFileSync(head, text);
  await instance.start();
  await instance.tick();
  expect(instance.report().repos[0]).toMatchObject({ state: 'cloned' });
});

test('a folder that is not ours is left alone, until it is moved away', async () => {
  const remote = remotes.make('lab');
  const commit = remote.commit({ 'a.txt': 'a' });
  mkdirSync(join(instance.sagemaker, 'lab'));
  writeFileSync(join(instance.sagemaker, 'lab/mine.txt'), 'mine');
  await boot([wished(remote, commit)]);
  expect(instance.report().repos[0]).toMatchObject({
    state: 'failed',
    error: 'the folder lab is not from labs and is left alone',
  });
  expect(readdirSync(join(instance.sagemaker, 'lab'))).toEqual(['mine.txt']);

  rmSync(join(instance.sagemaker, 'lab'), { recursive: true });
  await instance.tick();
  expect(instance.report().repos[0]).toMatchObject({ state: 'cloned', files: 1 });
});

test('of a sparse repository only what is wished is fetched, with any name', async () => {
  const remote = remotes.make('lab');
  const folder = '      build & train [1]*';
  const commit = remote.commit({
    [`${folder}/nb.ipynb`]: '{}',
    [`${folder}/other.ipynb`]: 'other',
    'build/nb.ipynb': 'x'.repeat(100_000),
    'docs/a/b.txt': 'b',
    'docsother.txt': 'no',
  });
  await boot([wished(remote, commit, { sparse: [`${folder}/nb.ipynb`, 'docs'] })]);

  const entry = instance.report().repos[0];
  expect(entry).toMatchObject({ state: 'cloned', files: 2 });
  expect(readdirSync(join(instance.sagemaker, 'lab')).sort()).toEqual(
    [folder, '.git', 'docs'].sort(),
  );
  expect(readdirSync(join(instance.sagemaker, 'lab', folder))).toEqual(['nb.ipynb']);
  expect(inClone('status', '--porcelain')).toBe('');
  const blob = remote.git('rev-parse', `${commit}:build/nb.ipynb`).trim();
  const here = inClone('cat-file', '--batch-all-objects', '--batch-check=%(objectname)');
  expect(here).not.toContain(blob);
});

test('sparse paths that the commit does not have are an error', async () => {
  const remote = remotes.make('lab');
  const commit = remote.commit({ 'a.txt': 'a' });
  await boot([wished(remote, commit, { sparse: ['b.txt'] })]);
  expect(instance.report().repos[0]).toMatchObject({
    state: 'failed',
    error: `${remote.url} has none of the wished paths`,
  });
});

test('a server that refuses commits by id gives the branch, from which it is taken', async () => {
  const remote = remotes.make('lab');
  const pinned = remote.commit({ 'a.txt': '1' });
  remote.commit({ 'a.txt': '2' });
  remote.git('config', 'uploadpack.allowAnySHA1InWant', 'false');
  // Protocol 2 lets a client ask for anything.
  Object.assign(instance.env, {
    GIT_CONFIG_COUNT: '2',
    GIT_CONFIG_KEY_1: 'protocol.version',
    GIT_CONFIG_VALUE_1: '0',
  });
  await boot([wished(remote, pinned)]);
  expect(instance.report().repos[0]).toMatchObject({ state: 'cloned', commit: pinned });
  expect(readFileSync(join(instance.sagemaker, 'lab/a.txt'), 'utf8')).toBe('1');

  await boot([wished(remote, 'a'.repeat(40), { dir: 'other' })]);
  expect(instance.report().repos[0]?.error).toBe(`${remote.url} has no commit ${'a'.repeat(40)}`);
});

test('a clone that was cut off is made again', async () => {
  const remote = remotes.make('lab');
  const commit = remote.commit({ 'a.txt': 'a' });
  mkdirSync(join(instance.labs, 'clones/lab/.git'), { recursive: true });
  writeFileSync(join(instance.labs, 'clones/lab/.git/HEAD'), 'half');
  await boot([wished(remote, commit)]);
  expect(instance.report().repos[0]).toMatchObject({ state: 'cloned' });
  expect(readdirSync(join(instance.labs, 'clones'))).toEqual([]);
});

test('objects of a shared store are not fetched, and the clone is whole without our variables', async () => {
  const remote = remotes.make('lab');
  remote.commit({ 'first.txt': '0' });
  const commit = remote.commit({ 'a.txt': 'a', 'b.txt': 'b' });
  const store = join(remote.dir, '.git/objects');
  instance.env['GIT_ALTERNATE_OBJECT_DIRECTORIES'] = store;
  await boot([
    { lab: 'lab', url: 'https://nowhere.invalid/lab', commit, dir: 'lab' },
    { lab: 'lab', url: 'https://nowhere.invalid/lab', commit, dir: 'one', sparse: ['b.txt'] },
  ]);
  expect(instance.report().repos).toMatchObject([
    { state: 'cloned', files: 3 },
    { state: 'cloned', files: 1 },
  ]);
  expect(inClone('status', '--porcelain')).toBe('');
  expect(inClone('log', '--format=%H')).toContain(commit);
  expect(readdirSync(join(instance.sagemaker, 'one')).sort()).toEqual(['.git', 'b.txt']);
});
