import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { copyFile, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { packageRoot } from '../../src/paths.ts';

const run = promisify(execFile);
const cache = join(homedir(), '.cache', 'labs', 'sdks');

/**
 * A Python environment with the packages of a file, and the hook that every kernel of a sandbox has.
 *
 * Made on first use, which takes minutes, and kept below the user's cache.
 *
 * @param version such as `3.10`
 * @param requirements name of a file in `requirements/`
 * @returns path of its `python`
 */
export async function sdkEnvironment(version: string, requirements: string): Promise<string> {
  const file = join(packageRoot, 'test', 'sdks', 'requirements', requirements);
  const wanted = `${version} ${await readFile(file, 'utf8')}`;
  const dir = join(cache, createHash('sha256').update(wanted).digest('hex').slice(0, 16));
  const python = join(dir, 'bin', 'python');
  const mark = join(dir, 'complete');
  if (!existsSync(mark)) {
    await rm(dir, { recursive: true, force: true });
    await mkdir(cache, { recursive: true });
    await run(pythonOf(version), ['-m', 'venv', dir]);
    const install = ['-m', 'pip', 'install', '--quiet', '--no-input', '--requirement', file];
    await run(python, install, { maxBuffer: 1 << 26 });
    await writeFile(mark, '');
  }
  await installHook(dir);
  return python;
}

/** As the agent does it in an instance; each time, for the hook may have changed. */
async function installHook(dir: string): Promise<void> {
  const [lib = ''] = (await readdir(join(dir, 'lib'))).filter((name) => name.startsWith('python'));
  const packages = join(dir, 'lib', lib, 'site-packages');
  const hook = join(packageRoot, 'src/python/agent/labs_prepare/labs_tags.py');
  await copyFile(hook, join(packages, 'labs_tags.py'));
  await writeFile(join(packages, 'labs_tags.pth'), 'import labs_tags\n');
}

/** A Python of a version: of pyenv, else on the PATH. */
function pythonOf(version: string): string {
  const versions = join(process.env['PYENV_ROOT'] ?? join(homedir(), '.pyenv'), 'versions');
  const found = existsSync(versions)
    ? readdirSync(versions).find((name) => name.startsWith(`${version}.`))
    : undefined;
  return found === undefined ? `python${version}` : join(versions, found, 'bin', 'python');
}
