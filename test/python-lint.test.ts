import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { packageRoot } from '../src/paths.ts';
import { testPython } from './python.ts';

const run = promisify(execFile);

test.each(['check', 'format --check'])(
  'our Python passes ruff %s',
  async (command) => {
    const python = await testPython();
    const args = [
      '-m',
      'ruff',
      ...command.split(' '),
      '--no-cache',
      join(packageRoot, 'src/python'),
    ];
    const { stdout } = await run(python, args).catch((error: { stdout: string }) => error);
    expect(stdout).toMatch(/^(All checks passed|\d+ files already formatted)/);
  },
  600_000,
);
