import { expect, test } from 'vitest';
import { receiptExitCode } from '../../src/teardown/receipt.ts';
import { createFakeAws } from './fake-aws.ts';
import {
  home,
  make,
  makeEndpoint,
  makeSandbox,
  makeStream,
  roleOf,
  strangersRole,
} from './fake-sandbox.ts';
import { account } from './fake-state.ts';
import { plan, run, tearDown, tearDownLeftovers } from './tear-down.ts';

const minute = 60_000;
const realistic = {
  notebookStops: 2 * minute,
  endpointGoes: minute,
  jobStops: 2 * minute,
  stackGoes: 3 * minute,
};
const kim = { tag: 'labs-kim', role: roleOf('labs-kim') };
const lee = { tag: 'labs-lee', role: roleOf('labs-lee') };

/** What a careless student leaves: everything, running and ended, tagged and not. */
function makeMess(fake: ReturnType<typeof createFakeAws>, who: typeof kim): void {
  const { state } = fake;
  const name = who.tag;
  const untagged = { role: who.role };
  makeSandbox(state, name);
  makeEndpoint(state, `${name}-tagged`, who);
  makeEndpoint(state, `${name}-untagged`, untagged);
  make(state, 'TrainingJob', `${name}-running`, { ...who, status: 'InProgress' });
  make(state, 'TrainingJob', `${name}-warm`, { ...untagged, warmPool: 'Available' });
  make(state, 'HyperParameterTuningJob', `${name}-tuning`, { ...who, status: 'InProgress' });
  make(state, 'ProcessingJob', `${name}-processing`, { ...untagged, status: 'InProgress' });
  make(state, 'TransformJob', `${name}-transform`, {
    madeFrom: `${name}-untagged`,
    status: 'InProgress',
  });
  makeStream(state, '/aws/sagemaker/TrainingJobs', `${name}-running/algo-1-1`);
  makeStream(state, '/aws/sagemaker/ProcessingJobs', `${name}-processing/algo-1-1`);
  makeStream(state, '/aws/sagemaker/TransformJobs', `${name}-transform/i-1`);
  makeStream(state, '/aws/sagemaker/NotebookInstances', `${name}-Notebook-x1/jupyter.log`);
  makeStream(state, `/aws/sagemaker/Endpoints/${name}-tagged`, 'v/i-1');
  const bucket = state.buckets.find((one) => one.name === `${name}-bucket-x1`);
  for (const key of ['a', 'b', 'c']) bucket?.objects.push({ key, version: 'null', marker: false });
  bucket?.objects.push({ key: 'd', version: 'v1', marker: true });
  bucket?.uploads.push('unfinished-1', 'unfinished-2', 'unfinished-3');
}

test.each([
  ['at once', undefined],
  ['in its own time', realistic],
])('everything a careless student made goes, where AWS answers %s', async (_, times) => {
  const fake = createFakeAws(times === undefined ? {} : { times });
  makeMess(fake, kim);
  makeMess(fake, lee);
  make(fake.state, 'Model', 'strangers-model', { role: strangersRole });
  make(fake.state, 'Endpoint', 'strangers-endpoint', { madeFrom: 'strangers-config' });
  make(fake.state, 'EndpointConfig', 'strangers-config', { madeFrom: 'strangers-model' });
  makeStream(fake.state, '/aws/sagemaker/TrainingJobs', 'strangers-job/algo-1-1');
  const isOthers = (name: string) => !name.startsWith('labs-kim') && !name.includes('/labs-kim');
  const before = fake.state.snapshot(isOthers);

  const receipt = await tearDown(fake);

  expect(fake.state.snapshot(isOthers)).toBe(before);
  expect(fake.state.things.filter(({ name }) => name.startsWith('labs-kim'))).toMatchObject([
    { name: 'labs-kim-transform', status: 'Stopped' },
  ]);
  expect(receipt).toMatchObject({
    sandbox: 'labs-kim',
    records: [{ type: 'transform-job', id: 'labs-kim-transform' }],
    kept: [],
    left: [],
    unknown: [],
    stillBillingPerHour: 0,
  });
  expect(receipt.verifiedAt).not.toBeNull();
  expect(receiptExitCode([receipt])).toBe(0);
  expect(receipt.deleted.map(({ type, id }) => `${type} ${id}`)).toMatchInlineSnapshot(`
    [
      "tuning-job labs-kim-tuning",
      "processing-job labs-kim-processing",
      "notebook labs-kim-Notebook-x1",
      "log-stream /aws/sagemaker/NotebookInstances:labs-kim-Notebook-x1/jupyter.log",
      "log-stream /aws/sagemaker/ProcessingJobs:labs-kim-processing/algo-1-1",
      "log-stream /aws/sagemaker/TrainingJobs:labs-kim-running/algo-1-1",
      "log-stream /aws/sagemaker/TransformJobs:labs-kim-transform/i-1",
      "training-job labs-kim-running",
      "training-job labs-kim-warm",
      "log-group /aws/sagemaker/Endpoints/labs-kim-tagged",
      "endpoint labs-kim-tagged",
      "endpoint labs-kim-untagged",
      "endpoint-configuration labs-kim-tagged",
      "endpoint-configuration labs-kim-untagged",
      "model labs-kim-tagged",
      "model labs-kim-untagged",
      "bucket labs-kim-bucket-x1",
      "stack labs-kim",
    ]
  `);
});

test('a second down finds nothing but records', async () => {
  const fake = createFakeAws();
  makeMess(fake, kim);
  await tearDown(fake);
  const again = await tearDownLeftovers(fake, { name: 'labs-kim', account, region: home });
  expect(again).toBeUndefined();
});

test('the role outlives its endpoints, whatever is quicker', async () => {
  const fake = createFakeAws({ times: { ...realistic, endpointGoes: 20 * minute } });
  makeMess(fake, kim);
  const receipt = await tearDown(fake);
  // The fake's endpoints fail for ever once their role is gone.
  expect(receipt.left).toEqual([]);
});

test('what the notebook makes while it is still running is found and goes too', async () => {
  const fake = createFakeAws({ times: realistic });
  makeMess(fake, kim);
  fake.onCall = ({ operation }) => {
    if (operation !== 'DeleteModel' || fake.state.find('Endpoint', home, 'late') !== undefined)
      return;
    makeEndpoint(fake.state, 'late', { ...kim, ageMs: 0 });
    make(fake.state, 'TrainingJob', 'late-job', { ...kim, ageMs: 0, status: 'InProgress' });
  };
  const receipt = await tearDown(fake);
  expect(receipt).toMatchObject({ left: [], unknown: [] });
  expect(receipt.deleted).toContainEqual({ type: 'endpoint', id: 'late' });
  expect(receipt.deleted).toContainEqual({ type: 'training-job', id: 'late-job' });
  const order = fake.calls.filter(({ writes }) => writes).map(({ operation }) => operation);
  expect(order.lastIndexOf('DeleteEndpoint')).toBeLessThan(order.indexOf('DeleteStack'));
});

test('two sandboxes of one region are swept in one go, each with its receipt', async () => {
  const fake = createFakeAws({ times: realistic });
  makeMess(fake, kim);
  makeMess(fake, lee);
  const receipts = await run(fake, await plan(fake, 'labs-kim', 'labs-lee'));
  expect(receipts.map(({ sandbox, left }) => ({ sandbox, left }))).toEqual([
    { sandbox: 'labs-kim', left: [] },
    { sandbox: 'labs-lee', left: [] },
  ]);
  expect(fake.state.things.map(({ kind }) => kind)).toEqual(['TransformJob', 'TransformJob']);
  expect(fake.calls.filter(({ operation }) => operation === 'GetResources').length).toBeLessThan(
    15,
  );
});
