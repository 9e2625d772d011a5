import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { withLock } from '../../src/local/daemon/lock.ts';
import { tempFolder } from './temp.ts';

const { signal } = new AbortController();

test('one at a time, and each of them in the end', async () => {
  const path = join(await tempFolder(), 'a', 'lock');
  let inside = 0;
  let most = 0;
  const waited: number[] = [];
  const each = [1, 2, 3].map((id) =>
    withLock(path, { signal, onWait: () => waited.push(id) }, async () => {
      inside += 1;
      most = Math.max(most, inside);
      await sleep(30);
      inside -= 1;
      return id;
    }),
  );
  expect(await Promise.all(each)).toEqual([1, 2, 3]);
  expect(most).toBe(1);
  expect(waited).toHaveLength(2);
  expect(existsSync(path)).toBe(false);
});

test('the lock of a dead process is taken over', async () => {
  const path = join(await tempFolder(), 'lock');
  const { pid } = spawnSync('true');
  await writeFile(path, JSON.stringify({ pid, id: 'dead' }));
  expect(await withLock(path, { signal }, async () => 'in')).toBe('in');
});

test('the lock of a living process is not', async () => {
  const path = join(await tempFolder(), 'lock');
  await writeFile(path, JSON.stringify({ pid: process.pid, id: 'living' }));
  const stop = AbortSignal.timeout(300);
  await expect(withLock(path, { signal: stop }, async () => 'in')).rejects.toThrow(/abort/i);
  expect(existsSync(path)).toBe(true);
});

test('is given back when the work fails', async () => {
  const path = join(await tempFolder(), 'lock');
  const failing = withLock(path, { signal }, () => Promise.reject(new Error('no')));
  await expect(failing).rejects.toThrow('no');
  expect(existsSync(path)).toBe(false);
});
