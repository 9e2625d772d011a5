import { createHash } from 'node:crypto';
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { create } from 'tar';
import type { Lab } from './schema.ts';
import { builtInLabs, folderOf } from './manifests.ts';

/** The files of a lab of our own, as they go into a sandbox's bucket. */
export interface LabContent {
  readonly lab: string;
  /** Folder in Jupyter. */
  readonly dir: string;
  /** SHA-256 of the archive, hex. */
  readonly sha256: string;
  /** tar.gz of the lab's `notebooks/` and what it shares with others, the same bytes for the same files. */
  readonly archive: Buffer;
}

/** Packs what labs bring themselves; labs without `content` bring nothing. */
export async function readContents(labs: readonly Lab[]): Promise<readonly LabContent[]> {
  const found = await Promise.all(labs.map(readContent));
  return found.filter((content) => content !== undefined);
}

async function readContent(lab: Lab): Promise<LabContent | undefined> {
  if (lab.content === undefined) return undefined;
  const archive = await packLab(lab);
  const sha256 = createHash('sha256').update(archive).digest('hex');
  return { lab: lab.id, dir: lab.content.dir, sha256, archive };
}

/** Where a lab's own files lie: beside its lab.yaml. */
function contentFolder(lab: Lab): string {
  return join(folderOf(lab), 'notebooks');
}

/** Modules that the notebooks of every lab of the project import, beside those of their own. */
const sharedFolder = join(builtInLabs, 'shared');

/** Packs a lab's notebooks; those of the project together with what they share. */
async function packLab(lab: Lab): Promise<Buffer> {
  const folder = contentFolder(lab);
  if (folderOf(lab) !== join(builtInLabs, lab.id)) return pack(folder);
  const whole = await mkdtemp(join(tmpdir(), 'labs-content-'));
  try {
    await cp(sharedFolder, whole, { recursive: true });
    await cp(folder, whole, { recursive: true });
    return await pack(whole);
  } finally {
    await rm(whole, { recursive: true, force: true });
  }
}

async function pack(folder: string): Promise<Buffer> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)))
    // What Python and Jupyter leave behind where somebody tried the notebooks.
    .filter((path) => !/(^|[/\\])(__pycache__|\.ipynb_checkpoints)[/\\]/.test(path))
    .map((path) => path.split(sep).join('/'))
    .sort();
  const chunks: Buffer[] = [];
  const packed = create(
    { cwd: folder, gzip: { level: 9 }, portable: true, mtime: new Date(0) },
    files,
  );
  for await (const chunk of packed) chunks.push(chunk);
  return Buffer.concat(chunks);
}
