import { expect, test } from 'vitest';
import { receiptExitCode } from '../../src/teardown/receipt.ts';
import { createFakeAws } from './fake-aws.ts';
import {
  home,
  make,
  makeEndpoint,
  makeMess,
  makeStream,
  minute,
  own,
  realistic,
  strangersRole,
} from './fake-sandbox.ts';
import { account } from './fake-state.ts';
import { plan, run, tearDown, tearDownAgain } from './tear-down.ts';

const kim = own('labs-kim');

test.each([
  ['at once', undefined],
  ['in its own time', realistic],
])('everything a careless student made goes, where AWS answers %s', async (_, times) => {
  const fake = createFakeAws(times === undefined ? {} : { times });
  makeMess(fake.state, 'labs-kim');
  makeMess(fake.state, 'labs-lee');
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
      "notebook labs-kim-Notebook-x1",
      "log-stream /aws/sagemaker/NotebookInstances:labs-kim-Notebook-x1/jupyter.log",
      "log-stream /aws/sagemaker/ProcessingJobs:labs-kim-processing/algo-1-1",
      "log-stream /aws/sagemaker/TrainingJobs:labs-kim-running/algo-1-1",
      "log-stream /aws/sagemaker/TransformJobs:labs-kim-transform/i-1",
      "training-job labs-kim-running",
      "training-job labs-kim-warm",
      "processing-job labs-kim-processing",
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
  makeMess(fake.state, 'labs-kim');
  await tearDown(fake);
  fake.restart();
  const again = await tearDownAgain(fake, 'labs-kim');
  expect(again).toBeUndefined();
});

test('the role outlives its endpoints, whatever is quicker', async () => {
  const fake = createFakeAws({ times: { ...realistic, endpointGoes: 20 * minute } });
  makeMess(fake.state, 'labs-kim');
  const receipt = await tearDown(fake);
  // The fake's endpoints fail for ever once their role is gone.
  expect(receipt.left).toEqual([]);
});

test('what the notebook makes while it is still running is found and goes too', async () => {
  const fake = createFakeAws({ times: realistic });
  makeMess(fake.state, 'labs-kim');
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
  makeMess(fake.state, 'labs-kim');
  makeMess(fake.state, 'labs-lee');
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

test('gone is what a fresh list does not show, not what AWS said it would delete', async () => {
  const fake = createFakeAws();
  makeMess(fake.state, 'labs-kim');
  const { state } = fake;
  let isBack = false;
  fake.onDone = ({ operation, input }) => {
    if (operation !== 'DeleteModel' || isBack || input.ModelName !== 'labs-kim-tagged') return;
    isBack = true;
    // Its list goes on showing it for twenty seconds.
    const ghost = make(state, 'Model', 'labs-kim-tagged', kim);
    state.later(20_000, () => state.drop(state.things, ghost));
  };
  const started = state.now;
  expect(await tearDown(fake)).toMatchObject({ left: [], unknown: [] });
  expect(state.now - started).toBeGreaterThan(20_000);
  const asked = fake.calls.filter(
    ({ operation, input }) => operation === 'DeleteModel' && input.ModelName === 'labs-kim-tagged',
  );
  expect(asked.length).toBe(1);
});

test('a delete that AWS took and forgot is asked for again', async () => {
  const fake = createFakeAws();
  makeMess(fake.state, 'labs-kim');
  let isLost = false;
  fake.onDone = ({ operation }) => {
    if (operation !== 'DeleteModel' || isLost) return;
    isLost = true;
    make(fake.state, 'Model', 'labs-kim-tagged', kim);
  };
  expect(await tearDown(fake)).toMatchObject({ left: [], unknown: [] });
});

test('every call to a bucket names the owner that is expected', async () => {
  const fake = createFakeAws();
  makeMess(fake.state, 'labs-kim');
  await tearDown(fake);
  const calls = fake.calls.filter(({ service, input }) => service === 'S3' && 'Bucket' in input);
  expect(calls.length).toBeGreaterThan(5);
  expect(calls.filter(({ input }) => input.ExpectedBucketOwner !== account)).toEqual([]);
});
