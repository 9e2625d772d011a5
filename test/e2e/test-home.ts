import { mkdtemp, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { testPython } from '../python.ts';
import { runCli, runProgram } from './cli.ts';

/** A home of its own for a test: nothing of the person's is read or written. */
export interface TestHome {
  readonly dir: string;
  readonly labsHome: string;
  readonly env: NodeJS.ProcessEnv;
  /** Lets `https://github.com/` lead elsewhere; nowhere until this is called. */
  pointGitHubAt(url: string): void;
  remove(): Promise<void>;
}

/**
 * Makes a home in which no AWS configuration exists and github.com leads nowhere.
 *
 * The Python environment is shared between tests: it is what takes long to make.
 */
export async function testHome(): Promise<TestHome> {
  const dir = await mkdtemp(join(tmpdir(), 'labs-home-'));
  const labsHome = join(dir, 'labs-home');
  const { PATH, TMPDIR } = process.env;
  const env: NodeJS.ProcessEnv = {
    ...passedThrough(),
    PATH,
    LANG: 'C.UTF-8',
    LABS_LANG: 'en',
    ...(TMPDIR === undefined ? {} : { TMPDIR }),
    HOME: dir,
    LABS_HOME: labsHome,
    LABS_PYTHON_HOME:
      process.env['LABS_PYTHON_HOME'] ?? join(homedir(), '.cache', 'labs', 'python'),
    LABS_LOCAL_TIMES: 'instant',
    AWS_SHARED_CREDENTIALS_FILE: join(dir, 'none'),
    AWS_CONFIG_FILE: join(dir, 'none'),
    AWS_EC2_METADATA_DISABLED: 'true',
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: 'url.file:///nowhere/.insteadOf',
    GIT_CONFIG_VALUE_0: 'https://github.com/',
  };
  return {
    dir,
    labsHome,
    env,
    pointGitHubAt: (url) => void (env['GIT_CONFIG_KEY_0'] = `url.${url}.insteadOf`),
    remove: () => rm(dir, { recursive: true, force: true }),
  };
}

/** Settings of package clients and proxies, which the first use of the local AWS needs. */
function passedThrough(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) =>
      /^(pip_.*|(http|https|no|all)_proxy|ssl_cert_file|requests_ca_bundle|pyenv_.*)$/i.test(name),
    ),
  );
}

/** The plain AWS CLI on the environment that `labs local env` prints; gives its JSON answer. */
export async function awsCli(
  home: TestHome,
): Promise<(...args: readonly string[]) => Promise<unknown>> {
  const { stdout } = await runCli(['local', 'env', '--json'], home);
  const { environment } = JSON.parse(stdout) as { environment: NodeJS.ProcessEnv };
  const aws = join(dirname(await testPython()), 'aws');
  return async (...args) => {
    const env = { ...home.env, ...environment };
    const answer = await runProgram(aws, [...args, '--output', 'json'], { env });
    if (answer.code !== 0) throw new Error(`aws ${args.join(' ')}: ${answer.stderr}`);
    return answer.stdout.trim() === '' ? undefined : JSON.parse(answer.stdout);
  };
}
