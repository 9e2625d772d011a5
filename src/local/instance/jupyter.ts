import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import type { InstanceFolder } from './folder.ts';
import { kernelName } from './kernel.ts';
import type { LogStream } from './log-stream.ts';
import { killGroup, type Processes } from './processes.ts';

/** The JupyterLab of an instance. */
export interface Jupyter {
  /** `http://127.0.0.1:<port>/lab?token=<token>`: who has it, has the instance. */
  readonly url: string;
  /** False when its process has ended. */
  isRunning(): boolean;
}

const startsWithin = 90_000;
const lookEvery = 100;

/** What jupyter_server writes of itself into its runtime folder. */
const runtimeFile = z.object({ port: z.int(), token: z.string() });

/**
 * Starts JupyterLab on an instance and waits until it answers.
 *
 * @param python of our own environment
 * @param env of the instance
 * @param stream where its output goes, without the token
 */
export async function startJupyter(options: {
  readonly folder: InstanceFolder;
  readonly python: string;
  readonly env: Readonly<Record<string, string>>;
  readonly processes: Processes;
  readonly stream: LogStream;
  readonly signal: AbortSignal;
}): Promise<Jupyter> {
  const { folder, python, env, processes, stream, signal } = options;
  const token = randomBytes(24).toString('hex');
  await configure(folder, token);
  const child = processes.start(folder.root, python, ['-m', 'jupyterlab', '--no-browser'], {
    cwd: folder.sagemaker,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const say = (line: string) => stream.write(line.replaceAll(token, '...'));
  if (child.stdout) createInterface({ input: child.stdout }).on('line', say);
  if (child.stderr) createInterface({ input: child.stderr }).on('line', say);
  let ended = false;
  const isRunning = () => !ended;
  child.once('error', (error) => say(error.message));
  child.once('close', () => (ended = true));

  const until = Date.now() + startsWithin;
  while (isRunning() && Date.now() < until) {
    signal.throwIfAborted();
    const port = await portOf(child.pid, env, token);
    if (port !== undefined && (await answers(port, token, signal))) {
      const url = `http://127.0.0.1:${port}/lab?token=${token}`;
      return { url, isRunning };
    }
    await sleep(lookEvery, undefined, { signal });
  }
  if (isRunning()) killGroup(child.pid);
  throw new Error('JupyterLab did not start');
}

/** It offers the instance's kernels, also those that labs bring later; none of this machine's. */
const ownKernels = `import os
from jupyter_client.kernelspec import KernelSpecManager
from traitlets import default

class InstanceKernels(KernelSpecManager):
    @default("kernel_dirs")
    def _kernel_dirs_default(self):
        return [os.path.join(os.environ["JUPYTER_DATA_DIR"], "kernels")]

c.ServerApp.kernel_spec_manager_class = InstanceKernels
`;

/**
 * What it is told. In a file that only its user reads: a token on the command line or in the
 * environment would be seen by every process.
 */
async function configure(folder: InstanceFolder, token: string): Promise<void> {
  const dir = join(folder.home, '.jupyter');
  const settings = join(dir, 'lab', 'user-settings', '@jupyterlab', 'apputils-extension');
  await mkdir(settings, { recursive: true });
  await mkdir(join(folder.home, '.local', 'share', 'jupyter', 'runtime'), { recursive: true });
  const config = {
    ServerApp: {
      ip: '127.0.0.1',
      port: 0,
      allow_root: true,
      root_dir: folder.sagemaker,
    },
    IdentityProvider: { token },
    // It would look through the PATH, and ask npm, for twenty servers that are not there.
    LanguageServerManager: { autodetect: false },
    KernelSpecManager: { ensure_native_kernel: false },
    MultiKernelManager: { default_kernel_name: kernelName },
    LabApp: {
      news_url: null,
      check_for_updates_class: 'jupyterlab.NeverCheckForUpdate',
      extension_manager: 'readonly',
    },
  };
  await writeFile(join(dir, 'jupyter_server_config.py'), ownKernels);
  await writeFile(join(dir, 'jupyter_server_config.json'), JSON.stringify(config), { mode: 0o600 });
  await writeFile(
    join(settings, 'notification.jupyterlab-settings'),
    JSON.stringify({ checkForUpdates: false, fetchNews: 'false' }),
  );
}

async function portOf(
  pid: number | undefined,
  env: Readonly<Record<string, string>>,
  token: string,
): Promise<number | undefined> {
  const path = join(env['JUPYTER_RUNTIME_DIR'] ?? '', `jpserver-${pid}.json`);
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    const info = runtimeFile.parse(JSON.parse(text));
    return info.token === token ? info.port : undefined;
  } catch {
    // It is being written.
    return undefined;
  }
}

async function answers(port: number, token: string, signal: AbortSignal): Promise<boolean> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/api/status`, {
      headers: { authorization: `token ${token}` },
      signal,
    });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}
