import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { LabsError } from '../errors.ts';
import { mismatches } from '../messages/manifest-problems.ts';
import { packageRoot } from '../paths.ts';
import type { Catalog } from './catalog.ts';

/** The labs that come with the project. */
export const builtInLabs = join(packageRoot, 'labs');

/** A `<folder>/<id>/lab.yaml`, not read yet. */
export interface Manifest {
  readonly id: string;
  readonly file: string;
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly modified: number;
}

/** The manifests of a folder of labs, by id. */
export async function manifestsIn(dir: string): Promise<readonly Manifest[]> {
  const entries = await readdir(dir, { withFileTypes: true });
  const found = await Promise.all(
    entries
      .filter((entry) => !entry.name.startsWith('.'))
      .map(async ({ name: id }) => {
        const file = join(dir, id, 'lab.yaml');
        const info = await stat(file).catch(() => undefined);
        return info && { id, file, size: info.size, modified: info.mtimeMs };
      }),
  );
  return found.filter((manifest) => manifest !== undefined).sort((a, b) => (a.id < b.id ? -1 : 1));
}

/**
 * Reads manifests; the labs come in the order of the study list, then by id.
 *
 * @throws LabsError `lab.invalid` with every problem of every manifest, each with its line
 */
export async function readManifests(manifests: readonly Manifest[]): Promise<Catalog> {
  const { readLab } = await import('./read-lab.ts');
  const results = await Promise.allSettled(
    manifests.map(async ({ id, file }) => {
      const shown = shownFile(file);
      const lab = readLab(await readFile(file, 'utf8'), shown);
      if (lab.id !== id) {
        const { en, ko } = mismatches.otherId(lab.id, id);
        throw new LabsError('lab.invalid', {
          problems: [{ en: `${shown}:1: ${en}`, ko: `${shown}:1: ${ko}` }],
        });
      }
      folders.set(lab, dirname(resolve(file)));
      return lab;
    }),
  );
  const failed = results.flatMap((result) =>
    result.status === 'rejected' ? [result.reason as unknown] : [],
  );
  const invalid = failed.filter(isInvalid);
  if (invalid.length < failed.length) throw failed.find((error) => !isInvalid(error));
  if (invalid.length > 0) {
    throw new LabsError('lab.invalid', {
      problems: invalid.flatMap(({ params }) => params.problems),
    });
  }
  return results
    .flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
    .sort(byStudyList);
}

/** Where each lab was read from; those of the build have no entry. */
const folders = new WeakMap<Catalog[number], string>();

/** The folder of a lab's manifest. */
export function folderOf(lab: Catalog[number]): string {
  return folders.get(lab) ?? join(builtInLabs, lab.id);
}

/** A file as a person in this folder would type it. */
export function shownFile(file: string): string {
  const short = relative(process.cwd(), file);
  return short.startsWith('..') ? file : short;
}

function isInvalid(error: unknown): error is LabsError<'lab.invalid'> {
  return error instanceof LabsError && error.code === 'lab.invalid';
}

function byStudyList(a: Catalog[number], b: Catalog[number]): number {
  const [left, right] = [a.items[0] ?? '~', b.items[0] ?? '~'];
  return left === right ? a.id.localeCompare(b.id) : left.localeCompare(right);
}
