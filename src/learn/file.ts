import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { LabsError } from '../errors.ts';
import { labsHome } from '../home.ts';
import type { Progress } from './progress.ts';
import { noProgress } from './progress.ts';

/** The learner's file: below LABS_HOME, else where the platform keeps a program's data. */
export function progressFile(env: NodeJS.ProcessEnv): string {
  return join(labsHome(env), 'learning.json');
}

/**
 * Reads a learner's file; nothing was done where there is none.
 *
 * @throws LabsError `learn.broken`, `learn.newer`
 */
export async function readProgress(file: string): Promise<Progress> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return noProgress;
    throw new LabsError('learn.broken', { file, why: messageOf(error) }, { cause: error });
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new LabsError('learn.broken', { file, why: messageOf(error) }, { cause: error });
  }
  return checked(value, file);
}

/**
 * Changes a learner's file, whole or not at all. A file that cannot be read is left as it is.
 *
 * @throws LabsError `learn.broken`, `learn.newer`, `learn.unwritable`
 */
export async function updateProgress(
  file: string,
  change: (progress: Progress) => Progress,
): Promise<Progress> {
  const progress = change(await readProgress(file));
  const draft = `${file}.${process.pid}.tmp`;
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(draft, `${JSON.stringify(progress, undefined, 2)}\n`);
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true }).catch(() => undefined);
    throw new LabsError('learn.unwritable', { file, why: messageOf(error) }, { cause: error });
  }
  return progress;
}

/** Checked by hand: loading zod takes as long as everything else that `labs learn` does. */
function checked(value: unknown, file: string): Progress {
  const broken = (why: string) => new LabsError('learn.broken', { file, why });
  if (!isRecord(value)) throw broken('not an object');
  const { version, items } = value;
  if (typeof version === 'number' && version > 1) {
    throw new LabsError('learn.newer', { file, version });
  }
  if (version !== 1) throw broken('no "version": 1');
  if (!isRecord(items)) throw broken('no "items"');
  for (const [id, mark] of Object.entries(items)) {
    if (!isRecord(mark) || !isState(mark['state']) || typeof mark['at'] !== 'string') {
      throw broken(`items.${id}`);
    }
  }
  return value as unknown as Progress;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isState(value: unknown): boolean {
  return value === 'begun' || value === 'done' || value === 'skipped';
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
