import { mkdtemp, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';

/** A home of its own for a test: nothing of the person's is read or written. */
export interface TestHome {
  readonly dir: string;
  readonly env: NodeJS.ProcessEnv;
  remove(): Promise<void>;
}

/**
 * Makes a home in which no AWS configuration exists and github.com leads nowhere, unless `git` says
 * where it leads.
 *
 * The Python environment is shared between tests: it is what takes long to make.
 *
 * @param git folder or URL that stands for `https://github.com/`
 */
export async function testHome(git = 'file:///nowhere/'): Promise<TestHome> {
  const dir = await mkdtemp(join(tmpdir(), 'labs-home-'));
  const { PATH, LANG, TMPDIR } = process.env;
  const python = process.env['LABS_PYTHON_HOME'] ?? join(homedir(), '.cache', 'labs', 'python');
  return {
    dir,
    env: {
      PATH,
      LANG: LANG ?? 'C.UTF-8',
      LABS_LANG: 'en',
      ...(TMPDIR === undefined ? {} : { TMPDIR }),
      ...passedThrough(),
      HOME: dir,
      LABS_HOME: join(dir, 'labs'),
      LABS_PYTHON_HOME: python,
      LABS_LOCAL_TIMES: 'instant',
      AWS_SHARED_CREDENTIALS_FILE: join(dir, 'none'),
      AWS_CONFIG_FILE: join(dir, 'none'),
      AWS_EC2_METADATA_DISABLED: 'true',
      GIT_CONFIG_COUNT: '4',
      GIT_CONFIG_KEY_0: `url.${git}.insteadOf`,
      GIT_CONFIG_VALUE_0: 'https://github.com/',
      GIT_CONFIG_KEY_1: 'uploadpack.allowAnySHA1InWant',
      GIT_CONFIG_VALUE_1: 'true',
      GIT_CONFIG_KEY_2: 'uploadpack.allowFilter',
      GIT_CONFIG_VALUE_2: 'true',
      GIT_CONFIG_KEY_3: 'protocol.file.allow',
      GIT_CONFIG_VALUE_3: 'always',
    },
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
