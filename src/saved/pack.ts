import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { lstat, mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { Header, Pax } from 'tar';
import { defined } from '../defined.ts';
import { LabsError } from '../errors.ts';
import { limits } from './limits.ts';
import type { ArchiveManifest, FolderManifest } from './manifest.ts';
import { manifestName, readFolderManifest } from './manifest.ts';
import { staysInside } from './safe-names.ts';

/** A folder of saved work, looked at: what an archive of it would hold. */
export interface WorkFolder {
  readonly dir: string;
  readonly manifest?: FolderManifest;
  readonly files: readonly WorkFile[];
  readonly bytes: number;
}

interface WorkFile {
  /** Where it lies. */
  readonly file: string;
  /** What it is called in the sandbox. */
  readonly path: string;
  readonly size: number;
  readonly mode: number;
}

/** An archive in a file of its own. */
export interface PackedWork {
  readonly file: string;
  readonly sha256: string;
  /** Size of the archive. */
  readonly bytes: number;
  remove(): Promise<void>;
}

/** Folders that programs make, and environments, which are made anew. */
const junk = new Set(['.git', '.ipynb_checkpoints', '__pycache__', '.labs', 'node_modules']);

/**
 * Finds saved work: in the folder of a sandbox's name below the given one, else in that itself, else
 * in the only folder below it that has some. A folder without any is taken as it is.
 *
 * @throws LabsError `saved.no-folder`, `saved.several`, `saved.too-large`, `saved.unsafe`
 */
export async function findWork(dir: string, sandbox: string): Promise<WorkFolder> {
  const place = await placeOf(dir, sandbox);
  const text = await readFile(join(place, manifestName), 'utf8').catch(() => '');
  const manifest = readFolderManifest(text);
  const names = new Map(Object.entries(manifest?.names ?? {}));
  const files: WorkFile[] = [];
  await walk(place, '', async (path, { size, mode }) => {
    if (path === manifestName) return;
    const original = names.get(path) ?? path;
    // The manifest is a file like any other, which somebody may have written.
    if (!staysInside(original)) throw new LabsError('saved.unsafe', { why: original });
    files.push({ file: join(place, ...path.split('/')), path: original, size, mode });
  }).catch((error: unknown) => {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'ENOTDIR') {
      throw new LabsError('saved.no-folder', { dir }, { cause: error });
    }
    throw error;
  });
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  const large = files.find(({ size }) => size > limits.file);
  if (large !== undefined || bytes > limits.total || files.length > limits.files) {
    throw new LabsError('saved.too-large', { dir, path: large?.path ?? '', ...limits });
  }
  return { dir: place, files, bytes, ...defined({ manifest }) };
}

async function placeOf(dir: string, sandbox: string): Promise<string> {
  for (const own of [join(dir, sandbox), dir]) if (await hasManifest(own)) return own;
  const names = await readdir(dir).catch(() => []);
  const saved = await Promise.all(names.map((name) => hasManifest(join(dir, name))));
  const found = names.filter((_, at) => saved[at]);
  if (found.length > 1) throw new LabsError('saved.several', { dir, names: found });
  return found[0] === undefined ? dir : join(dir, found[0]);
}

async function hasManifest(dir: string): Promise<boolean> {
  return readFile(join(dir, manifestName)).then(
    () => true,
    () => false,
  );
}

async function walk(
  root: string,
  folder: string,
  take: (path: string, status: { readonly size: number; readonly mode: number }) => Promise<void>,
): Promise<void> {
  const names = (await readdir(join(root, folder))).sort();
  if (folder !== '' && names.some((name) => name === 'pyvenv.cfg' || name === 'conda-meta')) return;
  for (const name of names) {
    const path = folder === '' ? name : `${folder}/${name}`;
    const status = await lstat(join(root, path));
    if (status.isDirectory() && !junk.has(name)) await walk(root, path, take);
    if (status.isFile()) await take(path, status);
  }
}

/** Packs a folder of saved work as the agent does, for the agent to bring it back. */
export async function packWork({ files, manifest }: WorkFolder): Promise<PackedWork> {
  const temporary = await mkdtemp(join(tmpdir(), 'labs-saved-'));
  const file = join(temporary, 'work.tar.gz');
  const told: ArchiveManifest = {
    version: 1,
    sandbox: manifest?.sandbox ?? '',
    repos: manifest?.repos ?? [],
    skipped: [],
    skippedCount: 0,
  };
  try {
    await pipeline(Readable.from(tarOf(told, files)), createGzip(), createWriteStream(file));
    const digest = createHash('sha256');
    for await (const chunk of createReadStream(file)) digest.update(chunk as Buffer);
    const { size: bytes } = await lstat(file);
    return {
      file,
      bytes,
      sha256: digest.digest('hex'),
      remove: () => rm(temporary, { recursive: true, force: true }),
    };
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    throw error;
  }
}

async function* tarOf(
  manifest: ArchiveManifest,
  files: readonly WorkFile[],
): AsyncGenerator<Buffer> {
  const text = Buffer.from(JSON.stringify(manifest));
  yield* headerOf(manifestName, text.length, 0o644);
  yield* padded(text);
  for (const { file, path, size, mode } of files) {
    yield* headerOf(`files/${path}`, size, (mode & 0o100) === 0 ? 0o644 : 0o755);
    let sent = 0;
    for await (const chunk of createReadStream(file, { end: Math.max(0, size - 1) })) {
      const part = (chunk as Buffer).subarray(0, size - sent);
      sent += part.length;
      yield part;
    }
    // A file that became shorter meanwhile must not shift what follows.
    if (sent < size) throw new LabsError('saved.changed', { path });
    yield Buffer.alloc((512 - (size % 512)) % 512);
  }
  yield Buffer.alloc(1024);
}

function* headerOf(path: string, size: number, mode: number): Generator<Buffer> {
  const facts = { path, size, mode, type: 'File' as const, mtime: new Date(0) };
  const header = new Header(facts);
  header.encode();
  if (header.needPax) yield new Pax({ path, size }).encode();
  yield header.block ?? Buffer.alloc(0);
}

function* padded(data: Buffer): Generator<Buffer> {
  yield data;
  yield Buffer.alloc((512 - (data.length % 512)) % 512);
}
