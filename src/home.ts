import { join, resolve } from 'node:path';
import envPaths from 'env-paths';

/** Where the local AWS keeps what it has, all of it below one folder. */
export interface LocalHome {
  /** The folder itself: removed whole by `labs local down`. */
  readonly dir: string;
  /** Process id, endpoint and keys of the running daemon; only its user can read it. */
  readonly daemonFile: string;
  readonly daemonLog: string;
  /** Held while a command starts or stops the daemon. */
  readonly startLock: string;
  /** One line of JSON for every AWS call. */
  readonly callLog: string;
  /** A folder for every notebook instance. */
  readonly instances: string;
  /** Git objects of every repository that was cloned once. */
  readonly gitObjects: string;
  /** What stands before everything else on the PATH of an instance. */
  readonly shims: string;
  /** The Python environment that the kernel of every instance is copied from. */
  readonly kernel: string;
  /** Packages that were fetched once, for the environments of every instance. */
  readonly pip: string;
  /** Files of jobs and endpoints that are computed. */
  readonly compute: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** The layout below a folder; see {@link localHome} for the one that the commands use. */
export function homeAt(dir: string): LocalHome {
  return {
    dir,
    daemonFile: join(dir, 'daemon.json'),
    daemonLog: join(dir, 'daemon.log'),
    startLock: `${dir}.lock`,
    callLog: join(dir, 'calls.ndjson'),
    instances: join(dir, 'instances'),
    gitObjects: join(dir, 'git', 'objects'),
    shims: join(dir, 'bin'),
    kernel: join(dir, 'kernel'),
    pip: join(dir, 'pip'),
    compute: join(dir, 'compute'),
  };
}

/** The local AWS of this user: below LABS_HOME, else where the platform keeps a program's data. */
export function localHome(env: Environment = process.env): LocalHome {
  return homeAt(join(labsHome(env), 'local'));
}

/**
 * Where receipts of teardowns are kept for this user; those of the local AWS go with it.
 *
 * @param local whether they are the local AWS's
 */
export function receiptsHome(env: Environment, local: boolean): string {
  return join(local ? localHome(env).dir : labsHome(env), 'receipts');
}

/** The folder of everything that we keep for this user. */
export function labsHome(env: Environment = process.env): string {
  return resolve(env['LABS_HOME'] || envPaths('labs', { suffix: '' }).data);
}

/** Where Python environments are made: LABS_PYTHON_HOME, else the platform's cache. */
export function pythonHome(env: Environment = process.env): string {
  const own = env['LABS_PYTHON_HOME'];
  return resolve(own || join(envPaths('labs', { suffix: '' }).cache, 'python'));
}
