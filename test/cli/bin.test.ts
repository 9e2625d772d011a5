import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { packageRoot } from '../../src/paths.ts';

const folder = mkdtempSync(join(tmpdir(), 'labs-bin-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('before it is built the command says what to run first, in both languages', () => {
  const copy = join(folder, 'bin', 'labs.mjs');
  cpSync(join(packageRoot, 'bin', 'labs.mjs'), copy);
  const { status, stdout, stderr } = spawnSync(process.execPath, [copy, 'list'], {
    encoding: 'utf8',
  });
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr.split('\n')).toEqual([
    'error: labs is not built yet (dist/ is missing).',
    '  Run this first: npm ci',
    '오류: 아직 빌드되지 않았습니다 (dist/ 가 없습니다).',
    '  먼저 실행하세요: npm ci',
    '',
  ]);
});
