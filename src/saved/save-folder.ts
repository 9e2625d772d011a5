import { access, constants, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { LabsError } from '../errors.ts';
import { errorCode } from '../process.ts';

/**
 * The folder that work is to be saved into, as an absolute path. Only looks; makes nothing.
 *
 * @param typed as it was typed after `--save`
 * @throws LabsError `save.no-folder` where it is no folder that can be written, nor can be made
 */
export async function saveFolder(typed: string): Promise<string> {
  // An unset variable would pour the work into the current folder.
  if (typed.trim() === '') throw new LabsError('save.no-folder', { dir: typed, why: 'empty' });
  const dir = resolve(typed);
  try {
    await requireWritable(dir);
  } catch (error) {
    throw saveError(error, dir);
  }
  return dir;
}

/** Passes for a folder that can be written, or that can be made in the nearest one that is there. */
async function requireWritable(path: string): Promise<void> {
  const found = await stat(path).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT' && dirname(path) !== path) return undefined;
    throw error;
  });
  if (found === undefined) return requireWritable(dirname(path));
  if (!found.isDirectory()) throw Object.assign(new Error(path), { code: 'ENOTDIR' });
  await access(path, constants.W_OK | constants.X_OK);
}

const full = new Set(['ENOSPC', 'EDQUOT']);
const refused = {
  ENOTDIR: 'file',
  EEXIST: 'file',
  EACCES: 'denied',
  EPERM: 'denied',
  EROFS: 'read-only',
  ENAMETOOLONG: 'too-long',
} as const;

/**
 * What a failed write of saved work means to its owner: `save.disk-full` or `save.no-folder`.
 * Anything else is returned as it is.
 *
 * @param dir what could not be written
 */
export function saveError(error: unknown, dir: string): unknown {
  const code = errorCode(error) ?? '';
  if (full.has(code)) return new LabsError('save.disk-full', { dir }, { cause: error });
  if (!Object.hasOwn(refused, code)) return error;
  const why = refused[code as keyof typeof refused];
  return new LabsError('save.no-folder', { dir, why }, { cause: error });
}
