import { existsSync } from 'node:fs';
import { userInfo } from 'node:os';
import { delimiter, join } from 'node:path';
import { packageRoot } from '../../paths.ts';
import { noProxy } from './no-proxy.ts';
import type { RoleCredentials } from '../server/server-call.ts';
import type { InstanceFolder } from './folder.ts';
import { processMark } from './processes.ts';

type Variables = Record<string, string>;

/** What of the environment that started the daemon an instance may see. */
const passedOn =
  /^(?:GIT_CONFIG_.+|GIT_SSL_.+|(?:https?|all|ftp|no)_proxy|SSL_CERT_(?:FILE|DIR)|REQUESTS_CA_BUNDLE|CURL_CA_BUNDLE|PIP_.+|LANG|LC_.+|TZ|SHELL)$/i;

/** Has the file that every Python of an instance begins with. */
const pythonFolder = join(packageRoot, 'src', 'python', 'instance');

export interface InstanceEnvironmentOptions {
  readonly folder: InstanceFolder;
  /** Of the environment that started the daemon. */
  readonly outside: Readonly<Record<string, string | undefined>>;
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: RoleCredentials;
  /** Folders before everything else on the PATH. */
  readonly path: readonly string[];
  readonly gitObjects: string;
  readonly pipCache: string;
  /** Python environments that all instances share. */
  readonly environments: string;
  readonly systemctl: { readonly address: string; readonly token: string };
}

/** The environment of everything that runs in an instance. */
export function instanceEnvironment(options: InstanceEnvironmentOptions): Variables {
  const { folder, outside, endpoint, region, credentials, path, gitObjects, pipCache } = options;
  const from = Object.entries(outside).filter(([name]) => passedOn.test(name));
  return {
    PIP_CACHE_DIR: pipCache,
    PYTHONPATH: pythonFolder,
    ...(Object.fromEntries(from) as Variables),
    ...noProxy(outside),
    PATH: [...path, outside['PATH'] ?? '/usr/local/bin:/usr/bin:/bin'].join(delimiter),
    HOME: folder.home,
    TMPDIR: folder.tmp,
    USER: userInfo().username,
    LOGNAME: userInfo().username,
    XDG_CONFIG_DIRS: folder.xdg,
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_SESSION_TOKEN: credentials.sessionToken,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_EC2_METADATA_DISABLED: 'true',
    GIT_TERMINAL_PROMPT: '0',
    GIT_ALTERNATE_OBJECT_DIRECTORIES: gitObjects,
    JUPYTER_CONFIG_DIR: join(folder.home, '.jupyter'),
    JUPYTER_DATA_DIR: join(folder.home, '.local', 'share', 'jupyter'),
    JUPYTER_RUNTIME_DIR: join(folder.home, '.local', 'share', 'jupyter', 'runtime'),
    [processMark]: folder.root,
  };
}

/** What the hooks and the units they install see beside that. */
export function hookEnvironment(options: InstanceEnvironmentOptions): Variables {
  return {
    ...userGitConfig(options.outside),
    ...instanceEnvironment(options),
    LABS_SYSTEMD: options.folder.systemd,
    LABS_SAGEMAKER: options.folder.sagemaker,
    LABS_USER: userInfo().username,
    LABS_ENVIRONMENTS: options.environments,
    LABS_SYSTEMCTL: options.systemctl.address,
    LABS_SYSTEMCTL_TOKEN: options.systemctl.token,
  };
}

/**
 * The user's own git settings (a proxy, a mirror in place of github.com), which git does not find
 * from the home of an instance. Not for Jupyter, where `git config --global` would change them.
 */
function userGitConfig(outside: InstanceEnvironmentOptions['outside']): Variables {
  const home = outside['HOME'];
  if (home === undefined) return {};
  const xdg = outside['XDG_CONFIG_HOME'] || join(home, '.config');
  const usual = join(home, '.gitconfig');
  const other = join(xdg, 'git', 'config');
  // Git takes a file that is not there yet for an empty one, and reads it when it is made.
  return { GIT_CONFIG_GLOBAL: !existsSync(usual) && existsSync(other) ? other : usual };
}
