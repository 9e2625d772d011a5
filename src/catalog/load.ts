import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packageRoot } from '../paths.ts';
import type { Catalog } from './catalog.ts';
import { builtInLabs, manifestsIn, readManifests, shownFile } from './manifests.ts';
import type { Course, StudyList } from './study-schema.ts';

const built = join(packageRoot, 'dist');

/** Read only by what the build made: the sources themselves never meet a stale one. */
const compiledFile = fileURLToPath(import.meta.url).startsWith(built)
  ? join(built, 'catalog.json')
  : undefined;

/** The study list and the course over it. */
export interface Study {
  readonly list: StudyList;
  readonly course: Course;
}

/** What the build keeps of `labs/`, so that a command need not parse and check it again. */
interface CompiledCatalog {
  readonly stamp: string;
  /** Set in a published package, where nothing changes after it was made. */
  readonly sealed?: true;
  readonly labs: Catalog;
  readonly study: Study;
}

/**
 * Reads every `<dir>/<id>/lab.yaml`; those of the project from what the build made of them, as long
 * as they have not changed since.
 *
 * @throws LabsError `lab.invalid` with every problem and its line
 */
export async function loadCatalog(dir: string = builtInLabs): Promise<Catalog> {
  if (dir === builtInLabs) {
    const kept = await compiledCatalog();
    if (kept !== undefined) return kept.labs;
  }
  return readManifests(await manifestsIn(dir));
}

/**
 * Reads the study list and the course.
 *
 * @throws LabsError `lab.invalid` with every problem and its line
 */
export async function loadStudy(): Promise<Study> {
  return (await compiledCatalog())?.study ?? readStudy();
}

/** What the build writes to `dist/catalog.json`. */
export async function compileCatalog(): Promise<CompiledCatalog> {
  const sources = await readSources();
  return {
    stamp: sources.stamp,
    labs: await readManifests(await manifestsIn(builtInLabs)),
    study: await readStudy(),
  };
}

const studyFiles = {
  list: join(builtInLabs, 'paths', 'study-list.yaml'),
  course: join(builtInLabs, 'paths', 'university.yaml'),
};

async function readStudy(): Promise<Study> {
  const [{ readYaml }, { courseSchema, studyListSchema }] = await Promise.all([
    import('./read-yaml.ts'),
    import('./study-schema.ts'),
  ]);
  const [list, course] = await Promise.all([
    readFile(studyFiles.list, 'utf8'),
    readFile(studyFiles.course, 'utf8'),
  ]);
  return {
    list: readYaml(studyListSchema, list, shownFile(studyFiles.list)),
    course: readYaml(courseSchema, course, shownFile(studyFiles.course)),
  };
}

/** Which files there are, how large, and when the last of them changed. */
async function readSources(): Promise<{ readonly stamp: string; readonly modified: number }> {
  const [manifests, ...study] = await Promise.all([
    manifestsIn(builtInLabs),
    ...Object.entries(studyFiles).map(async ([id, file]) => {
      const { size, mtimeMs } = await stat(file);
      return { id: `paths/${id}`, size, modified: mtimeMs };
    }),
  ]);
  const sources = [...manifests, ...study];
  return {
    stamp: sources.map(({ id, size }) => `${id}:${size}`).join(' '),
    modified: Math.max(...sources.map(({ modified }) => modified)),
  };
}

let compiled: Promise<CompiledCatalog | undefined> | undefined;

/** What the build kept, where it is there and not stale; looked at once in a process. */
function compiledCatalog(): Promise<CompiledCatalog | undefined> {
  compiled ??= readCompiled();
  return compiled;
}

async function readCompiled(): Promise<CompiledCatalog | undefined> {
  if (compiledFile === undefined) return undefined;
  const text = await readFile(compiledFile, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const kept = JSON.parse(text) as CompiledCatalog;
  if (kept.sealed === true) return kept;
  const [info, sources] = await Promise.all([stat(compiledFile), readSources()]);
  const isFresh = info.mtimeMs >= sources.modified && kept.stamp === sources.stamp;
  return isFresh ? kept : undefined;
}
