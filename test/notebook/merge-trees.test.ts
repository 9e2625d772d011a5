import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packageRoot } from '../../src/paths.ts';
import { basePython, pythonTimeout } from './python.ts';

test(
  'editions of any shape come in whole around what a learner changed, in the middle of it too',
  async () => {
    const dir = mkdtempSync(join(tmpdir(), 'labs-trees-'));
    try {
      const program = join(import.meta.dirname, 'merge_trees.py');
      const agent = join(packageRoot, 'src/python/agent');
      const said = execFileSync(await basePython(), [program, join(dir, 'lab'), agent]);
      expect(JSON.parse(said.toString())).toEqual({ shapes: [], races: [] });
    } finally {
      rmSync(dir, { recursive: true, force: true });
    }
  },
  pythonTimeout,
);
