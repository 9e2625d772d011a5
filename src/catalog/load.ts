import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { LabsError } from '../errors.ts';
import { packageRoot } from '../paths.ts';
import type { Catalog } from './catalog.ts';

/** The catalog that comes with the project. */
export const builtInLabs = join(packageRoot, 'labs');

const compiledCatalog = join(packageRoot, 'dist', 'catalog.json');

/** What the build keeps of a folder of labs, so that a command need not parse and check it again. */
interface CompiledCatalog {
  readonly stamp: string;
  readonly labs: Catalog;
}

/**
 * Reads every `<dir>/<id>/lab.yaml`.
 *
 * @throws LabsError `lab.invalid` for the first manifest that is wrong, with its lines
 */
export async function loadCatalog(dir: string = builtInLabs): Promise<Catalog> {
  const manifests = await manifestsIn(dir);
  if (dir === builtInLabs) {
    const compiled = await readCompiled();
    if (compiled?.stamp === stampOf(manifests)) return compiled.labs;
  }
  return parseAll(manifests);
}

/** What the build writes to `dist/catalog.json`. */
export async function compileCatalog(): Promise<CompiledCatalog> {
  const manifests = await manifestsIn(builtInLabs);
  return { stamp: stampOf(manifests), labs: await parseAll(manifests) };
}

interface Manifest {
  readonly id: string;
  readonly file: string;
  readonly size: number;
  readonly modified: number;
}

async function manifestsIn(dir: string): Promise<readonly Manifest[]> {
  const entries = await readdir(dir, { withFileTypes: true });
  const found = await Promise.all(
    entries
      .filter((entry) => entry.isDirectory())
      .map(async ({ name: id }) => {
        const file = join(dir, id, 'lab.yaml');
        const info = await stat(file).catch(() => undefined);
        return info && { id, file, size: info.size, modified: info.mtimeMs };
      }),
  );
  return found.filter((manifest) => manifest !== undefined).sort((a, b) => (a.id < b.id ? -1 : 1));
}

function stampOf(manifests: readonly Manifest[]): string {
  return manifests.map(({ id, size, modified }) => `${id}:${size}:${modified}`).join('\n');
}

async function readCompiled(): Promise<CompiledCatalog | undefined> {
  const json = await readFile(compiledCatalog, 'utf8').catch(() => undefined);
  return json === undefined ? undefined : (JSON.parse(json) as CompiledCatalog);
}

async function parseAll(manifests: readonly Manifest[]): Promise<Catalog> {
  const { readLab } = await import('./read-lab.ts');
  const labs = await Promise.all(
    manifests.map(async ({ id, file }) => {
      const lab = readLab(await readFile(file, 'utf8'), file);
      if (lab.id !== id) {
        throw new LabsError('lab.invalid', {
          problems: [`${file}:1: id "${lab.id}" is not the folder's name "${id}"`],
        });
      }
      return lab;
    }),
  );
  return labs.sort(byStudyList);
}

function byStudyList(a: { items: readonly string[]; id: string }, b: typeof a): number {
  const [left, right] = [a.items[0] ?? '~', b.items[0] ?? '~'];
  return left === right ? a.id.localeCompare(b.id) : left.localeCompare(right);
}
