import { execFile } from 'node:child_process';
import { LabsError } from '../../errors.ts';

/** No prompt, no hook, no helper of the repository's own: it need not be trusted. */
const options = [
  'core.hooksPath=/dev/null',
  'core.fsmonitor=false',
  'protocol.ext.allow=never',
  'fetch.recurseSubmodules=no',
  'gc.auto=0',
  'maintenance.auto=false',
  'http.lowSpeedLimit=1000',
  'http.lowSpeedTime=60',
].flatMap((option) => ['-c', option]);

const longestMs = 15 * 60_000;
const mostBytes = 256 * 1024 * 1024;

/** What git said when it failed, in one line. */
export class GitError extends Error {
  override readonly name = 'GitError';
}

/** How git is run. */
export interface GitOptions {
  /** What it reads from its standard input. */
  readonly input?: string;
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
}

/**
 * Runs git on a bare repository.
 *
 * @throws LabsError `check.no-git` where there is no git, GitError where it fails
 */
export async function git(
  dir: string,
  args: readonly string[],
  { env, signal, input = '' }: GitOptions,
): Promise<Buffer> {
  const { promise, resolve, reject } = withResolvers<Buffer>();
  const child = execFile(
    'git',
    [...options, `--git-dir=${dir}`, ...args],
    {
      env: gitEnvironment(env),
      encoding: 'buffer',
      maxBuffer: mostBytes,
      timeout: longestMs,
      signal,
    },
    (error, out, said) => {
      if (error === null) resolve(out);
      else if (error.code === 'ENOENT') reject(new LabsError('check.no-git', {}, { cause: error }));
      else if (error.name === 'AbortError') reject(error);
      else reject(new GitError(reasonOf(said.toString('utf8'), error), { cause: error }));
    },
  );
  // It may end before it has read everything; what it says then is the error.
  child.stdin?.on('error', () => undefined).end(input);
  return promise;
}

function withResolvers<T>() {
  let resolve: (value: T) => void = () => undefined;
  let reject: (reason: unknown) => void = () => undefined;
  const promise = new Promise<T>((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });
  return { promise, resolve, reject };
}

/** The caller's own settings count (`url.….insteadOf`, proxies), its repository does not. */
function gitEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const own = Object.entries(env).filter(
    ([name]) =>
      !/^GIT_(DIR|WORK_TREE|INDEX_FILE|OBJECT_DIRECTORY|COMMON_DIR|NAMESPACE)$/.test(name),
  );
  return {
    ...Object.fromEntries(own),
    LC_ALL: 'C',
    GIT_ASKPASS: 'true',
    GIT_TERMINAL_PROMPT: '0',
    GCM_INTERACTIVE: 'never',
  };
}

function reasonOf(said: string, error: Error): string {
  const lines = said.split('\n').filter((line) => /^(fatal|error|remote):/.test(line));
  const text = lines.at(-1)?.replace(/^\w+:\s*/, '') ?? error.message.split('\n', 1)[0] ?? '';
  // A credential may stand in an address that git repeats.
  return text.replace(/\/\/[^/@\s]+@/g, '//');
}
