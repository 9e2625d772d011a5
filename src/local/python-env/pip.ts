import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { LabsError } from '../../errors.ts';
import { pythonOnly } from '../../find-python.ts';

/** How far pip is. */
export interface PipProgress {
  /** Packages it has looked up and brought. */
  readonly done: number;
  readonly total: number;
  /** All are here and are being unpacked. */
  readonly installing: boolean;
}

const lastLines = 40;
const quietly = ['--no-input', '--disable-pip-version-check', '--progress-bar', 'off'];
/** Bytecode comes with the first use of a module: making all of it takes a third of the time. */
const lazily = '--no-compile';

/** Number of packages that a requirements file pins. */
export function countRequirements(text: string): number {
  return text.split('\n').filter((line) => /^\s*[A-Za-z0-9]/.test(line)).length;
}

/**
 * Installs a requirements file.
 *
 * @param python path of the environment's Python
 * @throws LabsError `local.pip-network`, `local.disk-full` or `local.pip-failed`
 */
export async function pipInstall(options: {
  readonly python: string;
  readonly requirements: string;
  readonly total: number;
  readonly onProgress: (progress: PipProgress) => void;
  readonly signal: AbortSignal;
}): Promise<void> {
  const { python, requirements, total, onProgress, signal } = options;
  signal.throwIfAborted();
  const pip = spawn(python, ['-m', 'pip', 'install', ...quietly, lazily, '-r', requirements], {
    env: pipEnvironment(),
    stdio: ['ignore', 'pipe', 'pipe'],
    signal,
    killSignal: 'SIGTERM',
  });
  const tail: string[] = [];
  let done = 0;
  function listen(line: string): void {
    tail.push(line);
    if (tail.length > lastLines) tail.shift();
    if (/^(?:Collecting|Ignoring) /.test(line)) {
      done = Math.min(done + 1, total);
      onProgress({ done, total, installing: false });
    } else if (line.startsWith('Installing collected packages')) {
      onProgress({ done: total, total, installing: true });
    }
  }
  createInterface({ input: pip.stdout }).on('line', listen);
  createInterface({ input: pip.stderr }).on('line', listen);
  const code = await new Promise<number | null>((resolve, reject) => {
    pip.once('error', reject);
    pip.once('close', resolve);
  }).catch((error: unknown) => {
    signal.throwIfAborted();
    throw error;
  });
  signal.throwIfAborted();
  if (code !== 0) throw pipFailure(tail);
}

/** Of a user's own settings for pip all count but where to install. */
function pipEnvironment(): NodeJS.ProcessEnv {
  return { PIP_RETRIES: '2', ...pythonOnly(), PIP_USER: '0' };
}

const noNetwork =
  /NewConnectionError|ConnectTimeout|Connection(?: refused| aborted| reset|Reset|Error)|Max retries exceeded|name resolution|Name or service not known|nodename nor servname|getaddrinfo|ProxyError|SSLError|CERTIFICATE_VERIFY_FAILED|ReadTimeout|Network is unreachable|HTTP error 5\d\d|40[37] .*(?:Proxy|Forbidden)|from versions: none/i;
const noSpace = /No space left on device|Errno 28|Disk quota exceeded/i;

/** What the last lines of a pip that failed mean to a person. */
export function pipFailure(tail: readonly string[]): LabsError {
  const text = tail.join('\n');
  const cause = new Error(withoutCredentials(text));
  const said = withoutCredentials(
    tail.findLast((line) => line.startsWith('ERROR')) ?? tail.at(-1) ?? 'pip said nothing',
  );
  if (noSpace.test(text)) return new LabsError('local.disk-full', { path: '' }, { cause });
  if (noNetwork.test(text)) return new LabsError('local.pip-network', {}, { cause });
  return new LabsError('local.pip-failed', { said }, { cause });
}

/** An index's address may carry a name and a password. */
function withoutCredentials(text: string): string {
  return text.replace(/\/\/[^/\s@]+@/g, '//');
}
