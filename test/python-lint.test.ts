import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { packageRoot } from '../src/paths.ts';
import { testPython } from './python.ts';

const run = promisify(execFile);

test.each([
  ['src/notebook/agent', 'check'],
  ['src/notebook/agent', 'format --check'],
  ['src/local/server', 'check'],
  ['src/local/server', 'format --check'],
  ['src/local/compute', 'check'],
  ['src/local/compute', 'format --check'],
  ['src/rehearsal', 'check'],
  ['src/rehearsal', 'format --check'],
])('the Python of %s passes ruff %s', { timeout: 600_000 }, async (folder, command) => {
  const python = await testPython();
  const args = ['-m', 'ruff', ...command.split(' '), '--no-cache', join(packageRoot, folder)];
  const { stdout } = await run(python, args).catch((error: { stdout: string }) => error);
  expect(stdout).toMatch(/All checks passed|already formatted/);
});
