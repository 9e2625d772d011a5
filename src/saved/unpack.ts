import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { lstat, mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { errorCode } from '../process.ts';
import { limits } from './limits.ts';
import type { ArchiveManifest, FolderManifest } from './manifest.ts';
import { manifestName, readArchiveManifest, readFolderManifest } from './manifest.ts';
import { readTar, unsafe } from './read-tar.ts';
import { safeNames, staysInside } from './safe-names.ts';
import { saveError } from './save-folder.ts';

/** Where saved work was put, and what its manifest says. */
export interface UnpackedWork {
  readonly dir: string;
  readonly manifest: FolderManifest;
}

/**
 * Unpacks saved work into a folder of its own. Nothing that is there is written over: the same work
 * once more is taken as it is, other work gets a folder `<name>-2`.
 *
 * The archive comes out of an instance and is not trusted: only plain files of bounded number and
 * size, no path that leads elsewhere, no link, no device; names become such as every system can
 * have. It is looked through as a whole before anything is written.
 *
 * @param archive a `.tar.gz`
 * @param parent the folder to put it into, made where it is missing
 * @param name of the folder in it
 * @throws LabsError `saved.unsafe`, `save.disk-full`, `save.no-folder`
 */
export async function unpackSaved(
  archive: string,
  parent: string,
  name: string,
  savedAt: Date,
): Promise<UnpackedWork> {
  const [sha256, contents] = await Promise.all([digestOf(archive), look(archive)]);
  try {
    await mkdir(parent, { recursive: true });
    const { dir, known } = await freeFolder(parent, name, sha256);
    if (known !== undefined) return { dir, manifest: known };
    return { dir, manifest: await fill(dir, archive, { sha256, savedAt, ...contents }) };
  } catch (error) {
    throw saveError(error, parent);
  }
}

interface Filling extends Contents {
  readonly sha256: string;
  readonly savedAt: Date;
}

/** Makes the folder whole, or not at all. */
async function fill(
  dir: string,
  archive: string,
  { sha256, savedAt, paths, manifest: told }: Filling,
): Promise<FolderManifest> {
  const names = safeNames(paths);
  const draft = `${dir}.part-${process.pid}`;
  await mkdir(draft, { recursive: true });
  try {
    await extract(archive, draft, names);
    const manifest: FolderManifest = {
      ...told,
      sha256,
      savedAt: savedAt.toISOString(),
      files: paths.length,
      names: Object.fromEntries(
        [...names].flatMap(([path, safe]) => (path === safe ? [] : [[safe, path]])),
      ),
    };
    await writeFile(join(draft, manifestName), `${JSON.stringify(manifest, undefined, 2)}\n`);
    await rename(draft, dir);
    return manifest;
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    throw error;
  }
}

const filePrefix = 'files/';

interface Contents {
  readonly paths: readonly string[];
  readonly manifest: ArchiveManifest;
}

/** Looks through an archive; refuses what no agent writes. */
async function look(archive: string): Promise<Contents> {
  const seen = new Set<string>();
  let total = 0;
  let body: Buffer[] | undefined;
  await readTar(archive, (entry) => {
    const { path, size, type } = entry;
    if (type !== 'File' && type !== 'OldFile') throw unsafe(`"${path}" is a ${type}`);
    total += size;
    if (size > limits.file || total > limits.total) throw unsafe(`"${path}" is too large`);
    if (path === manifestName && body === undefined) {
      if (size > limits.manifest) throw unsafe(`"${path}" is too large`);
      const chunks: Buffer[] = (body = []);
      entry.on('data', (chunk) => chunks.push(chunk));
      return;
    }
    if (!path.startsWith(filePrefix) || !staysInside(path)) {
      throw unsafe(`the path "${path}" is not allowed`);
    }
    if (seen.has(path)) throw unsafe(`"${path}" is there twice`);
    seen.add(path);
    if (seen.size > limits.files) throw unsafe(`more than ${limits.files} files`);
    entry.resume();
  });
  const manifest = readArchiveManifest(Buffer.concat(body ?? []).toString('utf8'));
  if (manifest === undefined) throw unsafe(`no ${manifestName} in it`);
  const paths = [...seen].map((path) => path.slice(filePrefix.length));
  refuseFilesAsFolders(paths);
  return { paths, manifest };
}

function refuseFilesAsFolders(paths: readonly string[]): void {
  const files = new Set(paths);
  for (const path of paths) {
    for (let at = path.indexOf('/'); at > 0; at = path.indexOf('/', at + 1)) {
      const above = path.slice(0, at);
      if (files.has(above)) throw unsafe(`"${above}" is a file and a folder`);
    }
  }
}

async function extract(
  archive: string,
  dir: string,
  names: ReadonlyMap<string, string>,
): Promise<void> {
  await readTar(archive, async (entry, signal) => {
    const name = names.get(entry.path.slice(filePrefix.length));
    if (name === undefined || !entry.path.startsWith(filePrefix)) {
      entry.resume();
      return;
    }
    const target = join(dir, ...name.split('/'));
    const mode = ((entry.mode ?? 0) & 0o100) === 0 ? 0o644 : 0o755;
    await mkdir(dirname(target), { recursive: true });
    // `wx`: what is there already, by whatever means, is never written over.
    signal.throwIfAborted();
    await pipeline(entry, createWriteStream(target, { flags: 'wx', mode }), { signal });
  });
}

async function freeFolder(
  parent: string,
  name: string,
  sha256: string,
): Promise<{ readonly dir: string; readonly known?: FolderManifest }> {
  for (let number = 1; ; number += 1) {
    const dir = join(parent, number === 1 ? name : `${name}-${number}`);
    const known = await manifestIn(dir);
    if (known === 'free') return { dir };
    if (known !== 'taken' && known.sha256 === sha256) return { dir, known };
  }
}

/** A folder's manifest; `taken` where there is something else of that name. */
async function manifestIn(dir: string): Promise<FolderManifest | 'free' | 'taken'> {
  if (await isFree(dir)) return 'free';
  try {
    return readFolderManifest(await readFile(join(dir, manifestName), 'utf8')) ?? 'taken';
  } catch {
    return 'taken';
  }
}

/** An empty folder is free, too: the rename replaces it. Throws where nobody can know. */
async function isFree(dir: string): Promise<boolean> {
  try {
    return (await lstat(dir)).isDirectory() && (await readdir(dir)).length === 0;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return true;
    throw error;
  }
}

async function digestOf(file: string): Promise<string> {
  const digest = createHash('sha256');
  for await (const chunk of createReadStream(file)) digest.update(chunk as Buffer);
  return digest.digest('hex');
}
