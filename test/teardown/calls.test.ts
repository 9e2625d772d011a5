import { expect, test } from 'vitest';
import { sweepers } from '../../src/teardown/registry.ts';
import type { FakeAws, FakeCall } from './fake-aws.ts';
import { createFakeAws } from './fake-aws.ts';
import {
  home,
  make,
  makeEndpoint,
  makeSandbox,
  makeStream,
  own,
  strangersRole,
} from './fake-sandbox.ts';
import type { Times } from './fake-state.ts';
import { plan, run, tearDown } from './tear-down.ts';

/** What AWS gives at most, where we ask for a hundred. */
const pageSize = 100;

/** Lists of both looks, at most one for each type. */
const bothLooks = 2 * sweepers.length;

function fakeWith(times?: Times): FakeAws {
  return createFakeAws({ pageSize, ...(times === undefined ? {} : { times }) });
}

function makeUsed(fake: FakeAws, name: string): void {
  makeSandbox(fake.state, name);
  const who = own(name);
  makeEndpoint(fake.state, `${name}-xgb`, who);
  for (const job of [`${name}-train-1`, `${name}-train-2`]) {
    make(fake.state, 'TrainingJob', job, who);
    makeStream(fake.state, '/aws/sagemaker/TrainingJobs', `${job}/algo-1-1`);
  }
  for (const log of ['LifecycleConfigOnCreate', 'LifecycleConfigOnStart']) {
    makeStream(fake.state, '/aws/sagemaker/NotebookInstances', `${name}-Notebook-x1/${log}`);
  }
  const bucket = fake.state.buckets.find((one) => one.name === `${name}-bucket-x1`);
  bucket?.objects.push({ key: 'a', version: 'null', marker: false });
}

/**
 * Calls without polling: every step, each different question, and the second look. A question that
 * repeats an earlier one before the last step only waits for an answer to change.
 */
function withoutPolling(calls: readonly FakeCall[]): number {
  const lastStep = calls.findLastIndex(({ writes }) => writes);
  const asked = new Set<string>();
  return calls.filter((call, at) => {
    if (call.writes) return true;
    const question = JSON.stringify([call.operation, call.input]);
    const isNew = !asked.has(question);
    asked.add(question);
    return isNew || at > lastStep;
  }).length;
}

test('one used sandbox takes nineteen calls at most beside the lists of both looks', async () => {
  const fake = fakeWith();
  makeUsed(fake, 'labs-kim');
  const receipt = await tearDown(fake);
  expect(receipt).toMatchObject({ left: [], unknown: [] });
  expect(receipt.deleted.length).toBe(12);
  expect(withoutPolling(fake.calls)).toBeLessThanOrEqual(bothLooks + 19);
  // With AWS at once there is next to nothing to wait for.
  expect(fake.calls.length).toBeLessThan(bothLooks + 36);
});

test('one fresh sandbox takes no more calls than the lists of both looks', async () => {
  const fake = fakeWith();
  makeSandbox(fake.state, 'labs-kim');
  await tearDown(fake);
  expect(withoutPolling(fake.calls)).toBeLessThan(bothLooks);
});

test('the plan is read-only, and asks for each list once', async () => {
  const fake = fakeWith();
  makeUsed(fake, 'labs-kim');
  await plan(fake, 'labs-kim');
  expect(fake.calls.filter(({ writes }) => writes)).toEqual([]);
  const lists = fake.calls.filter(({ operation }) => operation.startsWith('List'));
  expect(lists.length).toBe(new Set(lists.map(({ operation }) => operation)).size);
});

test('lists do not multiply with sandboxes: fifty are planned with the lists of one', async () => {
  const fake = fakeWith();
  const names = Array.from({ length: 50 }, (_, at) => `labs-ml101-s${at}`);
  for (const name of names) makeUsed(fake, name);
  await plan(fake, ...names);
  const lists = fake.calls.filter(({ operation }) => operation.startsWith('List'));
  expect(lists.length).toBeLessThan(sweepers.length - 4);
  const { length } = fake.calls;
  // Price of an endpoint: two; logs: one for each job, one for each endpoint.
  expect(length).toBeLessThan(50 * 5 + sweepers.length + 8);
});

test('the calls of a run grow with what is left over, not with what stands around', async () => {
  const countFor = async (sandboxes: number): Promise<number> => {
    const fake = fakeWith();
    const names = Array.from({ length: sandboxes }, (_, at) => `labs-ml101-s${at}`);
    for (const name of names) makeUsed(fake, name);
    await run(fake, await plan(fake, ...names));
    return withoutPolling(fake.calls);
  };
  const one = await countFor(1);
  const four = await countFor(4);
  expect(four).toBeLessThan(one + 3 * 27);

  const fake = fakeWith();
  makeUsed(fake, 'labs-kim');
  for (let nth = 0; nth < 90; nth += 1) {
    makeEndpoint(fake.state, `neighbours-${nth}`, own('labs-lee'));
    make(fake.state, 'TrainingJob', `older-${nth}`, { role: strangersRole, ageMs: 90_000_000 });
  }
  await tearDown(fake);
  // A hundred neighbours' things a page of the tag index, and none of them asked for by itself.
  expect(withoutPolling(fake.calls)).toBeLessThan(one + 5);
});

test('what is asked about a stranger’s thing is asked once for plan and run together', async () => {
  const fake = fakeWith();
  makeSandbox(fake.state, 'labs-kim');
  makeEndpoint(fake.state, 'strangers', { role: strangersRole });
  make(fake.state, 'TrainingJob', 'strangers', { role: strangersRole });
  await tearDown(fake);
  const asked = fake.calls
    .map(({ operation }) => operation)
    .filter((operation) => /^Describe(Endpoint|EndpointConfig|Model|TrainingJob)$/.test(operation));
  expect(asked.toSorted()).toEqual([
    'DescribeEndpoint',
    'DescribeEndpointConfig',
    'DescribeModel',
    'DescribeTrainingJob',
  ]);
  expect(fake.state.find('Endpoint', home, 'strangers')).toBeDefined();
});
