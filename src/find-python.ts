import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { LabsError } from './errors.ts';

const run = promisify(execFile);

/** Commands that may be a Python, best first; a bare `python3` is whatever the machine has. */
const candidates = ['python3.13', 'python3.12', 'python3.11', 'python3.10', 'python3'] as const;

/** The oldest Python that moto 5 and JupyterLab 4 both run on. */
const oldest = { major: 3, minor: 10 } as const;

/** A Python on this machine. */
export interface Python {
  /** Path of its executable. */
  readonly path: string;
  /** Such as `3.11`. */
  readonly version: string;
}

const question = 'import sys; print("%d.%d" % sys.version_info[:2]); print(sys.executable or "")';

/** The environment of a Python that shall see its own packages only, and keep their bytecode. */
export function pythonOnly(env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  const { PYTHONPATH: _path, PYTHONHOME: _home, PYTHONDONTWRITEBYTECODE: _bytecode, ...rest } = env;
  return { ...rest, PYTHONNOUSERSITE: '1' };
}

/**
 * The first Python on the PATH that is new enough.
 *
 * @throws LabsError `local.python-missing`, or `local.python-too-old` with the newest there is
 */
export async function findPython(signal: AbortSignal): Promise<Python> {
  let tooOld: string | undefined;
  for (const command of candidates) {
    signal.throwIfAborted();
    const python = await ask(command);
    if (python === undefined) continue;
    if (isNewEnough(python.version)) return python;
    tooOld ??= python.version;
  }
  throw tooOld === undefined
    ? new LabsError('local.python-missing', {})
    : new LabsError('local.python-too-old', { found: tooOld });
}

/** What a command says of itself; undefined for one that is no Python or does not run. */
async function ask(command: string): Promise<Python | undefined> {
  try {
    const { stdout } = await run(command, ['-c', question], {
      env: pythonOnly(),
      timeout: 20_000,
    });
    const [version, path] = stdout.trim().split(/\r?\n/);
    return version && path ? { version, path } : undefined;
  } catch {
    return undefined;
  }
}

function isNewEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > oldest.major || (major === oldest.major && minor >= oldest.minor);
}
