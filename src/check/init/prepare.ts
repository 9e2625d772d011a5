import { LabsError } from '../../errors.ts';
import type { Document, Workshop } from '../document.ts';
import type { Opened, Source } from '../open.ts';
import type { Target } from '../target.ts';
import { sourceOfFolder } from './folder-source.ts';

/** A workshop with its paths as Jupyter has them, and where it came from. */
export interface Prepared {
  readonly workshop: Workshop;
  readonly sources: readonly Source[];
  /** What it may be called. */
  readonly name: string;
}

/**
 * Puts a workshop's paths below the folder that its repository is cloned into.
 *
 * @throws LabsError `check.no-repository`, `check.empty`
 */
export async function prepareDraft(target: Target, opened: Opened): Promise<Prepared> {
  const { sources } = opened;
  const readable = opened.workshop.documents.filter(({ faults }) =>
    faults.every(({ is }) => !/^(missing|too-many|leads-out|not-a-file)$/.test(is)),
  );
  if (!readable.some(({ kind }) => kind === 'notebook')) {
    throw new LabsError('check.empty', { target: sources[0]?.url ?? '' });
  }
  if (target.is === 'lab') {
    return { workshop: { documents: readable }, sources, name: target.lab.id };
  }
  if (target.is === 'git') {
    const [source] = sources;
    return { workshop: below(readable, `${source?.dir}/`), sources, name: source?.dir ?? '' };
  }
  const { inside, ...source } = await sourceOfFolder(target.folder);
  const workshop = below(readable, `${source.dir}/${inside}`);
  return { workshop, sources: [source], name: source.dir };
}

function below(documents: readonly Document[], prefix: string): Workshop {
  return { documents: documents.map((one) => ({ ...one, path: prefix + one.path })) };
}
