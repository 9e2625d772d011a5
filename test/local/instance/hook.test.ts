import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import {
  type InstanceFolder,
  instanceFolder,
  makeAnew,
} from '../../../src/local/instance/folder.ts';
import { failureReason, runHook } from '../../../src/local/instance/hook.ts';
import { createProcesses, markedProcesses } from '../../../src/local/instance/processes.ts';
import { tempFolder } from '../temp.ts';

const processes = createProcesses();

async function madeFolder(): Promise<InstanceFolder> {
  const folder = instanceFolder(join(await tempFolder(), 'lab'));
  await makeAnew(folder, { arn: 'arn', name: 'lab' });
  onTestFinished(() => processes.end(folder.root));
  return folder;
}

function hook(
  folder: InstanceFolder,
  script: string,
  more: { time?: number; signal?: AbortSignal } = {},
) {
  return runHook({
    name: 'OnStart',
    content: Buffer.from(script).toString('base64'),
    folder,
    env: { PATH: process.env['PATH'] ?? '', LABS_LOCAL_FOLDER: folder.root, A: 'b' },
    processes,
    signal: more.signal ?? new AbortController().signal,
    ...(more.time === undefined ? {} : { time: more.time }),
  });
}

test('runs with bash in the folder, with its environment; all it says is kept in order', async () => {
  const folder = await madeFolder();
  const script = 'set -euo pipefail; echo "$A"; echo no >&2; pwd; [[ a == a ]]\n';
  const result = await hook(folder, script);
  expect(result).toEqual({ ended: 'done', output: `b\nno\n${folder.root}\n` });
  const log = await readFile(join(folder.log, 'LifecycleConfigOnStart.log'), 'utf8');
  expect(log).toBe(result.output);
});

test('a hook that fails', async () => {
  const result = await hook(await madeFolder(), 'echo before; exit 3');
  expect(result).toEqual({ ended: 'failed', output: 'before\n' });
});

test('one that takes too long is ended, with its children', async () => {
  const folder = await madeFolder();
  const result = await hook(folder, 'sleep 60 & echo up; wait', { time: 200 });
  expect(result).toEqual({ ended: 'too-long', output: 'up\n' });
  await expect.poll(() => markedProcesses(folder.root)).toEqual([]);
});

test('what it leaves in the background goes on, until the instance ends', async () => {
  const folder = await madeFolder();
  const { ended } = await hook(folder, 'nohup sleep 60 >/dev/null 2>&1 & setsid sleep 60 &');
  expect(ended).toBe('done');
  await expect.poll(() => markedProcesses(folder.root)).toHaveLength(2);
  await processes.end(folder.root);
  expect(await markedProcesses(folder.root)).toEqual([]);
});

test('one that ignores the gentle end is ended all the same', async () => {
  const folder = await madeFolder();
  const script = `bash -c 'trap "" TERM; touch ${JSON.stringify(join(folder.tmp, 'up'))}; while :; do sleep 0.1; done' &`;
  await hook(folder, script);
  await expect.poll(() => existsSync(join(folder.tmp, 'up'))).toBe(true);
  expect((await markedProcesses(folder.root)).length).toBeGreaterThan(0);
  await processes.end(folder.root);
  expect(await markedProcesses(folder.root)).toEqual([]);
});

test('marks are of a folder and below, not of one that begins alike', async () => {
  const folder = await madeFolder();
  await hook(folder, 'sleep 60 >/dev/null 2>&1 &');
  expect(await markedProcesses(join(folder.root, '..'))).toHaveLength(1);
  expect(await markedProcesses(folder.root.slice(0, -1))).toEqual([]);
});

test('FailureReason in the words of AWS', () => {
  expect(failureReason('too-long', 'arn:config', 'arn:notebook')).toBe(
    "Notebook Instance Lifecycle Config 'arn:config' for Notebook Instance 'arn:notebook' took longer than 5 minutes. Please check your CloudWatch logs for more details if your Notebook Instance has Internet access.",
  );
});
