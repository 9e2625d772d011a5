import { constants } from 'node:fs';
import { open, readdir, realpath, stat } from 'node:fs/promises';
import type { Dirent } from 'node:fs';
import { join, sep } from 'node:path';
import type { FileEntry, WorkshopFiles } from './files.ts';
import { byName, isNotebook, isPassedOver, isRead, mostFiles } from './files.ts';

/**
 * The files of a folder, and of the folders in it. Links are not followed out of it, nor in circles;
 * what is no plain file (a pipe, a device) is never opened.
 */
export async function folderFiles(folder: string): Promise<WorkshopFiles> {
  const root = await realpath(folder);
  const entries: FileEntry[] = [];
  const folders: string[] = [''];
  let isCut = false;
  for (let inside = folders.pop(); inside !== undefined && !isCut; inside = folders.pop()) {
    const found = await readdir(join(root, inside), { withFileTypes: true }).catch(() => []);
    for (const entry of found) {
      const path = inside === '' ? entry.name : `${inside}/${entry.name}`;
      if (entry.isDirectory()) {
        if (!isPassedOver(entry.name)) folders.push(path);
      } else if (isRead(path)) {
        const known = await entryOf(root, path, entry);
        if (known !== undefined) entries.push(known);
      }
      isCut = entries.length + folders.length > mostFiles;
      if (isCut) break;
    }
  }
  return {
    entries: entries.sort((a, b) => byName(a.path, b.path)),
    ...(isCut ? { cutAt: mostFiles } : {}),
    read: (path) => readPlainFile(join(root, path)),
  };
}

async function entryOf(root: string, path: string, entry: Dirent): Promise<FileEntry | undefined> {
  const file = join(root, path);
  if (entry.isSymbolicLink()) {
    const target = await realpath(file).catch(() => undefined);
    // One that stays inside is a second name of what is read anyway.
    if (target?.startsWith(root + sep)) return undefined;
    return isNotebook(path) ? { path, fault: { is: 'leads-out' } } : undefined;
  }
  if (!entry.isFile()) return isNotebook(path) ? { path, fault: { is: 'not-a-file' } } : undefined;
  const info = await stat(file).catch(() => undefined);
  return info === undefined ? { path } : { path, size: info.size };
}

/** Opens what was a plain file a moment ago: not a link by now, and never waiting for a writer. */
async function readPlainFile(file: string): Promise<Uint8Array> {
  const handle = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    return await handle.readFile();
  } finally {
    await handle.close();
  }
}
