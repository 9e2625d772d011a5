import { existsSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';

import type { Member } from '../saved/tar.ts';
import { sha256Of, tarOf } from '../saved/tar.ts';
import { installAgent, savedWork } from './keep.ts';
import { useInstance } from './use-instance.ts';

const here = useInstance();

function file(path: string): string {
  return readFileSync(join(here.instance.sagemaker, path), 'utf8');
}

function write(path: string, text: string): void {
  const full = join(here.instance.sagemaker, path);
  mkdirSync(dirname(full), { recursive: true });
  writeFileSync(full, text);
}

/** An instance with one cloned lab and the whole agent; gives what the wish says of it. */
async function boot() {
  const remote = here.remotes.make('lab');
  const commit = remote.commit({ 'a.ipynb': 'a', 'b.py': 'b' });
  const repos = [{ lab: 'lab', url: remote.url, commit, dir: 'lab' }];
  await here.boot({ repos });
  installAgent(here.instance);
  return repos;
}

/** Puts saved work into the bucket and wishes for it; gives its digest. */
function publish(
  wish: object,
  members: readonly Member[],
  labs: readonly string[] = ['lab'],
): string {
  const repos = labs.map((dir) => ({ dir, commit: 'x' }));
  const manifest = { path: 'labs-saved.json', text: JSON.stringify({ version: 1, repos }) };
  const archive = gzipSync(tarOf([manifest, ...members]));
  const sha256 = sha256Of(archive);
  here.aws.objects.set(`.labs/saved/${sha256}.tar.gz`, archive);
  here.desire({ version: 1, ...wish });
  const asked = { version: 1, restore: { sha256 } };
  here.aws.objects.set('.labs/keep.json', Buffer.from(JSON.stringify(asked)));
  return sha256;
}

const work: readonly Member[] = [
  { path: 'files/lab/a.ipynb', text: 'mine' },
  { path: 'files/lab/new/c.sh', text: 'new', mode: 0o755 },
  { path: 'files/실습 노트.md', text: 'notes' },
];

test('saved work comes back over what was cloned, once', async () => {
  const repos = await boot();
  const sha256 = publish({ repos }, work);
  await here.instance.tick();
  expect(file('lab/a.ipynb')).toBe('mine');
  expect(file('lab/b.py')).toBe('b');
  expect(file('실습 노트.md')).toBe('notes');
  expect(statSync(join(here.instance.sagemaker, 'lab/new/c.sh')).mode & 0o111).not.toBe(0);
  expect(here.instance.report()).toMatchObject({
    problems: [],
    restored: { sha256, files: 3, beside: [], besideCount: 0, pending: [], isDone: true },
  });
  expect(existsSync(join(here.instance.labs, 'restore'))).toBe(false);
  // What came back is work, and is saved again.
  expect(savedWork(here.aws).files).toEqual(['lab/a.ipynb', 'lab/new/c.sh', '실습 노트.md']);

  write('lab/a.ipynb', 'changed since');
  await here.instance.tick();
  await here.instance.start();
  installAgent(here.instance);
  await here.instance.tick();
  expect(file('lab/a.ipynb')).toBe('changed since');
  expect(here.instance.report().restored).toMatchObject({ sha256, isDone: true });
});

test('what the learner changed here stays; the saved file is beside it', async () => {
  const repos = await boot();
  write('lab/a.ipynb', 'changed here');
  write('실습 노트.md', 'other notes');
  write('실습 노트.restored.md', 'taken');
  publish({ repos }, work);
  await here.instance.tick();
  expect(file('lab/a.ipynb')).toBe('changed here');
  expect(file('lab/a.restored.ipynb')).toBe('mine');
  expect(file('실습 노트.md')).toBe('other notes');
  expect(file('실습 노트.restored-2.md')).toBe('notes');
  expect(here.instance.report().restored).toMatchObject({
    files: 3,
    beside: ['lab/a.restored.ipynb', '실습 노트.restored-2.md'],
    besideCount: 2,
  });
});

test('work of a lab that is not there yet waits for it, and does not stop its clone', async () => {
  const repos = await boot();
  const later = here.remotes.make('later');
  const commit = later.commit({ 'x.py': 'x' });
  const both = [...repos, { lab: 'later', url: later.url, commit, dir: 'later' }];
  const members = [...work, { path: 'files/later/x.py', text: 'my x' }];
  publish({ repos }, members, ['lab', 'later']);
  await here.instance.tick();
  expect(existsSync(join(here.instance.sagemaker, 'later'))).toBe(false);
  expect(here.instance.report().restored).toMatchObject({ pending: ['later'], isDone: false });

  publish({ repos: both }, members, ['lab', 'later']);
  await here.instance.tick();
  expect(file('later/x.py')).toBe('x');
  await here.instance.tick();
  expect(file('later/x.py')).toBe('my x');
  expect(here.instance.report().restored).toMatchObject({ files: 4, isDone: true });
});

test('a link of the learner leads no file out of the folder', async () => {
  const repos = await boot();
  const outside = join(here.instance.home, 'outside');
  mkdirSync(outside);
  symlinkSync(outside, join(here.instance.sagemaker, 'lab/new'));
  publish({ repos }, work);
  await here.instance.tick();
  expect(existsSync(join(outside, 'c.sh'))).toBe(false);
  expect(file('lab/new-c.restored.sh')).toBe('new');
});

/** What no archive of ours has. */
const refused: Readonly<Record<string, Member>> = {
  'a way out': { path: 'files/../../x', text: '1' },
  'an absolute path': { path: '/x', text: '1' },
  'a link': { path: 'files/l', type: 'SymbolicLink', linkpath: '/etc' },
  'a device': { path: 'files/d', type: 'CharacterDevice' },
  "git's own folder": { path: 'files/lab/.git/hooks/pre-commit', text: '1' },
  'our own folder': { path: 'files/.labs/agent.pyz', text: '1' },
};

test('an archive with what none of ours has is refused as a whole', async () => {
  const repos = await boot();
  for (const [what, member] of Object.entries(refused)) {
    publish({ repos }, [...work, member]);
    await here.instance.tick();
    const { restored, problems } = here.instance.report();
    expect({ what, text: file('lab/a.ipynb'), restored, problems }).toMatchObject({
      what,
      text: 'a',
      restored: { files: 0, error: expect.stringContaining('not allowed') },
      problems: [expect.stringMatching(/^restoring: /)],
    });
  }
});

test('an archive that is another than wished is not taken', async () => {
  const repos = await boot();
  const sha256 = publish({ repos }, work);
  here.aws.objects.set(`.labs/saved/${sha256}.tar.gz`, gzipSync(tarOf([])));
  await here.instance.tick();
  expect(file('lab/a.ipynb')).toBe('a');
  expect(here.instance.report().problems).toEqual([expect.stringContaining('another archive')]);
  publish({ repos }, work);
  await here.instance.tick();
  expect(file('lab/a.ipynb')).toBe('mine');
});
