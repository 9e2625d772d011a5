import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createReconciler } from '../../src/local/daemon/watch.ts';

interface Thing {
  readonly key: string;
  readonly status: string;
  readonly since: string;
}

const thing = (status: string, since = '1'): Thing => ({ key: 'a', status, since });

test('once for every state, and the one before is over when the next begins', async () => {
  const seen: string[] = [];
  const reconciler = createReconciler<Thing>(
    async ({ status }, signal) => {
      seen.push(`${status} begins`);
      await sleep(20, undefined, { signal }).catch(() => seen.push(`${status} is dropped`));
      seen.push(`${status} ends`);
    },
    () => undefined,
  );
  reconciler.tell([thing('Pending')]);
  reconciler.tell([thing('Pending')]);
  await sleep(5);
  reconciler.tell([thing('Stopping', '2')]);
  await sleep(60);
  expect(seen).toEqual([
    'Pending begins',
    'Pending is dropped',
    'Pending ends',
    'Stopping begins',
    'Stopping ends',
  ]);
});

test('the same state a second time is another one; what is gone is dropped', async () => {
  let entered = 0;
  let dropped = 0;
  const reconciler = createReconciler<Thing>(
    async (_, signal) => {
      entered += 1;
      await sleep(1_000, undefined, { signal }).catch(() => (dropped += 1));
    },
    () => undefined,
  );
  reconciler.tell([thing('Pending', '1')]);
  await expect.poll(() => entered).toBe(1);
  reconciler.tell([thing('Pending', '2')]);
  await expect.poll(() => [entered, dropped]).toEqual([2, 1]);
  reconciler.tell([]);
  await expect.poll(() => dropped).toBe(2);
});

test('closing waits for what is under way', async () => {
  let begun = false;
  let over = false;
  const reconciler = createReconciler<Thing>(
    async () => {
      begun = true;
      await sleep(30);
      over = true;
    },
    () => undefined,
  );
  reconciler.tell([thing('Pending')]);
  await expect.poll(() => begun).toBe(true);
  await reconciler.close();
  expect(over).toBe(true);
});

test('what fails is said, with its name', async () => {
  const log: string[] = [];
  const reconciler = createReconciler<Thing>(
    () => Promise.reject(new Error('no disk')),
    (line) => void log.push(line),
  );
  reconciler.tell([thing('Pending')]);
  await expect.poll(() => log).toEqual(['a Pending: no disk']);
});
