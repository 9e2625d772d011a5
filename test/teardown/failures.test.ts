import { expect, test } from 'vitest';
import { receiptExitCode } from '../../src/teardown/receipt.ts';
import type { FakeAws } from './fake-aws.ts';
import { createFakeAws } from './fake-aws.ts';
import { makeMess } from './fake-sandbox.ts';
import { awsError } from './fake-answers.ts';
import { plan, run, tearDown, tearDownAgain } from './tear-down.ts';

function mess(): FakeAws {
  const fake = createFakeAws({ pageSize: 100 });
  makeMess(fake.state, 'labs-kim');
  return fake;
}

const denied = (action: string): Error =>
  awsError(
    'AccessDeniedException',
    `User: arn:aws:iam::111122223333:user/kim is not authorized to perform: ${action} on resource: *`,
  );

const steps = [
  'StopNotebookInstance',
  'StopTrainingJob',
  'UpdateTrainingJob',
  'StopHyperParameterTuningJob',
  'StopProcessingJob',
  'StopTransformJob',
  'DeleteEndpoint',
  'DeleteEndpointConfig',
  'DeleteModel',
  'DeleteTrainingJob',
  'DeleteHyperParameterTuningJob',
  'DeleteProcessingJob',
  'DeleteLogStream',
  'DeleteLogGroup',
  'ListObjectVersions',
  'DeleteObjects',
  'ListMultipartUploads',
  'AbortMultipartUpload',
  'DeleteStack',
];

test.each(steps)('%s that fails once is done again', async (operation) => {
  const fake = mess();
  fake.faults.push({ operation, error: awsError('InternalFailure', '', 500), times: 1 });
  const receipt = await tearDown(fake);
  expect(receipt).toMatchObject({ left: [], unknown: [], kept: [] });
  expect(fake.faults[0]?.times).toBe(0);
});

test.each(steps)(
  '%s that was executed although its answer was lost is no failure',
  async (operation) => {
    const fake = mess();
    let isLost = false;
    fake.onDone = (call) => {
      if (isLost || call.operation !== operation) return;
      isLost = true;
      throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
    };
    const receipt = await tearDown(fake);
    expect(isLost).toBe(true);
    expect(receipt).toMatchObject({ left: [], unknown: [], kept: [] });
  },
);

test.each(steps)(
  '%s that is never allowed leaves what needs it, and nothing else',
  async (operation) => {
    const fake = mess();
    const action = `sagemaker:${operation}`;
    fake.faults.push({ operation, error: denied(action) });
    const receipt = await tearDown(fake);
    expect(receiptExitCode([receipt])).toBe(3);
    const refused = receipt.left.filter(({ reason }) => reason === 'denied');
    expect(refused.length).toBeGreaterThan(0);
    expect(refused.every((item) => 'action' in item && item.action === action)).toBe(true);
    // Everything else is gone, or waits for what was refused.
    for (const item of receipt.left) expect(['denied', 'waits']).toContain(item.reason);
    expect(receipt.verifiedAt).not.toBeNull();

    fake.faults.length = 0;
    fake.restart();
    const again = await tearDownAgain(fake, 'labs-kim');
    expect(again).toMatchObject({ left: [], unknown: [], kept: [] });
  },
);

test('what was refused holds up only what depends on it', async () => {
  const fake = mess();
  fake.faults.push({ operation: 'DeleteModel', error: denied('sagemaker:DeleteModel') });
  const receipt = await tearDown(fake);
  expect(receipt.left.map(({ type, id }) => `${type} ${id}`)).toEqual([
    'model labs-kim-tagged',
    'model labs-kim-untagged',
  ]);
  expect(receipt.stillBillingPerHour).toBe(0);
});

test('an endpoint that may not be deleted keeps its role, and the receipt its price', async () => {
  const fake = mess();
  fake.faults.push({ operation: 'DeleteEndpoint', error: denied('sagemaker:DeleteEndpoint') });
  const receipt = await tearDown(fake);
  expect(receipt.left.map(({ type, reason }) => `${type} ${reason}`)).toEqual([
    'notebook waits',
    'log-group waits',
    'endpoint denied',
    'endpoint denied',
    'endpoint-configuration waits',
    'endpoint-configuration waits',
    'model waits',
    'model waits',
    'bucket waits',
    'stack waits',
  ]);
  expect(receipt.stillBillingPerHour).toBeCloseTo(0.46);
  const notebook = fake.state.things.find(({ kind }) => kind === 'NotebookInstance');
  expect(notebook?.status).toBe('Stopped');
  expect(fake.state.buckets[0]?.objects.length).toBeGreaterThan(0);
});

const lists = [
  ['ListEndpoints', 'endpoint', null],
  ['ListEndpointConfigs', 'endpoint-configuration', 0],
  ['ListModels', 'model', 0],
  ['ListTrainingJobs', 'training-job', null],
  // What it launches bills.
  ['ListHyperParameterTuningJobs', 'tuning-job', null],
  ['ListProcessingJobs', 'processing-job', null],
  ['ListTransformJobs', 'transform-job', null],
  ['ListNotebookInstances', 'notebook', null],
  ['DescribeLogStreams', 'log-stream', 0],
  ['DescribeLogGroups', 'log-group', 0],
  ['GetResources', 'tag-index', null],
] as const;

test.each(lists)(
  '%s that is denied makes its type unknown, never empty',
  async (operation, type, bills) => {
    const fake = mess();
    fake.faults.push({ operation, error: denied(`x:${operation}`) });
    const receipt = await tearDown(fake);
    expect(receipt.unknown).toContainEqual({
      type,
      reason: 'denied',
      detail: expect.stringContaining('AccessDeniedException') as unknown,
      action: `x:${operation}`,
    });
    expect(receiptExitCode([receipt])).toBe(3);
    expect(receipt.stillBillingPerHour).toBe(bills);
    // It is asked for a few times, not until the time is over.
    expect(fake.calls.filter((call) => call.operation === operation).length).toBeLessThan(12);

    fake.faults.length = 0;
    fake.restart();
    const again = await tearDownAgain(fake, 'labs-kim');
    expect([...(again?.left ?? []), ...(again?.unknown ?? [])]).toEqual([]);
    expect(fake.state.things.map(({ kind }) => kind)).toEqual(['TransformJob']);
  },
);

test.each(lists)('%s that fails once during the run is asked again', async (operation) => {
  const fake = mess();
  const planned = await plan(fake, 'labs-kim');
  fake.faults.push({ operation, error: awsError('InternalFailure', '', 500), times: 1 });
  const [receipt] = await run(fake, planned);
  expect(receipt).toMatchObject({ left: [], unknown: [] });
});

test('endpoints that cannot be listed keep the stack, and the rest goes', async () => {
  const fake = mess();
  fake.faults.push({ operation: 'ListEndpoints', error: denied('sagemaker:ListEndpoints') });
  const receipt = await tearDown(fake);
  expect(fake.state.stacks[0]?.status).toBe('CREATE_COMPLETE');
  expect(receipt.left).toContainEqual(
    expect.objectContaining({ type: 'bucket', reason: 'waits', waitsFor: { type: 'endpoint' } }),
  );
  expect(receipt.deleted).toContainEqual({ type: 'training-job', id: 'labs-kim-running' });
});

test('a list whose owners cannot be read is unknown as well', async () => {
  const fake = mess();
  fake.faults.push({ operation: 'DescribeModel', error: denied('sagemaker:DescribeModel') });
  const receipt = await tearDown(fake);
  expect(receipt.unknown.map(({ type }) => type).toSorted()).toEqual([
    'endpoint',
    'endpoint-configuration',
    'model',
    'transform-job',
  ]);
  // What carries the tag is known all the same.
  expect(receipt.deleted).toContainEqual({ type: 'endpoint', id: 'labs-kim-tagged' });
});

test('credentials that expire meanwhile end the run at once', async () => {
  const fake = mess();
  const planned = await plan(fake, 'labs-kim');
  const error = awsError('ExpiredTokenException', 'The security token is expired');
  fake.faults.push(
    ...['DeleteEndpoint', 'StopTrainingJob', 'ListEndpoints', 'ListTrainingJobs'].map(
      (operation) => ({
        operation,
        error,
      }),
    ),
  );
  const [receipt] = await run(fake, planned);
  expect(receipt?.verifiedAt).toBeNull();
  expect(receiptExitCode([receipt!])).toBe(3);
  expect(receipt?.left).toContainEqual(
    expect.objectContaining({ type: 'stack', reason: 'failed' }),
  );
});

test('credentials that are no good make no plan', async () => {
  const fake = mess();
  const error = awsError('UnrecognizedClientException', 'The security token is invalid');
  fake.faults.push({ operation: 'ListEndpoints', error });
  await expect(plan(fake, 'labs-kim')).rejects.toBe(error);
});

test('requests that are throttled for long are made later, not given up', async () => {
  const fake = mess();
  const error = awsError('ThrottlingException', 'Rate exceeded');
  fake.faults.push({ operation: 'DeleteModel', error, times: 40 });
  expect(await tearDown(fake)).toMatchObject({ left: [], unknown: [] });
});
