import { defined } from '../defined.ts';
import type { Lab } from '../catalog/schema.ts';
import type { Host } from '../host/host.ts';
import { message } from '../messages/message.ts';
import type { Workshop } from './document.ts';
import { folderFiles } from './files/folder.ts';
import type { GitOptions } from './files/git.ts';
import { readWorkshop } from './files/read-workshop.ts';
import type { FetchOptions } from './files/repository.ts';
import { pinnedRepository, withNewest } from './files/repository.ts';
import type { Target } from './target.ts';

/** A repository that a workshop was read from. */
export interface Source {
  readonly url: string;
  readonly commit: string;
  readonly dir: string;
  readonly sparse?: readonly string[];
}

/** What was read of a target. */
export interface Opened {
  readonly workshop: Workshop;
  /** Where it came from; empty for a folder. */
  readonly sources: readonly Source[];
}

/** What reading may use. */
export interface OpenOptions extends GitOptions {
  readonly host: Host;
  /** Where commits that labs pin are kept. */
  readonly cache: string;
}

/**
 * Reads what a target names. A folder is read where it is; a lab's repositories out of the cache, or
 * fetched once at their pinned commits; a repository's newest commit out of a temporary folder.
 *
 * @throws LabsError `check.unreachable`, `check.no-git`
 */
export async function openTarget(target: Target, options: OpenOptions): Promise<Opened> {
  const fetchOptions: FetchOptions = { ...options, fetching: tellingOf(options.host) };
  if (target.is === 'lab') return openLab(target.lab, options.cache, fetchOptions);
  if (target.is === 'git') {
    const { url } = target;
    return withNewest(url, fetchOptions, async ({ commit, files }) => ({
      workshop: await readWorkshop(files),
      sources: [{ url, commit, dir: dirOf(url) }],
    }));
  }
  const { folder, notebook } = target;
  const reading = notebook === undefined ? {} : { notebooks: [notebook] };
  return { workshop: await readWorkshop(await folderFiles(folder), reading), sources: [] };
}

async function openLab(lab: Lab, cache: string, options: FetchOptions): Promise<Opened> {
  const parts: Workshop[] = [];
  const sources: Source[] = [];
  for (const { url, commit, dir, sparse } of lab.repos) {
    const own = lab.notebooks
      .map(({ path }) => path)
      .filter((path) => path.startsWith(`${dir}/`))
      .map((path) => path.slice(dir.length + 1));
    const { files } = await pinnedRepository({ url, commit, sparse }, cache, options);
    parts.push(await readWorkshop(files, { notebooks: own, prefix: `${dir}/` }));
    sources.push({ url, commit, dir, ...defined({ sparse }) });
  }
  return { workshop: { documents: parts.flatMap(({ documents }) => documents) }, sources };
}

function tellingOf(host: Host): FetchOptions['fetching'] {
  return async (url, step) => {
    const task = {
      type: 'task',
      id: `fetch ${url}`,
      message: message('check.fetching', { url }),
    } as const;
    host.notify({ ...task, state: 'running' });
    try {
      const result = await step();
      host.notify({ ...task, state: 'done' });
      return result;
    } catch (error) {
      host.notify({ ...task, state: 'failed' });
      throw error;
    }
  };
}

/** The folder that git would clone an address into, as a lab may call it. */
export function dirOf(url: string): string {
  const name = url
    .replace(/[?#].*$/, '')
    .replace(/\/+$/, '')
    .replace(/\.git$/i, '');
  const plain = name.slice(name.lastIndexOf('/') + 1).replace(/[^A-Za-z0-9._-]+/g, '-');
  return plain.replace(/^[^A-Za-z0-9]+/, '') || 'workshop';
}
