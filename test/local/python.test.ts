import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { recordingHost } from '../../src/host/recording-host.ts';
import { findPython } from '../../src/find-python.ts';
import { pythonEnvironment } from '../../src/local/python-env/python.ts';
import { tempFolder } from './temp.ts';
import { tinyWheel } from './tiny-wheel.ts';

const { signal } = new AbortController();

afterEach(() => vi.unstubAllEnvs());

/** A PATH on which `python3` is a script. */
async function onlyPython(script: string): Promise<void> {
  const folder = await tempFolder();
  await writeFile(join(folder, 'python3'), `#!/bin/sh\n${script}\n`);
  await chmod(join(folder, 'python3'), 0o755);
  vi.stubEnv('PATH', folder);
}

/** Requirements that need no network: one package of ours, as a wheel beside them. */
async function smallRequirements(folder: string): Promise<string> {
  const path = join(folder, 'requirements.txt');
  await writeFile(path, `tiny-lab @ file://${encodeURI(tinyWheel(folder))}\n`);
  return path;
}

test('without a Python it says how to get one', async () => {
  vi.stubEnv('PATH', await tempFolder());
  await expect(findPython(signal)).rejects.toMatchObject({ code: 'local.python-missing' });
});

test('a Python that is too old is named', async () => {
  await onlyPython('echo 3.8; echo /usr/bin/python3');
  await expect(findPython(signal)).rejects.toMatchObject({
    code: 'local.python-too-old',
    params: { found: '3.8' },
  });
});

test('a command that does not run is none', async () => {
  await onlyPython('exit 127');
  await expect(findPython(signal)).rejects.toMatchObject({ code: 'local.python-missing' });
});

test('a Python without venv names the package that has it', async () => {
  await onlyPython(
    'case "$*" in *venv*) echo "ensurepip is not available" >&2; exit 1;; esac\necho 3.12; echo "$0"',
  );
  vi.stubEnv('LABS_PYTHON_HOME', await tempFolder());
  await expect(pythonEnvironment(recordingHost(), signal)).rejects.toMatchObject({
    code: 'local.python-no-venv',
    params: { version: '3.12' },
  });
});

test('two at once make it once; a half-made one is made again', { timeout: 120_000 }, async () => {
  const folder = await tempFolder();
  const requirements = await smallRequirements(folder);
  vi.stubEnv('LABS_PYTHON_HOME', join(folder, 'python'));
  const hosts = [recordingHost(), recordingHost()] as const;
  const [made, same] = await Promise.all([
    pythonEnvironment(hosts[0], signal, requirements),
    pythonEnvironment(hosts[1], signal, requirements),
  ]);
  expect(made).toBe(same);
  const makers = hosts.filter(({ events }) => events.some((event) => event.type === 'task'));
  expect(makers).toHaveLength(1);
  expect(makers[0]?.events.at(-1)).toMatchObject({ state: 'done', done: 1, total: 1 });
  expect(run(made)).toBe('42');

  const dir = join(made, '..', '..');
  await rm(join(dir, 'complete.json'));
  await writeFile(join(dir, 'half'), '');
  const again = await pythonEnvironment(recordingHost(), signal, requirements);
  expect(run(again)).toBe('42');
  expect(existsSync(join(dir, 'half'))).toBe(false);
  expect(await readdir(join(folder, 'python'))).toHaveLength(1);
});

test(
  'an index that cannot be reached is a matter of the network',
  { timeout: 120_000 },
  async () => {
    const folder = await tempFolder();
    const requirements = join(folder, 'requirements.txt');
    await writeFile(requirements, 'no-such-package-of-labs==1.0\n');
    vi.stubEnv('LABS_PYTHON_HOME', join(folder, 'python'));
    vi.stubEnv('PIP_INDEX_URL', 'http://127.0.0.1:1/simple');
    vi.stubEnv('PIP_USER', '1');
    await mkdir(join(folder, 'python'));
    await expect(pythonEnvironment(recordingHost(), signal, requirements)).rejects.toMatchObject({
      code: 'local.pip-network',
    });
    expect(await readdir(join(folder, 'python'))).toEqual([]);
  },
);

function run(python: string): string {
  return execFileSync(python, ['-c', 'import tiny_lab; print(tiny_lab.answer)']).toString().trim();
}
