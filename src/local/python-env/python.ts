import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { isLabsError, LabsError } from '../../errors.ts';
import type { Host, TaskState } from '../../host/host.ts';
import { message } from '../../messages/message.ts';
import { packageRoot } from '../../paths.ts';
import { findPython, type Python, pythonOnly } from '../../find-python.ts';
import { pythonHome } from '../../home.ts';
import { withLock } from '../daemon/lock.ts';
import { countRequirements, pipInstall, type PipProgress } from './pip.ts';
import { errorCode } from '../../process.ts';

const run = promisify(execFile);

/** The Python package of the local AWS, and what it needs. */
export const serverFolder = join(packageRoot, 'src', 'python', 'local-server');

/** Says that an environment is whole; the last thing that is written. */
const completeMark = 'complete.json';

/**
 * The Python of our own environment, made on first use.
 *
 * The environment is a folder named by what is in it. A half-made one is made again, and two
 * commands at once make it once.
 *
 * @param requirements file that pins every package
 * @returns path of its `python`
 * @throws LabsError `local.python-missing`, `local.python-too-old`, `local.python-no-venv`,
 *   `local.pip-network`, `local.pip-failed` or `local.disk-full`
 */
export async function pythonEnvironment(
  host: Host,
  signal: AbortSignal,
  requirements: string = join(serverFolder, 'requirements.txt'),
): Promise<string> {
  const wanted = await readFile(requirements, 'utf8');
  const dir = join(pythonHome(), createHash('sha256').update(wanted).digest('hex').slice(0, 16));
  if (isComplete(dir)) return pythonOf(dir);
  const onWait = () => host.notify({ type: 'note', message: message('local.python-waiting') });
  return withLock(`${dir}.lock`, { signal, onWait }, async () => {
    if (!isComplete(dir)) await make({ dir, requirements, wanted, host, signal });
    return pythonOf(dir);
  });
}

/**
 * Where an environment's Python leaves bytecode (`PYTHONPYCACHEPREFIX`) when it runs our own
 * packages: beside none of their files, which may be installed where nobody writes.
 *
 * @param python of the environment
 */
export function bytecodeOf(python: string): string {
  return join(dirname(dirname(python)), 'bytecode');
}

function pythonOf(dir: string): string {
  return join(dir, 'bin', 'python');
}

/** False also where the Python it was made with has gone: then its link leads nowhere. */
function isComplete(dir: string): boolean {
  return existsSync(join(dir, completeMark)) && existsSync(pythonOf(dir));
}

async function make(options: {
  readonly dir: string;
  readonly requirements: string;
  readonly wanted: string;
  readonly host: Host;
  readonly signal: AbortSignal;
}): Promise<void> {
  const { dir, requirements, wanted, host, signal } = options;
  const total = countRequirements(wanted);
  const say = (state: TaskState, progress: PipProgress) =>
    host.notify({
      type: 'task',
      id: 'local.python',
      state,
      message: message('local.python-making', progress),
      done: progress.done,
      total,
    });
  let latest: PipProgress = { done: 0, total, installing: false };
  const python = await findPython(signal);
  say('running', latest);
  try {
    await rm(dir, { recursive: true, force: true });
    await mkdir(dir, { recursive: true });
    await makeVenv(python, dir, signal);
    const onProgress = (progress: PipProgress) => say('running', (latest = progress));
    await pipInstall({ python: pythonOf(dir), requirements, total, onProgress, signal });
    await writeMark(dir, python);
  } catch (error) {
    say('failed', latest);
    await rm(dir, { recursive: true, force: true });
    throw explain(error, dir);
  }
  say('done', { done: total, total, installing: false });
}

async function makeVenv(python: Python, dir: string, signal: AbortSignal): Promise<void> {
  try {
    await run(python.path, ['-m', 'venv', dir], { env: pythonOnly(), signal });
  } catch (error) {
    signal.throwIfAborted();
    const output = outputOf(error);
    if (/ensurepip|No module named '?venv/i.test(output)) {
      throw new LabsError('local.python-no-venv', { version: python.version }, { cause: error });
    }
    if (/No space left|Errno 28/i.test(output)) {
      throw new LabsError('local.disk-full', { path: dir }, { cause: error });
    }
    throw error;
  }
}

async function writeMark(dir: string, python: Python): Promise<void> {
  const draft = join(dir, `${completeMark}.new`);
  await writeFile(draft, JSON.stringify(python));
  await rename(draft, join(dir, completeMark));
}

function outputOf(error: unknown): string {
  const { stdout, stderr } = error as { readonly stdout?: string; readonly stderr?: string };
  return `${stdout ?? ''}\n${stderr ?? ''}`;
}

function explain(error: unknown, dir: string): unknown {
  if (errorCode(error) === 'ENOSPC' || isLabsError(error, 'local.disk-full')) {
    return new LabsError('local.disk-full', { path: dir }, { cause: error });
  }
  return error;
}
