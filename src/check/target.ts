import { stat } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import type { Catalog } from '../catalog/catalog.ts';
import { nearest } from '../catalog/nearest.ts';
import type { Lab } from '../catalog/schema.ts';
import { LabsError } from '../errors.ts';

/** What is checked. */
export type Target =
  | { readonly is: 'lab'; readonly lab: Lab }
  /** A folder; with `notebook`, only that one of it. */
  | { readonly is: 'folder'; readonly folder: string; readonly notebook?: string }
  | { readonly is: 'git'; readonly url: string };

/**
 * What a person means: an https address, a lab's id, a folder, or a notebook.
 *
 * @throws LabsError `check.not-https`, `check.unknown`
 */
export async function findTarget(given: string, cwd: string, catalog: Catalog): Promise<Target> {
  if (/^https:\/\//i.test(given)) return { is: 'git', url: given };
  if (/^[a-z][a-z+]*:\/\/|^[\w.-]+@[\w.-]+:/i.test(given)) {
    throw new LabsError('check.not-https', { url: given, https: httpsOf(given) });
  }
  const lab = catalog.find(({ id }) => id === given);
  if (lab !== undefined) return { is: 'lab', lab };

  const path = resolve(cwd, given);
  const info = await stat(path).catch(() => undefined);
  if (info?.isDirectory() === true) return { is: 'folder', folder: path };
  if (info?.isFile() === true && path.toLowerCase().endsWith('.ipynb')) {
    return { is: 'folder', folder: dirname(path), notebook: basename(path) };
  }
  const ids = catalog.map(({ id }) => id);
  throw new LabsError('check.unknown', { given, near: nearest(given, ids) });
}

/** The https address of a repository that was given by another. */
export function httpsOf(url: string): string | undefined {
  const [, host, path] =
    /^(?:ssh|git|http):\/\/(?:[\w.-]+@)?([\w.-]+)\/(.+)$/i.exec(url) ??
    /^[\w.-]+@([\w.-]+):(.+)$/.exec(url) ??
    [];
  return host === undefined ? undefined : `https://${host}/${path}`;
}
