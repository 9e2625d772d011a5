import { expect, test } from 'vitest';
import { listStacks } from '../../src/aws/sandboxes.ts';
import { receiptExitCode } from '../../src/teardown/receipt.ts';
import type { FakeAws } from './fake-aws.ts';
import { createFakeAws } from './fake-aws.ts';
import {
  home,
  make,
  makeEndpoint,
  makeSandbox,
  makeStream,
  minute,
  own,
  roleOf,
  strangersRole,
} from './fake-sandbox.ts';
import { plan, tearDown, tearDownAgain } from './tear-down.ts';

const kim = own('labs-kim');
const lee = own('labs-lee');

function sandboxes(options: Parameters<typeof createFakeAws>[0] = {}): FakeAws {
  const fake = createFakeAws(options);
  makeSandbox(fake.state, 'labs-kim');
  makeSandbox(fake.state, 'labs-lee');
  return fake;
}

async function ownIds(fake: FakeAws): Promise<readonly string[]> {
  const planned = await plan(fake, 'labs-kim');
  return planned.sandboxes.flatMap(({ things }) =>
    things
      .filter(
        ({ type, state }) =>
          type !== 'notebook' && type !== 'bucket' && type !== 'stack' && state.is === 'found',
      )
      .map(({ type, id }) => `${type} ${id}`),
  );
}

test('a tag proves it, whatever the role', async () => {
  const fake = sandboxes();
  make(fake.state, 'TrainingJob', 'tagged', { tag: 'labs-kim', role: strangersRole });
  expect(await ownIds(fake)).toEqual(['training-job tagged']);
});

test('the tag of a sandbox whose name begins alike is another one', async () => {
  const fake = sandboxes();
  make(fake.state, 'TrainingJob', 'tagged', { tag: 'labs-kim-2', role: roleOf('labs-kim-2') });
  make(fake.state, 'TrainingJob', 'untagged', { role: roleOf('labs-kim-2') });
  expect(await ownIds(fake)).toEqual([]);
});

test('the role proves it, recorded by the thing or by what it was made from', async () => {
  const fake = sandboxes();
  const { state } = fake;
  makeEndpoint(state, 'x', { role: kim.role });
  make(state, 'TrainingJob', 'train', { role: kim.role });
  make(state, 'ProcessingJob', 'process', { role: kim.role });
  make(state, 'HyperParameterTuningJob', 'tune', { role: kim.role });
  make(state, 'TransformJob', 'transform', { madeFrom: 'x', status: 'InProgress' });
  expect(await ownIds(fake)).toEqual([
    'tuning-job tune',
    'transform-job transform',
    'training-job train',
    'processing-job process',
    'endpoint x',
    'endpoint-configuration x',
    'model x',
  ]);
});

test('a role of that path in another account is a stranger’s', async () => {
  const fake = sandboxes();
  const role = kim.role.replace('111122223333', '444455556666');
  make(fake.state, 'TrainingJob', 'train', { role });
  expect(await ownIds(fake)).toEqual([]);
});

test('an endpoint whose configuration is gone is kept, with what is not known of its price', async () => {
  const fake = sandboxes();
  make(fake.state, 'Endpoint', 'orphan', { madeFrom: 'gone' });
  make(fake.state, 'EndpointConfig', 'half', { madeFrom: 'gone' });
  const receipt = await tearDown(fake);
  expect(receipt.kept).toEqual([
    { type: 'endpoint', id: 'orphan', reason: 'unproved', pricePerHour: null },
    { type: 'endpoint-configuration', id: 'half', reason: 'unproved', pricePerHour: 0 },
  ]);
  expect(receipt.stillBillingPerHour).toBeNull();
  // What is kept and may bill is no clean account; what costs nothing by the hour is one.
  expect(receiptExitCode([receipt])).toBe(3);
  const free = { ...receipt, kept: receipt.kept.filter(({ pricePerHour }) => pricePerHour === 0) };
  expect(receiptExitCode([free])).toBe(0);
  expect(fake.state.find('Endpoint', home, 'orphan')?.status).toBe('InService');
});

test('an endpoint whose configuration and model are gone goes where its tag says so', async () => {
  const fake = sandboxes();
  make(fake.state, 'Endpoint', 'orphan', { tag: 'labs-kim', madeFrom: 'gone' });
  expect(await tearDown(fake)).toMatchObject({ kept: [], left: [] });
  expect(fake.state.find('Endpoint', home, 'orphan')).toBeUndefined();
});

test('an ended transform job of an unknown owner is not worth a line', async () => {
  const fake = sandboxes();
  make(fake.state, 'TransformJob', 'ended', { madeFrom: 'gone' });
  make(fake.state, 'TransformJob', 'running', { madeFrom: 'gone', status: 'InProgress' });
  const receipt = await tearDown(fake);
  expect(receipt.kept.map(({ id }) => id)).toEqual(['running']);
});

test('what is older than the sandbox cannot be its own, unless its tag says so', async () => {
  const fake = sandboxes();
  const old = { ageMs: 30 * 24 * 60 * minute };
  make(fake.state, 'Endpoint', 'strangers-old', { ...old, madeFrom: 'gone' });
  makeEndpoint(fake.state, 'own-old', { ...old, tag: 'labs-kim', role: kim.role });
  const receipt = await tearDown(fake);
  expect(receipt.kept).toEqual([]);
  expect(receipt.deleted).toContainEqual({ type: 'endpoint', id: 'own-old' });
  expect(fake.state.find('Endpoint', home, 'own-old')).toBeUndefined();
  const [list] = fake.calls.filter(({ operation }) => operation === 'ListEndpoints');
  expect(list?.input.CreationTimeAfter).toEqual(new Date('2026-11-22T08:59:00Z'));
});

test('a name that was freed and taken by a neighbour is the neighbour’s, before the index knows', async () => {
  const fake = sandboxes({ tagLag: 5 * minute });
  makeEndpoint(fake.state, 'demo', kim);
  fake.state.advance(10 * minute);
  for (const kind of ['Endpoint', 'EndpointConfig', 'Model'] as const) {
    fake.state.drop(fake.state.things, fake.state.find(kind, home, 'demo')!);
  }
  makeEndpoint(fake.state, 'demo', { ...lee, ageMs: 0 });
  fake.state.advance(minute);
  expect(await ownIds(fake)).toEqual([]);
});

test('what a neighbour made from our model is the neighbour’s, before the index knows', async () => {
  const fake = sandboxes({ tagLag: 5 * minute });
  make(fake.state, 'Model', 'ours', kim);
  make(fake.state, 'EndpointConfig', 'theirs', {
    tag: 'labs-lee',
    madeFrom: 'ours',
    ageMs: minute,
  });
  make(fake.state, 'Endpoint', 'theirs', { tag: 'labs-lee', madeFrom: 'theirs', ageMs: minute });
  expect(await ownIds(fake)).toEqual(['model ours']);
});

test('what we made from a stranger’s model is ours, before the index knows', async () => {
  const fake = sandboxes({ tagLag: 5 * minute });
  make(fake.state, 'Model', 'theirs', { role: strangersRole });
  make(fake.state, 'EndpointConfig', 'ours', {
    tag: 'labs-kim',
    madeFrom: 'theirs',
    ageMs: minute,
  });
  make(fake.state, 'Endpoint', 'ours', { tag: 'labs-kim', madeFrom: 'ours', ageMs: minute });
  expect(await ownIds(fake)).toEqual(['endpoint ours', 'endpoint-configuration ours']);
});

test('what the index still shows and AWS has forgotten is nothing', async () => {
  const fake = sandboxes({ tagLag: 60 * minute });
  makeEndpoint(fake.state, 'demo', { ...kim, ageMs: 90 * minute });
  for (const thing of fake.state.things.filter(({ name }) => name === 'demo')) {
    fake.state.drop(fake.state.things, thing);
  }
  expect(await ownIds(fake)).toEqual([]);
});

test('without the index every thing is asked, and the receipt says that older ones may be missed', async () => {
  const fake = sandboxes();
  makeEndpoint(fake.state, 'ours', kim);
  makeEndpoint(fake.state, 'theirs', lee);
  make(fake.state, 'Endpoint', 'orphan', { tag: 'labs-kim', madeFrom: 'gone' });
  fake.faults.push({
    operation: 'GetResources',
    error: Object.assign(new Error('no'), { name: 'AccessDeniedException' }),
  });
  const receipt = await tearDown(fake);
  expect(receipt).toMatchObject({ left: [], unknown: [{ type: 'tag-index' }] });
  expect(fake.state.things.map(({ name }) => name)).toEqual([
    'labs-lee-Notebook-x1',
    'theirs',
    'theirs',
    'theirs',
  ]);
});

test('things of a region belong to the sandbox of that region', async () => {
  const fake = createFakeAws();
  makeSandbox(fake.state, 'labs-kim');
  makeEndpoint(fake.state, 'far', { ...kim, region: 'us-west-2' });
  const receipt = await tearDown(fake);
  expect(receipt.deleted.map(({ type }) => type)).toEqual(['notebook', 'bucket', 'stack']);
  expect(fake.calls.filter(({ region }) => region !== home)).toEqual([]);
});

test('a log group of an endpoint that a sweep was cut off from is found by its tag', async () => {
  const fake = createFakeAws();
  makeSandbox(fake.state, 'labs-kim');
  makeEndpoint(fake.state, 'x', kim);
  makeStream(fake.state, '/aws/sagemaker/Endpoints/x', 'v/i-1');
  makeStream(fake.state, '/aws/sagemaker/Endpoints/x-of-lee', 'v/i-1');
  fake.faults.push({ operation: 'DeleteLogGroup', error: new Error('cut off') });
  await tearDown(fake);
  fake.faults.length = 0;
  fake.restart();
  const again = await tearDownAgain(fake, 'labs-kim');
  expect(again?.deleted).toEqual([{ type: 'log-group', id: '/aws/sagemaker/Endpoints/x' }]);
  expect(fake.state.groups.map(({ name }) => name)).toEqual(['/aws/sagemaker/Endpoints/x-of-lee']);
});

test('logs of a notebook whose stack is gone are found through the deleted stack', async () => {
  const fake = createFakeAws();
  makeSandbox(fake.state, 'labs-kim');
  await tearDown(fake);
  makeStream(fake.state, '/aws/sagemaker/NotebookInstances', 'labs-kim-Notebook-x1/late.log');
  makeStream(fake.state, '/aws/sagemaker/NotebookInstances', 'labs-kim-Notebook-x10/jupyter.log');
  fake.restart();
  const again = await tearDownAgain(fake, 'labs-kim');
  expect(again?.deleted.map(({ id }) => id)).toEqual([
    '/aws/sagemaker/NotebookInstances:labs-kim-Notebook-x1/late.log',
  ]);
});

test('a deleted stack of that name without our tag tells nothing', async () => {
  const fake = createFakeAws();
  makeSandbox(fake.state, 'labs-kim');
  const [stack] = fake.state.stacks;
  stack!.status = 'DELETE_COMPLETE';
  for (const key of Object.keys(stack!.tags)) delete stack!.tags[key];
  fake.state.things.length = 0;
  fake.state.buckets.length = 0;
  makeStream(fake.state, '/aws/sagemaker/NotebookInstances', 'labs-kim-Notebook-x1/jupyter.log');
  expect(await tearDownAgain(fake, 'labs-kim')).toBeUndefined();
  expect(await listStacks(fake.aws, home)).toEqual([]);
});
