import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

import type { WishedRepo } from '../../src/sandbox/wish.ts';
import type { Remote } from './remote.ts';
import { agentArchive } from '../../src/notebook/archive.ts';
import { gitIn } from './remote.ts';
import { useInstance } from './use-instance.ts';

const here = useInstance();

function wished(remote: Remote, commit: string, other: Partial<WishedRepo> = {}): WishedRepo {
  return { lab: 'lab', url: remote.url, commit, dir: 'lab', ...other };
}

function inClone(...args: readonly string[]): string {
  return gitIn(join(here.instance.sagemaker, 'lab'), args).trim();
}

test('a repository is cloned at its pinned commit, not at its newest', async () => {
  const remote = here.remotes.make('lab', 'default');
  remote.commit({ 'old.txt': 'old' });
  const pinned = remote.commit({ '1. start.ipynb': '{}', 'data/run.sh': 'true' });
  remote.commit({ '1. start.ipynb': '{"newer": true}' });
  await here.boot({ repos: [wished(remote, pinned)] });

  expect(readFileSync(join(here.instance.sagemaker, 'lab/1. start.ipynb'), 'utf8')).toBe('{}');
  expect(inClone('rev-parse', 'HEAD')).toBe(pinned);
  expect(inClone('status', '--porcelain')).toBe('');
  expect(inClone('symbolic-ref', '--short', 'HEAD')).toBe('labs');
  expect(inClone('remote', 'get-url', 'origin')).toBe(remote.url);
  expect(inClone('rev-list', '--count', 'HEAD')).toBe('1');
  expect(here.instance.report().repos).toEqual([
    { lab: 'lab', url: remote.url, dir: 'lab', commit: pinned, state: 'cloned', files: 3 },
  ]);
});

test('one repository that fails stops no other, and works when it is tried again', async () => {
  const good = here.remotes.make('good');
  const commit = good.commit({ 'a.txt': 'a' });
  const later = here.remotes.make('later');
  const laterCommit = later.commit({ 'b.txt': 'b' });
  const away = `${later.dir}/.git/HEAD`;
  const head = readFileSync(away, 'utf8');
  rmSync(away);
  await here.boot({
    repos: [wished(later, laterCommit, { dir: 'later' }), wished(good, commit, { dir: 'good' })],
  });

  const [failed, cloned] = here.instance.report().repos;
  expect(cloned).toMatchObject({ dir: 'good', state: 'cloned' });
  expect(failed).toMatchObject({ dir: 'later', state: 'failed', commit: null });
  expect(failed?.error).toContain('does not appear to be a git repository');
  expect(readdirSync(here.instance.sagemaker).sort()).toEqual(['.labs', 'good']);

  writeFileSync(away, head);
  await here.instance.tick();
  expect(here.instance.report().repos[0]).toMatchObject({ state: 'failed' });
  const state = join(here.instance.labs, 'state.json');
  const known = JSON.parse(readFileSync(state, 'utf8')) as {
    repos: Record<string, { next: number; tries: number }>;
  };
  const wait = known.repos['later']!.next - Date.now() / 1000;
  expect(wait).toBeGreaterThan(5);
  expect(wait).toBeLessThanOrEqual(20);
  known.repos['later']!.next = 0;
  writeFileSync(state, JSON.stringify(known));
  await here.instance.tick();
  expect(here.instance.report().repos[0]).toEqual({
    lab: 'lab',
    url: later.url,
    dir: 'later',
    commit: laterCommit,
    state: 'cloned',
    files: 1,
  });
});

test('a start of the instance, and a wish put anew, try again at once', async () => {
  const remote = here.remotes.make('lab');
  const commit = remote.commit({ 'a.txt': 'a' });
  const wish = { version: 1, repos: [wished(remote, commit)] } as const;
  const head = join(remote.dir, '.git/HEAD');
  const text = readFileSync(head, 'utf8');
  rmSync(head);
  await here.boot(wish);
  expect(here.instance.report().repos[0]).toMatchObject({ state: 'failed' });
  writeFileSync(head, text);
  await here.instance.tick();
  expect(here.instance.report().repos[0]).toMatchObject({ state: 'failed' });

  here.desire({ ...wish, askedAt: 'now' });
  await here.instance.tick();
  expect(here.instance.report().repos[0]).toMatchObject({ state: 'cloned' });

  rmSync(join(here.instance.sagemaker, 'lab'), { recursive: true });
  rmSync(head);
  await here.instance.tick();
  expect(here.instance.report().repos[0]).toMatchObject({ state: 'failed' });
  writeFileSync(head, text);
  await here.instance.start();
  await here.instance.tick();
  expect(here.instance.report().repos[0]).toMatchObject({ state: 'cloned' });
});

test('a folder that is not ours is left alone, until it is moved away', async () => {
  const remote = here.remotes.make('lab');
  const commit = remote.commit({ 'a.txt': 'a' });
  mkdirSync(join(here.instance.sagemaker, 'lab'));
  writeFileSync(join(here.instance.sagemaker, 'lab/mine.txt'), 'mine');
  await here.boot({ repos: [wished(remote, commit)] });
  expect(here.instance.report().repos[0]).toMatchObject({
    state: 'failed',
    error: 'the folder lab is not from labs and is left alone',
  });
  expect(readdirSync(join(here.instance.sagemaker, 'lab'))).toEqual(['mine.txt']);

  rmSync(join(here.instance.sagemaker, 'lab'), { recursive: true });
  await here.instance.tick();
  expect(here.instance.report().repos[0]).toMatchObject({ state: 'cloned', files: 1 });
});

test('of a sparse repository only what is wished is fetched, with any name', async () => {
  const remote = here.remotes.make('lab');
  const folder = '      build & train [1]*';
  const commit = remote.commit({
    [`${folder}/nb.ipynb`]: '{}',
    [`${folder}/other.ipynb`]: 'other',
    'build/nb.ipynb': 'x'.repeat(100_000),
    'docs/a/b.txt': 'b',
    'docsother.txt': 'no',
  });
  await here.boot({ repos: [wished(remote, commit, { sparse: [`${folder}/nb.ipynb`, 'docs'] })] });

  const entry = here.instance.report().repos[0];
  expect(entry).toMatchObject({ state: 'cloned', files: 2 });
  expect(readdirSync(join(here.instance.sagemaker, 'lab')).sort()).toEqual(
    [folder, '.git', 'docs'].sort(),
  );
  expect(readdirSync(join(here.instance.sagemaker, 'lab', folder))).toEqual(['nb.ipynb']);
  expect(inClone('status', '--porcelain')).toBe('');
  const blob = remote.git('rev-parse', `${commit}:build/nb.ipynb`).trim();
  const objects = inClone('cat-file', '--batch-all-objects', '--batch-check=%(objectname)');
  expect(objects).not.toContain(blob);
});

test('a mirror on a disk that allows no parts, and has not all, still gives what is wished', async () => {
  here.aws.objects.set('.labs/agent.pyz', agentArchive());
  const remote = here.remotes.make('lab');
  const commit = remote.commit({ 'nb.ipynb': '{}', 'data.csv': 'large'.repeat(1_000) });
  remote.git('config', '--unset', 'uploadpack.allowFilter');
  const large = remote.git('rev-parse', `${commit}:data.csv`).trim();
  rmSync(join(remote.dir, '.git/objects', large.slice(0, 2), large.slice(2)));
  await here.boot({ repos: [wished(remote, commit, { sparse: ['nb.ipynb'] })] });
  expect(here.instance.report().repos[0]).toMatchObject({ state: 'cloned', files: 1 });
});

test('sparse paths that the commit does not have are an error', async () => {
  const remote = here.remotes.make('lab');
  const commit = remote.commit({ 'a.txt': 'a' });
  await here.boot({ repos: [wished(remote, commit, { sparse: ['b.txt'] })] });
  expect(here.instance.report().repos[0]).toMatchObject({
    state: 'failed',
    error: `${remote.url} has none of the wished paths`,
  });
});

test('a server that refuses commits by id gives the branch, from which it is taken', async () => {
  const remote = here.remotes.make('lab');
  const pinned = remote.commit({ 'a.txt': '1' });
  remote.commit({ 'a.txt': '2' });
  remote.git('config', 'uploadpack.allowAnySHA1InWant', 'false');
  // Protocol 2 lets a client ask for anything.
  Object.assign(here.instance.env, {
    GIT_CONFIG_COUNT: '2',
    GIT_CONFIG_KEY_1: 'protocol.version',
    GIT_CONFIG_VALUE_1: '0',
  });
  await here.boot({ repos: [wished(remote, pinned)] });
  expect(here.instance.report().repos[0]).toMatchObject({ state: 'cloned', commit: pinned });
  expect(readFileSync(join(here.instance.sagemaker, 'lab/a.txt'), 'utf8')).toBe('1');

  await here.boot({ repos: [wished(remote, 'a'.repeat(40), { dir: 'other' })] });
  expect(here.instance.report().repos[0]?.error).toBe(
    `${remote.url} has no commit ${'a'.repeat(40)}`,
  );
});

test('a clone that was cut off is made again', async () => {
  const remote = here.remotes.make('lab');
  const commit = remote.commit({ 'a.txt': 'a' });
  mkdirSync(join(here.instance.labs, 'clones/lab/.git'), { recursive: true });
  writeFileSync(join(here.instance.labs, 'clones/lab/.git/HEAD'), 'half');
  await here.boot({ repos: [wished(remote, commit)] });
  expect(here.instance.report().repos[0]).toMatchObject({ state: 'cloned' });
  expect(readdirSync(join(here.instance.labs, 'clones'))).toEqual([]);
});

test('objects of a shared store are not fetched, and the clone is whole without our variables', async () => {
  here.aws.objects.set('.labs/agent.pyz', agentArchive());
  const remote = here.remotes.make('lab');
  remote.commit({ 'first.txt': '0' });
  const commit = remote.commit({ 'a.txt': 'a', 'b.txt': 'b' });
  const store = join(remote.dir, '.git/objects');
  here.instance.env['GIT_ALTERNATE_OBJECT_DIRECTORIES'] = store;
  await here.boot({
    repos: [
      { lab: 'lab', url: 'https://nowhere.invalid/lab', commit, dir: 'lab' },
      { lab: 'lab', url: 'https://nowhere.invalid/lab', commit, dir: 'one', sparse: ['b.txt'] },
    ],
  });
  expect(here.instance.report().repos).toMatchObject([
    { state: 'cloned', files: 3 },
    { state: 'cloned', files: 1 },
  ]);
  expect(inClone('status', '--porcelain')).toBe('');
  expect(inClone('log', '--format=%H')).toContain(commit);
  expect(readdirSync(join(here.instance.sagemaker, 'one')).sort()).toEqual(['.git', 'b.txt']);
});

test('a shared store without the commits before it gives a clone without them', async () => {
  here.aws.objects.set('.labs/agent.pyz', agentArchive());
  const remote = here.remotes.make('lab');
  remote.commit({ 'first.txt': '0' });
  const commit = remote.commit({ 'a.txt': 'a' });
  const store = join(here.instance.root, 'store');
  remote.git('clone', '-q', '--bare', '--depth=1', `file://${remote.dir}`, store);
  here.instance.env['GIT_ALTERNATE_OBJECT_DIRECTORIES'] = join(store, 'objects');
  await here.boot({ repos: [wished({ ...remote, url: 'https://nowhere.invalid/lab' }, commit)] });
  expect(here.instance.report().repos).toMatchObject([{ state: 'cloned', files: 2 }]);
  expect(inClone('log', '--format=%H')).toBe(commit);
});
