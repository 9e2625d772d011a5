import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { pythonOnly } from '../../find-python.ts';
import type { InstanceFolder } from './folder.ts';

const run = promisify(execFile);

/** The kernel that the labs' notebooks ask for (notebook-al2023-v1: Python 3.10, conda). */
export const kernelName = 'conda_python3';

/** Where the Python of that kernel is in an instance; on AWS it is a conda environment. */
export function kernelFolder(folder: InstanceFolder): string {
  return join(folder.home, 'anaconda3', 'envs', 'python3');
}

const pip = '#!/bin/sh\nexec "$(dirname "$0")/python" -m pip "$@"\n';

/**
 * Makes the environment that the kernel of every instance is copied from: it sees the packages of
 * ours and installs into itself, so that `%pip install` in one instance reaches no other, and
 * never the local AWS.
 *
 * @param python of our own environment
 * @param template folder of the result
 */
export async function makeKernelTemplate(python: string, template: string): Promise<void> {
  if (existsSync(template)) return;
  const draft = `${template}.new`;
  await rm(draft, { recursive: true, force: true });
  await run(python, ['-m', 'venv', '--without-pip', '--symlinks', draft], { env: pythonOnly() });
  const ours = await sitePackages(dirname(dirname(python)));
  await writeFile(join(await sitePackages(draft), 'labs-local.pth'), `${ours}\n`);
  for (const script of await readdir(join(draft, 'bin'))) {
    // The activation scripts name the folder they were made in.
    if (!script.startsWith('python')) await rm(join(draft, 'bin', script));
  }
  for (const name of ['pip', 'pip3']) {
    await writeFile(join(draft, 'bin', name), pip, { mode: 0o755 });
  }
  await rename(draft, template);
}

async function sitePackages(environment: string): Promise<string> {
  const lib = join(environment, 'lib');
  const version = (await readdir(lib)).find((name) => /^python3\.\d+$/.test(name));
  if (version === undefined) throw new Error(`no Python in ${lib}`);
  return join(lib, version, 'site-packages');
}

/** Gives an instance its kernel. */
export async function installKernel(folder: InstanceFolder, template: string): Promise<void> {
  const environment = kernelFolder(folder);
  await mkdir(dirname(environment), { recursive: true });
  await cp(template, environment, { recursive: true, verbatimSymlinks: true });
  const spec = join(folder.home, '.local', 'share', 'jupyter', 'kernels', kernelName);
  await mkdir(spec, { recursive: true });
  const python = join(environment, 'bin', 'python');
  await writeFile(
    join(spec, 'kernel.json'),
    JSON.stringify({
      argv: [python, '-m', 'ipykernel_launcher', '-f', '{connection_file}'],
      display_name: kernelName,
      language: 'python',
      metadata: { debugger: true },
    }),
  );
}
