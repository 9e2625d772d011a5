import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { packageRoot } from '../../src/paths.ts';

const folder = mkdtempSync(join(tmpdir(), 'labs-bin-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The bin alone, as a clone has it before it is built. */
function unbuilt(): string {
  const copy = join(folder, 'bin', 'labs.mjs');
  cpSync(join(packageRoot, 'bin', 'labs.mjs'), copy);
  cpSync(join(packageRoot, 'package.json'), join(folder, 'package.json'));
  return copy;
}

test('before it is built the command says what to run first, in both languages', () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [unbuilt(), 'list'], {
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

test.each([
  { version: '18.20.4', says: 'this is 18.20.4' },
  { version: '20.18.3', says: 'this is 20.18.3' },
  { version: '20.19.0', says: 'not built yet' },
  { version: '22.0.0', says: 'not built yet' },
])('Node $version: $says', ({ version, says }) => {
  const older = `Object.defineProperty(process, 'versions', { value: { node: '${version}' } })`;
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--import', `data:text/javascript,${encodeURIComponent(older)}`, unbuilt(), 'list'],
    { encoding: 'utf8' },
  );
  expect(status).toBe(1);
  expect(stderr.split('\n')[0]).toContain(says);
});
