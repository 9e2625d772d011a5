import type { Dirent } from 'node:fs';
import { link, mkdir, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode } from '../../process.ts';

/** Keeps what instances cloned, so that the next one need not fetch it again. */
export interface GitCache {
  /** Links the objects of every repository at or below a folder; of each repository once. */
  keep(folder: string): Promise<void>;
}

/** Repositories lie this deep at most below the SageMaker folder. */
const deepest = 3;

/** @param objects folder that instances read through GIT_ALTERNATE_OBJECT_DIRECTORIES */
export function createGitCache(objects: string): GitCache {
  /** Object folders as they were when their files were linked. */
  const kept = new Map<string, string>();

  async function keepRepository(source: string): Promise<void> {
    const now = await look(source);
    if (kept.get(source) === now) return;
    for (const entry of await entries(source)) {
      const isPack = entry.name === 'pack';
      if (!entry.isDirectory() || !(isPack || /^[0-9a-f]{2}$/.test(entry.name))) continue;
      const files = (await entries(join(source, entry.name))).filter(
        (file) => file.isFile() && !file.name.startsWith('tmp_'),
      );
      await mkdir(join(objects, entry.name), { recursive: true });
      // Git takes a pack up when it sees its index: that comes last.
      for (const file of files.sort(indexesLast)) {
        await keepFile(join(source, entry.name, file.name), join(objects, entry.name, file.name));
      }
    }
    kept.set(source, now);
  }

  return {
    async keep(folder) {
      await mkdir(objects, { recursive: true });
      for (const source of await repositories(folder, deepest)) await keepRepository(source);
    },
  };
}

async function keepFile(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    // Kept already; or packed anew meanwhile, or a disk without links: then it is fetched again.
    const harmless = ['EEXIST', 'ENOENT', 'EPERM', 'EXDEV', 'EMLINK', 'ENOTSUP'];
    if (!harmless.includes(errorCode(error) ?? '')) throw error;
  }
}

/** Changes when a pack, or the first object of its two digits, is added. */
async function look(objects: string): Promise<string> {
  const times = [objects, join(objects, 'pack')].map(async (dir) =>
    stat(dir).then(
      ({ ino, mtimeMs }) => `${ino} ${mtimeMs}`,
      () => '',
    ),
  );
  return (await Promise.all(times)).join(' ');
}

/** The object folders of the work trees at or below a folder. */
async function repositories(folder: string, depth: number): Promise<string[]> {
  const inside = (await entries(folder)).filter((entry) => entry.isDirectory());
  if (inside.some((entry) => entry.name === '.git')) return [join(folder, '.git', 'objects')];
  if (depth === 0) return [];
  const below = inside.map((entry) => repositories(join(folder, entry.name), depth - 1));
  return (await Promise.all(below)).flat();
}

async function entries(folder: string): Promise<Dirent[]> {
  return readdir(folder, { withFileTypes: true }).catch(() => []);
}

function indexesLast(a: Dirent, b: Dirent): number {
  return Number(a.name.endsWith('.idx')) - Number(b.name.endsWith('.idx'));
}
