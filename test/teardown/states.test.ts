import { expect, test } from 'vitest';
import { receiptExitCode } from '../../src/teardown/receipt.ts';
import type { FakeAws } from './fake-aws.ts';
import { createFakeAws } from './fake-aws.ts';
import { home, make, makeEndpoint, makeSandbox, minute, own, realistic } from './fake-sandbox.ts';
import type { FakeThing } from './fake-state.ts';
import { tearDown, tearDownAgain } from './tear-down.ts';

const kim = own('labs-kim');

function sandbox(): FakeAws {
  const fake = createFakeAws({ times: realistic });
  makeSandbox(fake.state, 'labs-kim');
  return fake;
}

function notebookOf(fake: FakeAws): FakeThing {
  const found = fake.state.things.find(({ kind }) => kind === 'NotebookInstance');
  if (found === undefined) throw new Error('no notebook');
  return found;
}

/** Statuses from which AWS comes to rest by itself, and what it comes to. */
const passing = {
  Pending: 'InService',
  Updating: 'Stopped',
  Stopping: 'Stopped',
  PendingMaintenance: 'InService',
  InMaintenance: 'InService',
} as const;

test.each([
  'Pending',
  'InService',
  'Stopping',
  'Stopped',
  'Failed',
  'Deleting',
  'Updating',
  'PendingMaintenance',
  'InMaintenance',
])('a notebook that is %s goes', async (status) => {
  const fake = sandbox();
  const notebook = notebookOf(fake);
  notebook.status = status;
  const next = (passing as Partial<Record<string, string>>)[status];
  fake.state.later(4 * minute, () => {
    if (next !== undefined) notebook.status = next;
    if (status === 'Deleting') fake.state.drop(fake.state.things, notebook);
  });
  const receipt = await tearDown(fake);
  expect(receipt).toMatchObject({ left: [], unknown: [] });
  expect(fake.state.things).toEqual([]);
});

test.each(['Pending', 'Stopping'])('a notebook stuck in %s keeps its stack', async (status) => {
  const fake = sandbox();
  notebookOf(fake).status = status;
  const receipt = await tearDown(fake);
  expect(receipt.left.map(({ type, reason, detail }) => ({ type, reason, detail }))).toEqual([
    { type: 'notebook', reason: 'stuck', detail: status },
    { type: 'bucket', reason: 'waits', detail: '' },
    { type: 'stack', reason: 'waits', detail: '' },
  ]);
  expect(receipt.stillBillingPerHour).toBe(0.05);
  expect(fake.state.stacks[0]?.status).toBe('CREATE_COMPLETE');
  // It was waited for as long as the run was told to, at five seconds a look.
  const looks = fake.calls.filter(({ operation }) => operation === 'ListNotebookInstances');
  expect(looks.length).toBeGreaterThan(300);
  expect(looks.length).toBeLessThan(400);
});

test.each(['InService', 'Failed', 'OutOfService', 'UpdateRollbackFailed'])(
  'an endpoint that is %s goes',
  async (status) => {
    const fake = sandbox();
    makeEndpoint(fake.state, 'x', kim);
    fake.state.find('Endpoint', home, 'x')!.status = status;
    expect(await tearDown(fake)).toMatchObject({ left: [], unknown: [] });
    expect(fake.state.things).toEqual([]);
  },
);

test.each(['Creating', 'Updating', 'SystemUpdating', 'RollingBack'])(
  'an endpoint that is %s is waited for, then goes',
  async (status) => {
    const fake = sandbox();
    makeEndpoint(fake.state, 'x', kim);
    const endpoint = fake.state.find('Endpoint', home, 'x')!;
    endpoint.status = status;
    fake.state.later(10 * minute, () => (endpoint.status = 'InService'));
    expect(await tearDown(fake)).toMatchObject({ left: [], unknown: [] });
    const refused = fake.calls.filter(({ operation }) => operation === 'DeleteEndpoint');
    expect(refused.length).toBe(1);
  },
);

const jobs = [
  ['TrainingJob', 'training-job'],
  ['ProcessingJob', 'processing-job'],
  ['TransformJob', 'transform-job'],
  ['HyperParameterTuningJob', 'tuning-job'],
] as const;

test.each(
  jobs.flatMap(([kind, type]) =>
    ['InProgress', 'Stopping', 'Stopped', 'Completed', 'Failed'].map(
      (status) => [type, status, kind] as const,
    ),
  ),
)('a %s that is %s comes to its end', async (type, status, kind) => {
  const fake = sandbox();
  make(fake.state, 'Model', 'model', kim);
  const job = make(fake.state, kind, 'job', { ...kim, status, madeFrom: 'model' });
  if (status === 'Stopping') fake.state.later(3 * minute, () => (job.status = 'Stopped'));
  const receipt = await tearDown(fake);
  expect(receipt).toMatchObject({ left: [], unknown: [], stillBillingPerHour: 0 });
  const where = kind === 'TransformJob' ? receipt.records : receipt.deleted;
  expect(where).toContainEqual({ type, id: 'job' });
  const stops = fake.calls.filter(({ operation }) => operation === `Stop${kind}`).length;
  expect(stops).toBe(status === 'InProgress' ? 1 : 0);
});

test.each(jobs)('a %s that is being deleted is waited for', async (kind) => {
  const fake = sandbox();
  const job = make(fake.state, kind, 'job', { ...kim, status: 'Deleting' });
  fake.state.later(3 * minute, () => fake.state.drop(fake.state.things, job));
  expect(await tearDown(fake)).toMatchObject({ left: [], unknown: [] });
});

test('a training job that AWS failed to delete is deleted again', async () => {
  const fake = sandbox();
  make(fake.state, 'TrainingJob', 'job', { ...kim, status: 'DeleteFailed' });
  expect(await tearDown(fake)).toMatchObject({ left: [], unknown: [] });
});

test('a warm pool is ended, then its job is deleted', async () => {
  const fake = sandbox();
  make(fake.state, 'TrainingJob', 'job', { ...kim, warmPool: 'Available' });
  expect(await tearDown(fake)).toMatchObject({ left: [], unknown: [] });
  const [update] = fake.calls.filter(({ operation }) => operation === 'UpdateTrainingJob');
  expect(update?.input).toEqual({
    TrainingJobName: 'job',
    ResourceConfig: { KeepAlivePeriodInSeconds: 0 },
  });
});

test('an endpoint that is Creating for hours keeps role and stack; all else goes', async () => {
  const fake = sandbox();
  makeEndpoint(fake.state, 'x', kim);
  make(fake.state, 'TrainingJob', 'train', kim);
  fake.state.find('Endpoint', home, 'x')!.status = 'Creating';
  const receipt = await tearDown(fake);
  expect(receiptExitCode([receipt])).toBe(3);
  expect(receipt.left.map(({ type, reason }) => `${type} ${reason}`)).toEqual([
    'notebook waits',
    'endpoint stuck',
    'endpoint-configuration waits',
    'model waits',
    'bucket waits',
    'stack waits',
  ]);
  expect(receipt.deleted).toEqual([{ type: 'training-job', id: 'train' }]);
  expect(fake.state.roles.has(kim.role)).toBe(true);
  expect(notebookOf(fake).status).toBe('Stopped');
  expect(receipt.stillBillingPerHour).toBe(0.23);
});

test.each([
  'CREATE_COMPLETE',
  'CREATE_FAILED',
  'CREATE_IN_PROGRESS',
  'REVIEW_IN_PROGRESS',
  'ROLLBACK_COMPLETE',
  'ROLLBACK_FAILED',
  'UPDATE_COMPLETE',
  'UPDATE_FAILED',
  'UPDATE_ROLLBACK_COMPLETE',
  'UPDATE_ROLLBACK_FAILED',
  'DELETE_FAILED',
])('a stack that is %s goes', async (status) => {
  const fake = sandbox();
  const [stack] = fake.state.stacks;
  stack!.status = status;
  stack!.hasOutputs = status === 'CREATE_COMPLETE' || status.startsWith('UPDATE_');
  fake.state.buckets[0]?.objects.push({ key: 'a', version: 'null', marker: false });
  expect(await tearDown(fake)).toMatchObject({ left: [], unknown: [] });
  expect(stack!.status).toBe('DELETE_COMPLETE');
  expect(fake.state.buckets).toEqual([]);
});

test.each([
  'UPDATE_IN_PROGRESS',
  'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS',
  'UPDATE_ROLLBACK_IN_PROGRESS',
  'ROLLBACK_IN_PROGRESS',
])('a stack that is %s is waited for, then goes', async (status) => {
  const fake = sandbox();
  const [stack] = fake.state.stacks;
  stack!.status = status;
  fake.state.later(6 * minute, () => (stack!.status = 'UPDATE_ROLLBACK_COMPLETE'));
  expect(await tearDown(fake)).toMatchObject({ left: [], unknown: [] });
  expect(fake.calls.filter(({ operation }) => operation === 'DeleteStack').length).toBe(1);
});

test('a stack that somebody else is deleting is waited for', async () => {
  const fake = sandbox();
  fake.state.deleteStack(fake.state.stacks[0]!);
  expect(await tearDown(fake)).toMatchObject({ left: [], unknown: [] });
  expect(fake.calls.filter(({ operation }) => operation === 'DeleteStack')).toEqual([]);
});

test('a bucket that is written to while its stack goes is emptied again', async () => {
  const fake = sandbox();
  let written = 0;
  fake.onDone = ({ operation }) => {
    if (operation !== 'DeleteStack' || written === 2) return;
    written += 1;
    fake.state.buckets[0]?.objects.push({ key: `late-${written}`, version: 'null', marker: false });
  };
  expect(await tearDown(fake)).toMatchObject({ left: [], unknown: [] });
  const tokens = fake.calls
    .filter(({ operation }) => operation === 'DeleteStack')
    .map(({ input }) => input.ClientRequestToken);
  expect(new Set(tokens).size).toBe(3);
});

test('a stack that fails to go three times is left, with CloudFormation’s reason', async () => {
  const fake = sandbox();
  fake.onDone = ({ operation }) => {
    if (operation !== 'DeleteStack') return;
    fake.state.buckets[0]?.objects.push({ key: 'again', version: 'null', marker: false });
  };
  const receipt = await tearDown(fake);
  expect(receipt.left).toContainEqual({
    type: 'stack',
    id: 'labs-kim',
    reason: 'failed',
    detail: 'DELETE_FAILED: The following resource(s) failed to delete: [Bucket].',
    pricePerHour: 0,
  });
});

test('a stack that is protected is left, and says so', async () => {
  const fake = sandbox();
  const text = 'Stack [labs-kim] cannot be deleted while TerminationProtection is enabled';
  fake.faults.push({
    operation: 'DeleteStack',
    error: Object.assign(new Error(text), { name: 'ValidationError' }),
  });
  const receipt = await tearDown(fake);
  expect(receipt.left).toContainEqual(
    expect.objectContaining({
      type: 'stack',
      reason: 'failed',
      detail: `ValidationError: ${text}`,
    }),
  );
});

test('what a stack leaves behind is removed without it', async () => {
  const fake = sandbox();
  const [stack] = fake.state.stacks;
  // As `--retain-resources`, or a removal policy of somebody's own, does it.
  stack!.status = 'DELETE_COMPLETE';
  fake.state.buckets[0]?.objects.push({ key: 'a', version: 'null', marker: false });
  const receipt = await tearDownAgain(fake, 'labs-kim');
  expect(receipt).toMatchObject({
    deleted: [
      { type: 'notebook', id: 'labs-kim-Notebook-x1' },
      { type: 'bucket', id: 'labs-kim-bucket-x1' },
    ],
    left: [],
    unknown: [],
  });
  expect(fake.state.things).toEqual([]);
  expect(fake.state.buckets).toEqual([]);
});
