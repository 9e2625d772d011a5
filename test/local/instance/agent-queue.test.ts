import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { atOnce, createAgentQueue, freelyUpTo } from '../../../src/local/instance/agent-queue.ts';

async function mostAtOnce(instances: number): Promise<number> {
  const queue = createAgentQueue();
  let running = 0;
  let most = 0;
  const all = Array.from({ length: instances }, () =>
    queue.run(instances, async () => {
      most = Math.max(most, (running += 1));
      await sleep(10);
      running -= 1;
    }),
  );
  await Promise.all(all);
  return most;
}

test('up to ten run when they like, past that four at once', async () => {
  expect([freelyUpTo, atOnce]).toEqual([10, 4]);
  expect(await mostAtOnce(10)).toBe(10);
  expect(await mostAtOnce(11)).toBe(4);
});

test('one that fails does not hold up the others', async () => {
  const queue = createAgentQueue();
  await expect(queue.run(60, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await queue.run(60, async () => 'next')).toBe('next');
});
