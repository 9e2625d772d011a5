import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test, vi } from 'vitest';

import { agentArchive } from '../../src/notebook/archive.ts';
import { parseReport } from '../../src/sandbox/report.ts';
import type { WishedContent } from '../../src/sandbox/wish.ts';
import { bucket } from './instance.ts';
import { basePython } from './python.ts';
import { gitIn } from './remote.ts';
import { installAgent } from './keep.ts';
import { useInstance } from './use-instance.ts';

const here = useInstance();

/** Puts an archive into the bucket, and the agent that reads it, as the CLI does. */
function publish(archive: Buffer): { readonly repos: []; readonly contents: [WishedContent] } {
  here.aws.objects.set('.labs/content/own.tar.gz', archive);
  here.aws.objects.set('.labs/agent.pyz', agentArchive());
  const sha256 = createHash('sha256').update(archive).digest('hex');
  return { repos: [], contents: [{ lab: 'own', dir: 'own-lab', sha256 }] };
}

function archiveOf(files: Readonly<Record<string, string>>): Buffer {
  const dir = mkdtempSync(join(tmpdir(), 'labs-content-'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), text);
    if (path.endsWith('.sh')) chmodSync(join(dir, path), 0o755);
  }
  const archive = execFileSync('tar', ['-czf', '-', '-C', dir, '.']);
  rmSync(dir, { recursive: true });
  return archive;
}

test('a lab without a repository comes from the bucket, and so does its next edition', async () => {
  await here.boot(
    publish(archiveOf({ '1. start.ipynb': '{}', 'bin/run.sh': 'true', '.gitignore': '*' })),
  );
  const lab = join(here.instance.sagemaker, 'own-lab');
  const [entry] = here.instance.report().repos;
  expect(entry).toMatchObject({
    lab: 'own',
    url: `s3://${bucket}/.labs/content/own.tar.gz`,
    dir: 'own-lab',
    state: 'cloned',
    files: 3,
  });
  expect(readFileSync(join(lab, '1. start.ipynb'), 'utf8')).toBe('{}');
  expect(lstatSync(join(lab, 'bin/run.sh')).mode & 0o111).toBe(0o111);
  expect(gitIn(lab, ['status', '--porcelain'])).toBe('');
  expect(gitIn(lab, ['rev-parse', 'HEAD']).trim()).toBe(entry?.commit);

  writeFileSync(join(lab, '1. start.ipynb'), 'mine');
  const next = publish(archiveOf({ '1. start.ipynb': '{"next": 1}', 'new.txt': 'new' }));
  installAgent(here.instance);
  here.desire({ version: 1, ...next });
  await here.instance.tick();
  expect(here.instance.report().repos[0]).toMatchObject({
    state: 'cloned',
    files: 2,
    kept: ['1. start.ipynb'],
  });
  expect(readFileSync(join(lab, '1. start.ipynb'), 'utf8')).toBe('mine');
  expect(readFileSync(join(lab, 'new.txt'), 'utf8')).toBe('new');
  expect(existsSync(join(lab, 'bin'))).toBe(false);
});

test('a report says of no edition what is true of the one before', async () => {
  await here.boot(publish(archiveOf({ a: 'a' })));
  const first = here.instance.report();
  const written = vi.spyOn(here.aws.objects, 'set');
  installAgent(here.instance);
  here.desire({ version: 1, ...publish(archiveOf({ a: 'b' })) });
  await here.instance.tick();
  const reports = written.mock.calls.flatMap(([key, body]) =>
    key === '.labs/report.json' ? [parseReport(body.toString())!] : [],
  );
  expect(reports.map(({ repos }) => repos[0]?.state)).toEqual(['pending', 'cloned']);
  expect(reports.map(({ wish }) => wish === first.wish)).toEqual([false, false]);
  expect(reports[1]?.repos[0]?.commit).not.toBe(first.repos[0]?.commit);
});

test('an archive that is another than wished is not used', async () => {
  const wish = publish(archiveOf({ a: 'a' }));
  publish(archiveOf({ a: 'b' }));
  await here.boot(wish);
  expect(here.instance.report().repos[0]).toMatchObject({
    state: 'failed',
    error: '.labs/content/own.tar.gz is not the wished edition',
  });
  expect(existsSync(join(here.instance.sagemaker, 'own-lab'))).toBe(false);
});

const nasty = `
import io, random, sys, tarfile
kind = sys.argv[1]
file = io.BytesIO()
with tarfile.open(fileobj=file, mode="w:gz") as tar:
    def add(name, type=tarfile.REGTYPE, link="", data=b"x"):
        info = tarfile.TarInfo(name)
        info.type, info.linkname, info.size = type, link, len(data) if type == tarfile.REGTYPE else 0
        tar.addfile(info, io.BytesIO(data))
    if kind == "absolute": add("/tmp/labs-escaped")
    if kind == "parent": add("a/../../../escaped")
    if kind == "symlink": add("link", tarfile.SYMTYPE, "/etc"); add("link/escaped")
    if kind == "hardlink": add("link", tarfile.LNKTYPE, "/etc/passwd")
    if kind == "device": add("null", tarfile.CHRTYPE)
    if kind == "git": add("sub/.git/config")
    if kind == "twice": add("a"); add("a")
    if kind == "cut": add("a", data=random.Random(1).randbytes(9000))
sys.stdout.buffer.write(file.getvalue()[: 5000 if kind == "cut" else None])
`;

test('an archive that leads out of its folder, or is broken, is refused whole', async () => {
  const python = await basePython();
  await here.boot();
  const reasons: Readonly<Record<string, string>> = {
    absolute: "the archive's path '/tmp/labs-escaped' is not allowed",
    parent: "the archive's path 'a/../../../escaped' is not allowed",
    symlink: "the archive's 'link' is neither file nor folder",
    hardlink: "the archive's 'link' is neither file nor folder",
    device: "the archive's 'null' is neither file nor folder",
    git: "the archive's path 'sub/.git/config' is not allowed",
    twice: 'File exists',
    cut: ' end',
  };
  const said: Record<string, unknown> = {};
  for (const kind of Object.keys(reasons)) {
    here.desire({ version: 1, ...publish(execFileSync(python, ['-c', nasty, kind])) });
    await here.instance.tick();
    const [entry] = here.instance.report().repos;
    said[kind] = entry?.state === 'failed' && entry.error;
  }
  const expected = Object.entries(reasons).map(([kind, reason]) => [
    kind,
    expect.stringContaining(reason) as unknown,
  ]);
  expect(said).toEqual(Object.fromEntries(expected));
  expect(existsSync(join(here.instance.sagemaker, 'own-lab'))).toBe(false);
  expect(existsSync(join(here.instance.sagemaker, 'escaped'))).toBe(false);
  expect(existsSync('/tmp/labs-escaped')).toBe(false);
  symlinkSync('/nowhere', join(here.instance.sagemaker, 'own-lab'));
  here.desire({ version: 1, ...publish(archiveOf({ a: 'a' })) });
  await here.instance.tick();
  expect(here.instance.report().repos[0]?.error).toContain('is left alone');
});
