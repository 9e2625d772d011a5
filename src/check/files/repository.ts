import { createHash, randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LabsError } from '../../errors.ts';
import type { FileEntry, WorkshopFiles } from './files.ts';
import { byName, isNotebook, isPassedOver, isRead, mostFiles } from './files.ts';
import type { GitOptions } from './git.ts';
import { git, GitError } from './git.ts';

/** A repository at a commit, with nothing checked out: its files are read out of git. */
export interface Repository {
  /** The commit that is read, 40 hex digits. */
  readonly commit: string;
  readonly files: WorkshopFiles;
}

/** A commit that somebody pinned. */
export interface Pinned {
  readonly url: string;
  readonly commit: string;
  /** Only these paths, for a repository too large to fetch. */
  readonly sparse?: readonly string[] | undefined;
}

/** How git is run, and told about. */
export interface FetchOptions extends GitOptions {
  /** Does a fetch, and says that it goes on. */
  readonly fetching: <T>(url: string, step: () => Promise<T>) => Promise<T>;
}

const refused = /not our ref|unadvertised object|find remote ref|not support/;

/**
 * Reads a pinned commit, fetched once and kept in the cache.
 *
 * @throws LabsError `check.unreachable`, `check.no-git`
 */
export async function pinnedRepository(
  pinned: Pinned,
  cache: string,
  options: FetchOptions,
): Promise<Repository> {
  const key = createHash('sha256').update(JSON.stringify(pinned)).digest('hex').slice(0, 32);
  const kept = join(cache, `${key}.git`);
  if (!(await exists(kept))) {
    await mkdir(cache, { recursive: true });
    const fresh = join(cache, `.${key}-${randomUUID()}`);
    try {
      await options.fetching(pinned.url, () => fetchPinned(fresh, pinned, options));
      // Whole, or not there; if another run was quicker, its copy is as good.
      await rename(fresh, kept).catch((error: unknown) => keepOther(kept, error));
    } finally {
      await rm(fresh, { recursive: true, force: true });
    }
  }
  const files = await commitFiles(kept, pinned.commit, pinned.sparse, options);
  return { commit: pinned.commit, files };
}

async function keepOther(kept: string, error: unknown): Promise<void> {
  if (!(await exists(kept))) throw error;
}

/**
 * Reads the newest commit of a repository out of a temporary folder.
 *
 * @param use what is done with it; the folder is gone afterwards
 * @throws LabsError `check.unreachable`, `check.no-git`
 */
export async function withNewest<T>(
  url: string,
  options: FetchOptions,
  use: (repository: Repository) => Promise<T>,
): Promise<T> {
  const dir = await mkdtemp(join(tmpdir(), 'labs-check-'));
  try {
    const commit = await options.fetching(url, () => fetchNewest(dir, url, options));
    return await use({ commit, files: await commitFiles(dir, commit, undefined, options) });
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

async function fetchNewest(dir: string, url: string, options: GitOptions): Promise<string> {
  return orUnreachable(url, async () => {
    await startRepository(dir, url, options);
    await git(dir, [...fetchTrees, '--depth=1', 'origin', 'HEAD'], options);
    const head = await git(dir, ['rev-parse', '--verify', 'FETCH_HEAD^{commit}'], options);
    const commit = head.toString().trim();
    await fetchFiles(dir, commit, undefined, options);
    return commit;
  });
}

/** Commits and folders, without the files: data and pictures are not looked at. */
const fetchTrees = ['fetch', '-q', '--no-tags', '--filter=blob:none'];

async function startRepository(dir: string, url: string, options: GitOptions): Promise<void> {
  await git(dir, ['init', '-q', '--bare', '--template='], options);
  await git(dir, ['config', 'remote.origin.url', url], options);
}

async function fetchPinned(
  dir: string,
  { url, commit, sparse }: Pinned,
  options: GitOptions,
): Promise<void> {
  await orUnreachable(url, async () => {
    await startRepository(dir, url, options);
    try {
      await git(dir, [...fetchTrees, '--depth=1', 'origin', commit], options);
    } catch (error) {
      if (!(error instanceof GitError) || !refused.test(error.message)) throw error;
      // A server that gives out branches and tags only.
      await git(dir, [...fetchTrees, '--tags', 'origin', '+refs/heads/*:refs/heads/*'], options);
    }
    await fetchFiles(dir, commit, sparse, options);
  });
}

/** Loads the files that are read, all at once. */
async function fetchFiles(
  dir: string,
  commit: string,
  sparse: readonly string[] | undefined,
  options: GitOptions,
): Promise<void> {
  const oids = (await listed(dir, commit, sparse, options)).map(({ oid }) => oid);
  if (oids.length === 0) return;
  const input = `${[...new Set(oids)].join('\n')}\n`;
  try {
    const noHistory = ['-c', 'fetch.negotiationAlgorithm=noop'];
    const fetch = [...noHistory, ...fetchTrees, '--no-write-fetch-head', '--stdin', 'origin'];
    await git(dir, fetch, { ...options, input });
  } catch (error) {
    // An old git, or a server without filters, which has given everything already.
    if (!(error instanceof GitError)) throw error;
  }
  // What is still missing is loaded here, one by one, or is an error.
  const sizes = await sizesOf(dir, oids, options);
  const missing = oids.find((oid) => !sizes.has(oid));
  if (missing !== undefined) throw new GitError(`object ${missing} is missing`);
}

async function orUnreachable<T>(url: string, step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    throw new LabsError('check.unreachable', { url, reason: error.message }, { cause: error });
  }
}

interface Listed extends FileEntry {
  readonly oid: string;
}

async function commitFiles(
  dir: string,
  commit: string,
  sparse: readonly string[] | undefined,
  options: GitOptions,
): Promise<WorkshopFiles> {
  const all = await listed(dir, commit, sparse, options);
  const entries = all.slice(0, mostFiles);
  const oids = new Map(entries.map(({ path, oid }) => [path, oid]));
  const sizes = await sizesOf(dir, [...oids.values()], options);
  return {
    entries: entries.map((entry) => ({ ...entry, size: sizes.get(entry.oid) ?? 0 })),
    ...(all.length > mostFiles ? { cutAt: mostFiles } : {}),
    read: (path) => git(dir, ['cat-file', 'blob', oids.get(path) ?? ''], options),
  };
}

/** Bytes of objects. */
async function sizesOf(
  dir: string,
  oids: readonly string[],
  options: GitOptions,
): Promise<ReadonlyMap<string, number>> {
  if (oids.length === 0) return new Map();
  const input = `${oids.join('\n')}\n`;
  const said = await git(dir, ['cat-file', '--batch-check'], { ...options, input });
  return new Map(
    said
      .toString('utf8')
      .split('\n')
      .flatMap((line) => {
        const [oid = '', , size = ''] = line.split(' ');
        return size === '' ? [] : [[oid, Number(size)] as const];
      }),
  );
}

/** The notebooks and scripts of a commit. */
async function listed(
  dir: string,
  commit: string,
  sparse: readonly string[] | undefined,
  options: GitOptions,
): Promise<readonly Listed[]> {
  // Without `-l`: the size of a file that is not here would load it.
  const tree = await git(dir, ['ls-tree', '-r', '-z', commit], options);
  return tree
    .toString('utf8')
    .split('\0')
    .flatMap((line): Listed[] => {
      const tab = line.indexOf('\t');
      const [mode = '', type, oid = ''] = line.slice(0, tab).split(' ');
      const path = line.slice(tab + 1);
      const folders = path.split('/').slice(0, -1);
      const isWanted = sparse?.some((one) => path === one || path.startsWith(`${one}/`)) ?? true;
      if (type !== 'blob' || !isWanted || !isRead(path) || folders.some(isPassedOver)) return [];
      if (mode !== '120000') return [{ path, oid }];
      return isNotebook(path) ? [{ path, oid, fault: { is: 'leads-out' } }] : [];
    })
    .sort((a, b) => byName(a.path, b.path));
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
