import { createHash } from 'node:crypto';
import { lstat, mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { create } from 'tar';
import type { LabContent } from '../../catalog/content.ts';
import { LabsError } from '../../errors.ts';
import { slug } from '../../sandbox/name.ts';

/**
 * A folder of the instructor's, packed for agents to merge into the students' sandboxes; in place of
 * a lab, its own name.
 */
export interface PackedFolder extends LabContent {
  readonly files: number;
  /** Paths of links, which are left out: they lead elsewhere. */
  readonly links: readonly string[];
  /** Paths of packed files that a folder's listing does not show, such as `.env`. */
  readonly hidden: readonly string[];
}

/** As the agent takes them (labs_prepare/contents.py). */
const most = { files: 20_000, bytes: 500_000_000 } as const;
/** What programs leave behind. */
const junk = new Set(['.git', '.ipynb_checkpoints', '__pycache__', '.DS_Store', 'node_modules']);

/**
 * Packs a folder: its plain files, sorted and without dates, so that the same files are the same
 * archive, which agents then take for no news.
 *
 * @param as its name in the sandboxes, where it is to be another than the folder's
 * @throws LabsError `push.no-folder`, `push.name-invalid`, `push.too-large`
 */
export async function packFolder(folder: string, as: string | undefined): Promise<PackedFolder> {
  const root = resolve(folder);
  const dir = as ?? basename(root);
  const lab = slug(dir).slice(0, 60);
  if (lab === '' || !/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/.test(dir)) {
    throw new LabsError('push.name-invalid', { folder, dir });
  }
  const { files: paths, links } = await filesIn(root).catch((error: unknown) => {
    throw new LabsError('push.no-folder', { folder }, { cause: error });
  });
  const hidden = paths.filter((path) => path.split('/').some((name) => name.startsWith('.')));
  if (paths.length === 0) throw new LabsError('push.no-folder', { folder });
  const sizes = await Promise.all(paths.map(async (path) => (await lstat(join(root, path))).size));
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  if (paths.length > most.files || bytes > most.bytes) {
    throw new LabsError('push.too-large', { folder, files: paths.length, bytes, ...limitsOf() });
  }
  const archive = await archiveOf(root, paths);
  const sha256 = createHash('sha256').update(archive).digest('hex');
  return { lab, dir, sha256, files: paths.length, archive, links, hidden };
}

function limitsOf() {
  return { mostFiles: most.files, mostBytes: most.bytes };
}

interface Found {
  readonly files: readonly string[];
  readonly links: readonly string[];
}

/** Plain files and links below a folder, sorted. */
async function filesIn(root: string, folder = ''): Promise<Found> {
  const entries = await readdir(join(root, folder), { withFileTypes: true });
  const files: string[] = [];
  const links: string[] = [];
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (junk.has(entry.name)) continue;
    if (entry.isDirectory()) {
      const below = await filesIn(root, path);
      files.push(...below.files);
      links.push(...below.links);
    }
    if (entry.isFile()) files.push(path);
    if (entry.isSymbolicLink()) links.push(path);
  }
  return { files, links };
}

async function archiveOf(root: string, paths: readonly string[]): Promise<Buffer> {
  const temporary = await mkdtemp(join(tmpdir(), 'labs-push-'));
  const file = join(temporary, 'content.tar.gz');
  try {
    // Names may begin with @, by which tar would take them for archives.
    const names = paths.map((path) => `./${path}`);
    await create(
      { file, cwd: root, gzip: true, portable: true, noDirRecurse: true, mtime: new Date(0) },
      names,
    );
    return await readFile(file);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}
