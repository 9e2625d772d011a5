import { dirname, join, resolve } from 'node:path';
import { LabsError } from '../errors.ts';
import type { Catalog } from './catalog.ts';
import { findConfig } from './config.ts';
import { loadCatalog } from './load.ts';
import type { Manifest } from './manifests.ts';
import { builtInLabs, manifestsIn, readManifests, shownFile } from './manifests.ts';
import type { Lab } from './schema.ts';

/** Where the labs come from. */
export interface CatalogRequest {
  readonly cwd: string;
  /** What `--labs-dir` names; it counts before a config file. */
  readonly labsDir?: string | undefined;
}

/**
 * The labs of the project, and beside them those of one's own folder: of `labsDir`, else of the
 * `labs.config.yaml` in the working folder or the nearest one above it.
 *
 * @throws LabsError `lab.invalid` with file and line, `lab.clash` for an id or a folder that is
 *   there already, `labs-dir.empty` for a folder without labs
 */
export async function resolveCatalog({ cwd, labsDir }: CatalogRequest): Promise<Catalog> {
  const dir =
    labsDir === undefined
      ? await configuredFolder(cwd)
      : { path: resolve(cwd, labsDir), namedBy: '--labs-dir' };
  if (dir === undefined || dir.path === builtInLabs) return loadCatalog();

  const manifests = await ownManifests(dir);
  const [ours, own] = await Promise.all([loadCatalog(), readManifests(manifests)]);
  refuseClashes([...ours, ...own], (lab) =>
    join(own.includes(lab) ? dir.path : builtInLabs, lab.id, 'lab.yaml'),
  );
  return [...ours, ...own];
}

interface Folder {
  readonly path: string;
  /** The option or the file that names it. */
  readonly namedBy: string;
}

async function configuredFolder(cwd: string): Promise<Folder | undefined> {
  const found = await findConfig(cwd);
  if (found?.config.labsDir === undefined) return undefined;
  const { labsDir } = found.config;
  return { path: resolve(dirname(found.file), labsDir), namedBy: shownFile(found.file) };
}

async function ownManifests({ path, namedBy }: Folder): Promise<readonly Manifest[]> {
  const manifests = await manifestsIn(path).catch((error: NodeJS.ErrnoException) => {
    throw new LabsError('labs-dir.empty', { dir: path, namedBy }, { cause: error });
  });
  if (manifests.length === 0) throw new LabsError('labs-dir.empty', { dir: path, namedBy });
  return manifests;
}

/** Ids are typed and folders are cloned into: neither may be there twice. */
function refuseClashes(labs: Catalog, fileOf: (lab: Lab) => string): void {
  const taken = new Map<string, string>();
  for (const lab of labs) {
    const names: readonly { readonly what: 'id' | 'dir'; readonly name: string }[] = [
      { what: 'id', name: lab.id },
      ...[...lab.repos, ...(lab.content === undefined ? [] : [lab.content])].map(
        ({ dir }) => ({ what: 'dir', name: dir }) as const,
      ),
    ];
    for (const { what, name } of names) {
      const other = taken.get(`${what} ${name}`);
      if (other !== undefined) {
        const files = [shownFile(other), shownFile(fileOf(lab))] as const;
        throw new LabsError('lab.clash', { what, name, files });
      }
      taken.set(`${what} ${name}`, fileOf(lab));
    }
  }
}
