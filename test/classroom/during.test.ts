import { expect, test } from 'vitest';
import { listSandboxesIn } from '../../src/aws/sandboxes.ts';
import { loadCatalog } from '../../src/catalog/load.ts';
import { membersOf } from '../../src/classroom/class.ts';
import { extendJourneys, stopJourneys } from '../../src/classroom/during.ts';
import { runJourneys } from '../../src/classroom/run/run.ts';
import type { Journey } from '../../src/classroom/run/step.ts';
import { recordingHost } from '../../src/host/recording-host.ts';
import { createTestClock } from '../clock.ts';
import type { FakeClass } from './fake-class.ts';
import { createFakeClass, fillClass } from './fake-class.ts';

const catalog = await loadCatalog();

async function membersIn({ aws }: FakeClass) {
  const all = await listSandboxesIn(aws, ['us-east-1'], (_, error) => {
    throw error;
  });
  return membersOf(all, 'ml');
}

function run({ aws }: FakeClass, journeys: readonly Journey[]) {
  const { signal } = new AbortController();
  return runJourneys(aws, recordingHost(), journeys, {
    signal,
    mostBusy: 100,
    clock: createTestClock(),
  });
}

test('stopping a class asks each notebook that runs, once', async () => {
  const fake = createFakeClass();
  fillClass(fake, 'ml', 4);
  fake.resting.set('labs-ml-s2-notebook', 'Stopped');
  const arrivals = await run(fake, stopJourneys(fake.aws, await membersIn(fake)));
  expect(arrivals.every(({ is }) => is === 'ready')).toBe(true);
  expect(fake.resting.size).toBe(4);
  expect(fake.calls.filter((call) => call === 'StopNotebookInstance')).toHaveLength(3);
});

test('a class has more time from when it would stop, in its stacks and its wishes', async () => {
  const fake = createFakeClass();
  fillClass(fake, 'ml', 3, '2030-01-01T00:00:00Z');
  const members = await membersIn(fake);
  const hours = 2 * 3_600_000;
  await run(fake, extendJourneys(fake.aws, catalog, members, hours, new Date()));
  const stopsAt = [...fake.stacks.values()].map(({ parameters }) => parameters.get('StopsAt'));
  expect(stopsAt).toEqual(Array(3).fill('2030-01-01T02:00:00Z'));
  const wish = JSON.parse(fake.objects.get('labs-ml-s1-bucket/.labs/desired.json') ?? '{}');
  expect(wish).toMatchObject({ version: 1, stopsAt: '2030-01-01T02:00:00Z' });
});
