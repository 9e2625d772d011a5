import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';

import { installAgent, membersOf, passKept, savedWork, sha256Of } from './keep.ts';
import { gitIn } from './remote.ts';
import { useInstance } from './use-instance.ts';

const here = useInstance();

function write(path: string, text: string): void {
  const full = join(here.instance.sagemaker, path);
  mkdirSync(dirname(full), { recursive: true });
  writeFileSync(full, text);
}

const lab = { 'a.ipynb': 'a', 'data.csv': '1', 'deep/b.py': 'b', '.gitignore': '*.log\n' };

/** An instance with one cloned lab and the whole agent. */
async function boot(parameters: Parameters<typeof here.boot>[1] = {}): Promise<string> {
  const remote = here.remotes.make('lab');
  const commit = remote.commit(lab);
  const wish = { repos: [{ lab: 'lab', url: remote.url, commit, dir: 'lab' }] };
  await here.boot(wish, parameters);
  installAgent(here.instance);
  return commit;
}

/** Asks for a save, as the CLI does. */
async function ask(saveAt: string): Promise<void> {
  here.aws.objects.set('.labs/keep.json', Buffer.from(JSON.stringify({ version: 1, saveAt })));
  expect(await here.instance.tick()).toMatchObject({ code: 0 });
}

test('what was changed or made is saved when asked for, and nothing else', async () => {
  const commit = await boot();
  write('lab/a.ipynb', 'mine');
  write('lab/new/c.txt', 'new');
  write('lab/run.log', 'ignored by git, made by the learner');
  write('notes.md', 'beside every repository');
  write('실습 노트.md', 'Hangul');
  write('-rf', 'a name like an option');
  rmSync(join(here.instance.sagemaker, 'lab/data.csv'));
  chmodSync(join(here.instance.sagemaker, 'lab/new/c.txt'), 0o755);
  // Committed work is work, too.
  gitIn(join(here.instance.sagemaker, 'lab'), ['add', '-A']);
  const commitAs = ['-c', 'user.name=k', '-c', 'user.email=k@k', 'commit', '-qm', 'mine'];
  gitIn(join(here.instance.sagemaker, 'lab'), commitAs);
  // Caches, environments, checkpoints and our own folder are none.
  write('lab/.ipynb_checkpoints/a-checkpoint.ipynb', 'x');
  write('lab/__pycache__/b.pyc', 'x');
  write('venv/pyvenv.cfg', 'x');
  write('venv/lib/x.py', 'x');
  write('miniconda/conda-meta/history', 'x');
  write('.Trash-1000/files/old', 'x');

  await ask('first');
  const saved = savedWork(here.aws);
  expect(saved.files).toEqual([
    '-rf',
    'lab/a.ipynb',
    'lab/new/c.txt',
    'lab/run.log',
    'notes.md',
    '실습 노트.md',
  ]);
  expect(saved.text('lab/a.ipynb')).toBe('mine');
  expect(saved.manifest).toEqual({
    version: 1,
    sandbox: 'labs-kim',
    repos: [{ dir: 'lab', commit }],
    skipped: [],
    skippedCount: 0,
  });
  const archive = here.aws.objects.get('.labs/saved/work.tar.gz')!;
  expect(membersOf(archive).get('files/lab/new/c.txt')?.mode).toBe(0o755);
  expect(here.instance.report().work).toMatchObject({
    asked: 'first',
    files: 6,
    sha256: sha256Of(archive),
    isCurrent: true,
    skippedCount: 0,
  });
  expect(readdirSync(join(here.instance.labs, 'saved'))).toEqual([]);
});

test('the same files make the same archive', async () => {
  await boot();
  write('notes.md', 'mine');
  await ask('first');
  const first = sha256Of(here.aws.objects.get('.labs/saved/work.tar.gz')!);
  here.aws.objects.delete('.labs/saved/work.tar.gz');
  await ask('second');
  expect(sha256Of(here.aws.objects.get('.labs/saved/work.tar.gz')!)).toBe(first);
  expect(here.instance.report().work).toMatchObject({ asked: 'second', sha256: first });
});

test('an untouched lab saves nothing, and an answer is given nevertheless', async () => {
  await boot();
  await here.instance.tick();
  expect(here.instance.report().work).toEqual({ isCurrent: true });
  expect(here.aws.objects.has('.labs/saved/work.tar.gz')).toBe(false);
  await ask('first');
  expect(savedWork(here.aws).files).toEqual([]);
  expect(here.instance.report().work).toMatchObject({ asked: 'first', files: 0 });
});

test('changes are saved every ten minutes without being asked for', async () => {
  await boot();
  write('notes.md', 'one');
  await here.instance.tick();
  expect(savedWork(here.aws).text('notes.md')).toBe('one');

  write('notes.md', 'two!');
  passKept(here.instance, 90);
  await here.instance.tick();
  expect(here.instance.report().work).toMatchObject({ isCurrent: false });
  expect(savedWork(here.aws).text('notes.md')).toBe('one');

  passKept(here.instance, 600);
  await here.instance.tick();
  expect(here.instance.report().work).toMatchObject({ isCurrent: true });
  expect(savedWork(here.aws).text('notes.md')).toBe('two!');
});

test.each([
  ['an idle stop', {}, 59 * 60],
  ['the end of the lease', { StopsAt: new Date(Date.now() + 540_000).toISOString() }, 0],
])('before %s the last changes are saved', async (_, parameters, idle) => {
  await boot(parameters);
  write('notes.md', 'one');
  await here.instance.tick();
  write('notes.md', 'last');
  passKept(here.instance, 90, idle);
  await here.instance.tick();
  expect(savedWork(here.aws).text('notes.md')).toBe('last');
});

test('links, pipes and what is too large stay behind, and are told', async () => {
  await boot();
  write('notes.md', 'mine');
  write('huge.bin', '');
  truncateSync(join(here.instance.sagemaker, 'huge.bin'), 100_000_001);
  symlinkSync('/etc/passwd', join(here.instance.sagemaker, 'passwd'));
  symlinkSync('/etc', join(here.instance.sagemaker, 'lab/etc'));
  execFileSync('mkfifo', [join(here.instance.sagemaker, 'pipe')]);
  await ask('first');
  expect(savedWork(here.aws).files).toEqual(['notes.md']);
  expect(here.instance.report().work).toMatchObject({
    files: 1,
    skippedCount: 4,
    skipped: [
      { path: 'huge.bin', why: 'larger than 100 MB' },
      { path: 'lab/etc', why: 'a link' },
      { path: 'passwd', why: 'a link' },
      { path: 'pipe', why: 'neither file nor folder' },
    ],
  });
});

test('where not everything fits, small files come first', async () => {
  await boot();
  for (const name of ['a', 'b', 'c', 'd', 'e', 'f']) {
    write(`${name}.bin`, '');
    truncateSync(join(here.instance.sagemaker, `${name}.bin`), 99_000_000);
  }
  write('z.ipynb', 'small');
  await ask('first');
  expect(savedWork(here.aws).files.join(' ')).toBe('a.bin b.bin c.bin d.bin e.bin z.ipynb');
  expect(here.instance.report().work?.skipped).toEqual([
    { path: 'f.bin', why: 'more than 20000 files or 500 MB in all' },
  ]);
});

test('a save that fails is answered, and made good', async () => {
  await boot();
  write('notes.md', 'mine');
  here.aws.failures.set('PUT .labs/saved/work.tar.gz', ['AccessDenied', 'no']);
  await ask('first');
  const report = here.instance.report();
  expect(report.work).toMatchObject({
    failed: { asked: 'first', error: expect.stringContaining('AccessDenied') },
  });
  expect(report.problems).toEqual([expect.stringMatching(/^saving: .*AccessDenied/)]);
  here.aws.failures.clear();
  await here.instance.tick();
  expect(here.instance.report().work).toMatchObject({ asked: 'first', isCurrent: true });
  expect(here.instance.report().work).not.toHaveProperty('failed');
  expect(savedWork(here.aws).files).toEqual(['notes.md']);
});

test('only what was saved is left in the repository, and it works on', async () => {
  await boot();
  write('lab/a.ipynb', 'mine');
  await ask('first');
  expect(gitIn(join(here.instance.sagemaker, 'lab'), ['status', '--porcelain'])).toBe(
    ' M a.ipynb\n',
  );
});
