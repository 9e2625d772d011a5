import { expect, test } from 'vitest';
import { receiptExitCode } from '../../src/teardown/receipt.ts';
import { endBilling, whatBills } from '../../src/teardown/end-billing.ts';
import { awsError } from './fake-answers.ts';
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
import { never, plan, tearDown, tearDownAgain } from './tear-down.ts';

const kim = own('labs-kim');
const stranger = { role: strangersRole };

/** Names of ours that were freed and taken by a stranger, and still carry our tag in the index. */
function retaken(taken: (fake: FakeAws) => void): FakeAws {
  const fake = createFakeAws({ tagLag: 40 * minute });
  const { state } = fake;
  makeSandbox(state, 'labs-kim');
  makeEndpoint(state, 'demo', { ...kim, ageMs: 60 * minute });
  make(state, 'TrainingJob', 'demo', { ...kim, ageMs: 60 * minute });
  for (const thing of state.things.filter(({ name }) => name === 'demo')) {
    state.drop(state.things, thing);
  }
  taken(fake);
  state.advance(20 * minute);
  return fake;
}

function strangers(fake: FakeAws): readonly string[] {
  return fake.state.things
    .filter(({ name }) => name === 'demo')
    .map(({ kind }) => kind)
    .toSorted();
}

test('a stranger’s things under names of ours stay, with their logs, whatever the index says', async () => {
  const fake = retaken(({ state }) => {
    makeEndpoint(state, 'demo', { ...stranger, ageMs: 0 });
    make(state, 'TrainingJob', 'demo', { ...stranger, ageMs: 0 });
    makeStream(state, '/aws/sagemaker/Endpoints/demo', 'v/i-1');
    makeStream(state, '/aws/sagemaker/TrainingJobs', 'demo/algo-1');
  });
  const receipt = await tearDown(fake);
  expect(strangers(fake)).toEqual(['Endpoint', 'EndpointConfig', 'Model', 'TrainingJob']);
  const [ofEndpoint, ofJobs] = fake.state.groups;
  expect(ofEndpoint?.tags).toEqual({});
  expect(ofJobs?.streams.size).toBe(1);
  expect(receipt).toMatchObject({ kept: [], left: [], unknown: [] });
  expect(receipt.deleted.map(({ type }) => type)).toEqual(['notebook', 'bucket', 'stack']);
  expect(receiptExitCode([receipt])).toBe(0);
});

test('nor is what bills of it ended with the lease', async () => {
  const fake = retaken(({ state }) => {
    makeEndpoint(state, 'demo', { ...stranger, ageMs: 0 });
    make(state, 'TrainingJob', 'demo', { ...stranger, ageMs: 0, status: 'InProgress' });
  });
  const [planned] = (await plan(fake, 'labs-kim')).sandboxes;
  const things = whatBills(planned!, { keepEndpoints: false });
  const ended = await endBilling(fake.aws, planned!, things, never);
  expect(ended.map(({ type }) => type)).toEqual(['notebook']);
  expect(strangers(fake)).toEqual(['Endpoint', 'EndpointConfig', 'Model', 'TrainingJob']);
});

test('a log group that was made again after its tag is left to whose it is', async () => {
  const fake = createFakeAws({ tagLag: 40 * minute });
  const { state } = fake;
  makeSandbox(state, 'labs-kim');
  const arn = `arn:aws:logs:${home}:111122223333:log-group:/aws/sagemaker/Endpoints/demo`;
  state.indexTags(arn, home, 'logs:log-group', { 'labs:sandbox': 'labs-kim' }, 0);
  makeStream(state, '/aws/sagemaker/Endpoints/demo', 'v/i-1');
  expect(await tearDown(fake)).toMatchObject({ left: [], unknown: [] });
  expect(state.groups).toHaveLength(1);
});

test('a bucket that only the index calls for is asked for its tags first', async () => {
  const fake = createFakeAws();
  const { state } = fake;
  makeSandbox(state, 'labs-kim');
  const bucket = (name: string, tags: Record<string, string>) => {
    const objects = [{ key: 'a', version: 'null', marker: false }];
    const arn = `arn:aws:s3:::${name}`;
    state.buckets.push({ name, arn, region: home, tags, objects, uploads: [] });
    state.indexTags(arn, home, 's3', { 'labs:sandbox': 'labs-kim' }, state.now - 60 * minute);
  };
  bucket('labs-kim-bucket-retaken', {});
  bucket('labs-kim-bucket-of-before', { 'labs:sandbox': 'labs-kim' });
  await tearDown(fake);
  expect(state.buckets.map(({ name }) => name)).toEqual(['labs-kim-bucket-retaken']);
});

test('a tuning job whose name has capitals is stopped, young or old, tagged or by its role', async () => {
  const fake = createFakeAws();
  makeSandbox(fake.state, 'labs-kim');
  const running = { status: 'InProgress' };
  make(fake.state, 'HyperParameterTuningJob', 'HPO-young', {
    ...kim,
    ...running,
    ageMs: 5 * minute,
  });
  make(fake.state, 'HyperParameterTuningJob', 'HPO-old', { ...kim, ...running });
  make(fake.state, 'HyperParameterTuningJob', 'HPO-tagged', {
    tag: 'labs-kim',
    role: strangersRole,
    ...running,
  });
  make(fake.state, 'HyperParameterTuningJob', 'HPO-strangers', {
    ...stranger,
    ...running,
    ageMs: 5 * minute,
  });
  const planned = await plan(fake, 'labs-kim');
  const ids = planned.sandboxes[0]?.things.flatMap(({ type, id }) =>
    type === 'tuning-job' ? id : [],
  );
  expect(ids).toEqual(['HPO-old', 'HPO-tagged', 'HPO-young']);
  const receipt = await tearDown(fake);
  expect(receipt).toMatchObject({ left: [], unknown: [], kept: [] });
  expect(fake.state.things.map(({ name, status }) => `${name} ${status}`)).toEqual([
    'HPO-strangers InProgress',
  ]);
});

test('an ARN that ListTags does not know leaves the role to tell', async () => {
  const fake = createFakeAws();
  makeSandbox(fake.state, 'labs-kim');
  makeEndpoint(fake.state, 'young', { ...kim, ageMs: 5 * minute });
  const error = awsError('ValidationException', 'Resource does not exist.');
  fake.faults.push({ operation: 'ListTags', error });
  expect(await tearDown(fake)).toMatchObject({ left: [], unknown: [] });
  expect(fake.state.find('Endpoint', home, 'young')).toBeUndefined();
});

test('what a tuning job that is unknown, or cannot be stopped, costs is not known', async () => {
  for (const operation of ['DescribeHyperParameterTuningJob', 'StopHyperParameterTuningJob']) {
    const fake = createFakeAws();
    makeSandbox(fake.state, 'labs-kim');
    make(fake.state, 'HyperParameterTuningJob', 'HPO', { role: kim.role, status: 'InProgress' });
    fake.faults.push({ operation, error: awsError('AccessDeniedException', 'no') });
    const receipt = await tearDown(fake);
    expect(receipt.left.length + receipt.unknown.length).toBeGreaterThan(0);
    expect(receipt.stillBillingPerHour).toBeNull();
  }
});

test('what records roles of two owners is nobody’s by them, whichever comes first', async () => {
  for (const [role, otherRole] of [
    [roleOf('labs-kim'), roleOf('labs-lee')],
    [roleOf('labs-kim'), strangersRole],
  ] as const) {
    const fake = createFakeAws();
    makeSandbox(fake.state, 'labs-kim');
    makeSandbox(fake.state, 'labs-lee');
    make(fake.state, 'HyperParameterTuningJob', 'both', { role, otherRole });
    const receipt = await tearDown(fake);
    expect(receipt.kept.map(({ id }) => id)).toEqual(['both']);
    expect(fake.state.find('HyperParameterTuningJob', home, 'both')).toBeDefined();
  }
});

test('an EXPRESS state machine, whose executions cannot be listed, goes like any other', async () => {
  const fake = createFakeAws();
  makeSandbox(fake.state, 'labs-kim');
  make(fake.state, 'StateMachine', 'labs-kim.flow', { type: 'EXPRESS' });
  const receipt = await tearDown(fake);
  expect(receipt).toMatchObject({ left: [], unknown: [] });
  expect(receipt.deleted).toContainEqual({ type: 'state-machine', id: 'labs-kim.flow' });
});

test('what costs nothing and cannot be settled keeps nothing that does', async () => {
  const fake = createFakeAws();
  makeSandbox(fake.state, 'labs-kim');
  make(fake.state, 'StateMachine', 'labs-kim.flow');
  make(fake.state, 'TrainingJob', 'train', kim);
  fake.faults.push({ operation: 'ListExecutions', error: awsError('AccessDeniedException', 'no') });
  const receipt = await tearDown(fake);
  expect(receipt.left.map(({ type, reason }) => `${type} ${reason}`)).toEqual([
    'state-machine denied',
  ]);
  expect(receipt.deleted.map(({ type }) => type)).toEqual([
    'notebook',
    'training-job',
    'bucket',
    'stack',
  ]);
  expect(receiptExitCode([receipt])).toBe(3);
});

const featureGroup = `arn:aws:sagemaker:${home}:111122223333:feature-group/mess-fg`;

test('what carries the tag and has no sweeper is left, and said before the question too', async () => {
  const fake = createFakeAws();
  const { state } = fake;
  makeSandbox(state, 'labs-kim');
  const tags = { 'labs:sandbox': 'labs-kim' };
  state.indexTags(featureGroup, home, 'feature-group', tags, state.now);
  const repository = `arn:aws:ecr:${home}:111122223333:repository/of-the-team`;
  state.indexTags(repository, home, 'ecr', tags, state.now);
  const hooks = `arn:aws:sagemaker:${home}:111122223333:notebook-instance-lifecycle-config/x`;
  state.indexTags(hooks, home, 'hooks', tags, state.now);
  make(state, 'Repository', 'of-the-team');
  const receipt = await tearDown(fake);
  const other = { type: 'other', reason: 'no-sweeper', detail: '', pricePerHour: null };
  expect(receipt.left).toEqual([
    { ...other, id: featureGroup },
    { ...other, id: repository },
  ]);
  expect(receipt.stillBillingPerHour).toBeNull();
  expect(receiptExitCode([receipt])).toBe(3);
  expect(state.find('Repository', home, 'of-the-team')).toBeDefined();
});

test('it is what is left of a sandbox that is gone, until the index forgets it', async () => {
  const fake = createFakeAws();
  const { state } = fake;
  makeSandbox(state, 'labs-kim');
  state.indexTags(featureGroup, home, 'x', { 'labs:sandbox': 'labs-kim' }, state.now);
  await tearDown(fake);
  fake.restart();
  expect((await tearDownAgain(fake, 'labs-kim'))?.left).toHaveLength(1);
  const planned = await plan(fake, 'labs-kim');
  expect(planned.isEmpty).toBe(false);
  for (const line of state.index) line.until = state.now;
  fake.restart();
  expect(await tearDownAgain(fake, 'labs-kim')).toBeUndefined();
});
