import { execFile, execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, expect, test } from 'vitest';
import { instanceFolder, makeAnew } from '../../../src/local/instance/folder.ts';
import {
  installKernel,
  kernelFolder,
  makeKernelTemplate,
} from '../../../src/local/instance/kernel.ts';
import { localPython } from '../../python.ts';
import { tempFolder } from '../temp.ts';
import { tinyWheel } from '../tiny-wheel.ts';

const run = promisify(execFile);
let python: string;

beforeAll(async () => {
  python = await localPython();
}, 600_000);

async function says(executable: string, program: string): Promise<string> {
  const { stdout } = await run(executable, ['-c', program]);
  return stdout.trim();
}

test('each instance has our packages, and installs for itself alone', async () => {
  const folder = await tempFolder();
  const template = join(folder, 'kernel');
  await makeKernelTemplate(python, template);
  const [one, other] = await Promise.all(
    ['one', 'other'].map(async (name) => {
      const instance = instanceFolder(join(folder, name));
      await makeAnew(instance, { arn: 'arn', name });
      await installKernel(instance, template);
      return join(kernelFolder(instance), 'bin');
    }),
  );
  const inOne = join(one!, 'python');
  expect(await says(inOne, 'import boto3, ipykernel; print("both")')).toBe('both');
  execFileSync(join(one!, 'pip'), ['install', '--no-index', '-q', tinyWheel(folder)]);
  expect(await says(inOne, 'import tiny_lab; print(tiny_lab.answer)')).toBe('42');
  const prefix = await says(inOne, 'import sys; print(sys.prefix)');
  expect(prefix).toBe(join(one!, '..'));
  for (const executable of [join(other!, 'python'), python]) {
    await expect(says(executable, 'import tiny_lab')).rejects.toThrow('ModuleNotFoundError');
  }
});
