import { fc, test } from '@fast-check/vitest';
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { expect } from 'vitest';
import { isLabsError } from '../../src/errors.ts';
import { packageRoot } from '../../src/paths.ts';
import { findWork, packWork } from '../../src/saved/pack.ts';
import { unpackSaved } from '../../src/saved/unpack.ts';
import type { Member } from './tar.ts';
import { archiveFile, folder, manifestMember, tarOf } from './tar.ts';

const savedAt = new Date('2026-11-23T09:00:00Z');

function unpack(members: readonly Member[], parent = folder()) {
  return unpackSaved(archiveFile(tarOf([manifestMember, ...members])), parent, 'labs-kim', savedAt);
}

/** Everything below a folder: relative paths of files, by their text. */
function filesIn(dir: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const name of readdirSync(dir, { recursive: true }) as string[]) {
    const full = join(dir, name);
    if (lstatSync(full).isFile()) found[name] = readFileSync(full, 'utf8');
  }
  return found;
}

test('saved work comes out as it was', async () => {
  const parent = folder();
  const { dir, manifest } = await unpack(
    [
      { path: 'files/lab/a.ipynb', text: 'mine' },
      { path: 'files/run.sh', text: 'true', mode: 0o755 },
      { path: `files/${'long '.repeat(60)}.txt`, text: 'long' },
      { path: 'files/AUX', text: 'device' },
      { path: 'files/empty', text: '' },
    ],
    parent,
  );
  expect(dir).toBe(join(parent, 'labs-kim'));
  const { 'labs-saved.json': text, ...files } = filesIn(dir);
  expect(files).toMatchObject({
    'lab/a.ipynb': 'mine',
    'run.sh': 'true',
    _AUX: 'device',
    empty: '',
  });
  expect(Object.keys(files)).toHaveLength(5);
  expect(statSync(join(dir, 'run.sh')).mode & 0o111).not.toBe(0);
  expect(JSON.parse(text!)).toEqual(manifest);
  expect(manifest).toMatchObject({
    sandbox: 'labs-kim',
    savedAt: savedAt.toISOString(),
    files: 5,
    names: { _AUX: 'AUX' },
  });
  expect(readdirSync(parent)).toEqual(['labs-kim']);
});

test('the same work once more is taken as it is, other work gets a folder of its own', async () => {
  const parent = folder();
  const first = await unpack([{ path: 'files/a', text: '1' }], parent);
  writeFileSync(join(first.dir, 'a'), 'changed by its owner');
  expect((await unpack([{ path: 'files/a', text: '1' }], parent)).dir).toBe(first.dir);
  expect(readFileSync(join(first.dir, 'a'), 'utf8')).toBe('changed by its owner');
  const other = await unpack([{ path: 'files/a', text: '2' }], parent);
  expect(other.dir).toBe(`${first.dir}-2`);
  expect(readFileSync(join(other.dir, 'a'), 'utf8')).toBe('2');
});

test('a folder of somebody else is not touched', async () => {
  const parent = folder();
  mkdirSync(join(parent, 'labs-kim'));
  writeFileSync(join(parent, 'labs-kim', 'precious'), 'x');
  expect((await unpack([{ path: 'files/a', text: '1' }], parent)).dir).toBe(
    join(parent, 'labs-kim-2'),
  );
  expect(filesIn(join(parent, 'labs-kim'))).toEqual({ precious: 'x' });
});

test.each<[string, readonly Member[]]>([
  ['a way out', [{ path: 'files/../../x', text: '1' }]],
  ['an absolute path', [{ path: '/etc/cron.d/x', text: '1' }]],
  ['a path beside the files', [{ path: 'other/x', text: '1' }]],
  ['a symbolic link', [{ path: 'files/l', type: 'SymbolicLink', linkpath: '/etc' }]],
  ['a hard link', [{ path: 'files/l', type: 'Link', linkpath: '/etc/passwd' }]],
  ['a device', [{ path: 'files/d', type: 'CharacterDevice' }]],
  ['a pipe', [{ path: 'files/p', type: 'FIFO' }]],
  ['a folder', [{ path: 'files/d', type: 'Directory' }]],
  ['a file that is a folder, too', [{ path: 'files/a' }, { path: 'files/a/b' }]],
  ['the same file twice', [{ path: 'files/a' }, { path: 'files/a' }]],
  ['a second manifest', [manifestMember]],
])('%s makes all of it refused, and nothing written', async (_, members) => {
  const parent = folder();
  const failure = await unpack(members, parent).catch((error: unknown) => error);
  expect(isLabsError(failure, 'saved.unsafe')).toBe(true);
  expect(readdirSync(parent)).toEqual([]);
});

test.each<[string, Buffer]>([
  ['no archive', Buffer.from('hello')],
  ['an empty file', Buffer.alloc(0)],
  [
    'a cut archive',
    gzipSync(tarOf([manifestMember, { path: 'files/a', text: 'x' }])).subarray(0, 90),
  ],
  ['an archive packed twice', gzipSync(gzipSync(tarOf([manifestMember])))],
  ['one without a manifest', gzipSync(tarOf([{ path: 'files/a', text: '1' }]))],
  [
    'random bytes, packed',
    gzipSync(Buffer.from(Array.from({ length: 4096 }, (_, at) => at % 251))),
  ],
])('%s is refused', async (_, bytes) => {
  const parent = folder();
  const file = join(folder(), 'work.tar.gz');
  writeFileSync(file, bytes);
  const failure = await unpackSaved(file, parent, 'labs-kim', savedAt).catch((e: unknown) => e);
  expect(isLabsError(failure, 'saved.unsafe')).toBe(true);
  expect(readdirSync(parent)).toEqual([]);
});

test('what unpacks to more than allowed is given up on the way', { timeout: 60_000 }, async () => {
  const parent = folder();
  const large = Buffer.alloc(99_000_000);
  const header = tarOf([{ path: 'files/0', text: 'x' }]).subarray(0, 512);
  const parts = Array.from({ length: 7 }, (_, at) => {
    const one = Buffer.from(header);
    // A header of its own for each: another name, the size, and the sum over both.
    one.write(`files/${at}`, 0);
    one.write(`${large.length.toString(8).padStart(11, '0')} `, 124);
    one.fill(' ', 148, 156);
    const sum = one.reduce((total, byte) => total + byte, 0);
    one.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
    return [one, large, Buffer.alloc((512 - (large.length % 512)) % 512)];
  }).flat();
  const file = archiveFile(Buffer.concat([tarOf([manifestMember]).subarray(0, -1024), ...parts]));
  const failure = await unpackSaved(file, parent, 'labs-kim', savedAt).catch((e: unknown) => e);
  expect(isLabsError(failure, 'saved.unsafe')).toBe(true);
  expect(readdirSync(parent)).toEqual([]);
});

const evilPart = fc.oneof(
  fc.constantFrom('..', '.', '', 'con', 'A', 'a', 'x:y', '실습', '\\', '..\\..', 'labs-saved.json'),
  fc.string({ minLength: 1, maxLength: 8 }),
);
const evilMember = fc.record({
  path: fc
    .tuple(fc.constantFrom('files/', 'files/', 'files/', '', '/', 'files/../'), fc.array(evilPart))
    .map(([start, parts]) => start + parts.join('/')),
  text: fc.string({ maxLength: 20 }),
  type: fc.constantFrom<NonNullable<Member['type']>>(
    'File',
    'File',
    'File',
    'File',
    'SymbolicLink',
  ),
  linkpath: fc.constant('/etc/passwd'),
});

test.prop([fc.array(evilMember, { maxLength: 8 })], { numRuns: 200 })(
  'whatever an archive holds, it is refused as a whole or stays in its folder',
  async (members) => {
    const above = folder();
    const parent = join(above, 'out');
    mkdirSync(parent);
    let tar: Buffer;
    try {
      tar = tarOf([manifestMember, ...members]);
    } catch {
      return; // a header that cannot be written
    }
    const result = await unpackSaved(archiveFile(tar), parent, 'labs-kim', savedAt).catch(
      (error: unknown) => error,
    );
    expect(readdirSync(above)).toEqual(['out']);
    if (isLabsError(result, 'saved.unsafe')) {
      expect(readdirSync(parent)).toEqual([]);
      return;
    }
    const { dir } = result as { dir: string };
    expect(relative(parent, dir)).toBe('labs-kim');
    for (const name of readdirSync(parent, { recursive: true }) as string[]) {
      expect(lstatSync(join(parent, name)).isSymbolicLink()).toBe(false);
    }
  },
);

test.prop([
  fc.uniqueArray(
    fc.tuple(
      fc.array(evilPart, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/')),
      fc.string({ maxLength: 30 }),
    ),
    { selector: ([path]) => path, maxLength: 8 },
  ),
])('what was unpacked is packed again with the names that it had', async (files) => {
  const members = files.map(([path, text]) => ({ path: `files/${path}`, text }));
  const first = await unpack(members).catch(() => undefined);
  if (first === undefined) return;
  const packed = await packWork(await findWork(first.dir, 'labs-other'));
  const again = await unpackSaved(packed.file, folder(), 'labs-kim', savedAt);
  await packed.remove();
  expect(existsSync(packed.file)).toBe(false);
  const { 'labs-saved.json': before, ...mine } = filesIn(first.dir);
  const { 'labs-saved.json': after, ...theirs } = filesIn(again.dir);
  expect(Object.values(theirs).sort()).toEqual(Object.values(mine).sort());
  expect(JSON.parse(after!).names).toEqual(JSON.parse(before!).names);
});

test('a file where the work should go has another folder beside it', async () => {
  const parent = folder();
  writeFileSync(join(parent, 'labs-kim'), 'precious');
  const { dir } = await unpack([{ path: 'files/a', text: '1' }], parent);
  expect(dir).toBe(join(parent, 'labs-kim-2'));
});

test('a folder that turns out to be a file ends it, instead of looking for a free name', async () => {
  const parent = join(folder(), 'afile');
  writeFileSync(parent, 'x');
  await expect(unpack([{ path: 'files/a', text: '1' }], parent)).rejects.toMatchObject({
    code: 'save.no-folder',
    params: { dir: parent, why: 'file' },
  });
  await expect(unpack([{ path: 'files/a', text: '1' }], join(parent, 'b'))).rejects.toMatchObject({
    code: 'save.no-folder',
  });
});

test('a write that fails halfway is thrown, ends no process and leaves nothing', async () => {
  const program = join(folder(), 'unpack.mjs');
  await build({
    stdin: {
      resolveDir: packageRoot,
      contents: `import { unpackSaved } from './src/saved/unpack.ts';
        const [archive, parent] = process.argv.slice(2);
        await unpackSaved(archive, parent, 'labs-kim', new Date()).catch((error) => {
          console.log(error.code);
        });`,
    },
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile: program,
    banner: { js: "import { createRequire } from 'module'; const require = createRequire('/');" },
  });
  const parent = folder();
  const members = ['a', 'b', 'c'].map((name) => ({
    path: `files/${name}`,
    text: name.repeat(3_000_000),
  }));
  const archive = archiveFile(tarOf([manifestMember, ...members]));
  // No file may be larger than 1 MB: the same failed write as on a full disk, of another name.
  const command = 'ulimit -f 1024; exec "$@"';
  const { status, stdout, stderr } = spawnSync(
    'bash',
    ['-c', command, '-', process.execPath, program, archive, parent],
    { encoding: 'utf8', timeout: 30_000 },
  );
  expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: 'EFBIG\n', stderr: '' });
  expect(readdirSync(parent)).toEqual([]);
});

test('a folder that is none is said', async () => {
  const missing = await findWork('/nowhere/at/all', 'labs-kim').catch((error: unknown) => error);
  expect(isLabsError(missing, 'saved.no-folder')).toBe(true);
});

test('work is looked for by name, then where there is some', async () => {
  const parent = folder();
  const pathsOf = async (dir: string, sandbox: string) =>
    (await findWork(dir, sandbox)).files.map(({ path }) => path);
  await unpack([{ path: 'files/a', text: '1' }], parent);
  writeFileSync(join(parent, 'other.txt'), 'x');
  expect(await pathsOf(parent, 'labs-kim')).toEqual(['a']);
  expect(await pathsOf(join(parent, 'labs-kim'), 'labs-lee')).toEqual(['a']);
  expect(await pathsOf(parent, 'labs-lee')).toEqual(['a']);
  await unpack([{ path: 'files/a', text: '2' }], parent);
  const several = await findWork(parent, 'labs-lee').catch((error: unknown) => error);
  expect(isLabsError(several, 'saved.several')).toBe(true);
});

test('a folder of files is work, too, without links, environments and caches', async () => {
  const dir = folder();
  for (const path of ['a.ipynb', 'b/c.py', '__pycache__/c.pyc', 'env/pyvenv.cfg', 'env/lib.py']) {
    mkdirSync(join(dir, path, '..'), { recursive: true });
    writeFileSync(join(dir, path), 'x');
  }
  symlinkSync('/etc/passwd', join(dir, 'link'));
  expect((await findWork(dir, 'labs-kim')).files.map(({ path }) => path)).toEqual([
    'a.ipynb',
    'b/c.py',
  ]);
});
