import { expect, test } from 'vitest';
import { receiptExitCode } from '../../src/teardown/receipt.ts';
import type { FakeAws } from './fake-aws.ts';
import { createFakeAws } from './fake-aws.ts';
import {
  home,
  make,
  makeProjects,
  makeSandbox,
  minute,
  own,
  realistic,
  roleOf,
  strangersRole,
} from './fake-sandbox.ts';
import { awsError } from './fake-answers.ts';
import type { Kind } from './fake-state.ts';
import { account, nameOfRole } from './fake-state.ts';
import { plan, run, tearDown, tearDownAgain } from './tear-down.ts';

const kim = own('labs-kim');

function projects(times = realistic, pageSize = 2): FakeAws {
  const fake = createFakeAws({ times, pageSize });
  makeSandbox(fake.state, 'labs-kim');
  makeProjects(fake.state, 'labs-kim');
  return fake;
}

const records = [
  { type: 'topics-job', id: 'labs-kim-topics' },
  { type: 'translation-job', id: 'labs-kim-translation' },
  { type: 'job-output', id: `sagemaker-${home}-${account}/labs-kim-fit/` },
];

test('everything of a project goes; the same of a neighbour, and a stranger’s, stays', async () => {
  const fake = projects();
  makeSandbox(fake.state, 'labs-lee');
  makeProjects(fake.state, 'labs-lee');
  for (const kind of ['ModelPackage', 'Experiment', 'Trial', 'TrialComponent'] as const) {
    make(fake.state, kind, `strangers-${kind}`);
  }
  make(fake.state, 'Pipeline', 'strangers', { role: strangersRole });
  make(fake.state, 'TopicsJob', 'strangers', { role: strangersRole, status: 'IN_PROGRESS' });
  make(fake.state, 'TranslationJob', 'strangers', { role: strangersRole, status: 'IN_PROGRESS' });
  make(fake.state, 'Repository', 'labs-kim-2/demo');
  make(fake.state, 'StateMachine', 'labs-kim-2.flow');
  // A name alone proves nothing of what is older than the sandbox.
  make(fake.state, 'Repository', 'labs-kim/older', { ageMs: 90_000_000 });
  const isOthers = (name: string) => !/^labs-kim(?!-2|\/older)/.test(name);
  const before = fake.state.snapshot(isOthers);
  const executions = JSON.stringify(fake.state.executions.filter(({ of }) => !of.includes('kim')));

  const receipt = await tearDown(fake);

  expect(receipt).toMatchObject({ kept: [], left: [], unknown: [], records });
  expect(fake.state.snapshot(isOthers)).toEqual(before);
  expect(JSON.stringify(fake.state.executions.filter(({ of }) => !of.includes('kim')))).toBe(
    executions,
  );
  expect(receipt.deleted.map(({ type, id }) => `${type} ${id}`)).toMatchInlineSnapshot(`
    [
      "state-machine labs-kim.flow",
      "pipeline labs-kim-pipeline",
      "notebook labs-kim-Notebook-x1",
      "trial-component labs-kim-by-hand",
      "trial-component labs-kim-of-job",
      "trial labs-kim-trial",
      "experiment labs-kim-experiment",
      "training-job labs-kim-fit",
      "model-package labs-kim-package",
      "ecr-repository labs-kim/demo",
      "bucket labs-kim-bucket-x1",
      "stack labs-kim",
    ]
  `);
});

const steps: readonly (readonly [string, string])[] = [
  ['DeleteModelPackage', 'model-package'],
  ['StopPipelineExecution', 'pipeline'],
  ['DeletePipeline', 'pipeline'],
  ['DisassociateTrialComponent', 'trial-component'],
  ['DeleteTrialComponent', 'trial-component'],
  ['DeleteTrial', 'trial'],
  ['DeleteExperiment', 'experiment'],
  ['DeleteRepository', 'ecr-repository'],
  ['ListExecutions', 'state-machine'],
  ['StopExecution', 'state-machine'],
  ['DeleteStateMachine', 'state-machine'],
  ['StopTextTranslationJob', 'translation-job'],
];

test.each(steps)('%s that fails once is done again', async (operation) => {
  const fake = projects();
  fake.faults.push({ operation, error: awsError('InternalFailure', '', 500), times: 1 });
  expect(await tearDown(fake)).toMatchObject({ left: [], unknown: [], kept: [], records });
  expect(fake.faults[0]?.times).toBe(0);
});

test.each(steps)('%s whose answer was lost is no failure', async (operation) => {
  const fake = projects();
  let isLost = false;
  fake.onDone = (call) => {
    if (isLost || call.operation !== operation) return;
    isLost = true;
    throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
  };
  expect(await tearDown(fake)).toMatchObject({ left: [], unknown: [], kept: [] });
  expect(isLost).toBe(true);
});

test.each(steps)('%s that is never allowed is said, and done later', async (operation, type) => {
  const fake = projects();
  const text = `User: x is not authorized to perform: x:${operation} on resource: *`;
  fake.faults.push({ operation, error: awsError('AccessDeniedException', text) });
  const receipt = await tearDown(fake);
  expect(receiptExitCode([receipt])).toBe(3);
  const refused = receipt.left.filter(({ reason }) => reason === 'denied');
  expect(refused.map((item) => item.type)).toContain(type);
  for (const item of receipt.left) expect(['denied', 'waits']).toContain(item.reason);

  fake.faults.length = 0;
  fake.restart();
  expect(await tearDownAgain(fake, 'labs-kim')).toMatchObject({ left: [], unknown: [], kept: [] });
});

const lists = [
  ['ListModelPackages', 'model-package'],
  ['ListPipelines', 'pipeline'],
  ['ListExperiments', 'experiment'],
  ['DescribeRepositories', 'ecr-repository'],
  ['ListStateMachines', 'state-machine'],
  ['ListTopicsDetectionJobs', 'topics-job'],
  ['ListTextTranslationJobs', 'translation-job'],
] as const;

test.each(lists)('%s that is denied makes its type unknown', async (operation, type) => {
  const fake = projects();
  fake.faults.push({ operation, error: awsError('AccessDeniedException', `x:${operation}`) });
  const receipt = await tearDown(fake);
  expect(receipt.unknown).toContainEqual(expect.objectContaining({ type, reason: 'denied' }));
  // What could not be seen of these can go on starting jobs that bill.
  const launches = type === 'pipeline' || type === 'state-machine';
  expect(receipt.stillBillingPerHour).toBe(launches ? null : 0);
  expect(receiptExitCode([receipt])).toBe(3);
});

// Topics jobs are records from the beginning: nothing but the last look asks for them.
const asked = lists.filter(([, type]) => type !== 'topics-job');

test.each(asked)('%s that fails once during the run is asked again', async (operation) => {
  const fake = projects();
  const planned = await plan(fake, 'labs-kim');
  fake.faults.push({ operation, error: awsError('InternalFailure', '', 500), times: 1 });
  const [receipt] = await run(fake, planned);
  expect(receipt).toMatchObject({ left: [], unknown: [] });
});

test('trial components that cannot be listed keep the job that proves them', async () => {
  const fake = projects();
  fake.faults.push({
    operation: 'ListTrialComponents',
    error: awsError('AccessDeniedException', 'no'),
  });
  const receipt = await tearDown(fake);
  expect(receipt.left).toContainEqual(
    expect.objectContaining({ type: 'training-job', id: 'labs-kim-fit', reason: 'waits' }),
  );
  fake.faults.length = 0;
  fake.restart();
  expect(await tearDownAgain(fake, 'labs-kim')).toMatchObject({ left: [], unknown: [] });
});

const starts: readonly (readonly [Kind, string, 'deleted' | 'records'])[] = [
  ['ModelPackage', 'Pending', 'deleted'],
  ['ModelPackage', 'InProgress', 'deleted'],
  ['ModelPackage', 'Failed', 'deleted'],
  ['ModelPackage', 'Deleting', 'deleted'],
  ['TopicsJob', 'SUBMITTED', 'records'],
  ['TopicsJob', 'FAILED', 'records'],
  ['TopicsJob', 'COMPLETED', 'records'],
  ['TranslationJob', 'SUBMITTED', 'records'],
  ['TranslationJob', 'STOP_REQUESTED', 'records'],
  ['TranslationJob', 'COMPLETED_WITH_ERROR', 'records'],
  ['TranslationJob', 'FAILED', 'records'],
  ['TranslationJob', 'STOPPED', 'records'],
];

test.each(starts)('a %s that is %s is one of the %s', async (kind, status, part) => {
  const fake = createFakeAws({ times: realistic });
  makeSandbox(fake.state, 'labs-kim');
  const thing = make(fake.state, kind, 'x', { ...kim, status });
  if (/Pending|InProgress/.test(status)) {
    fake.state.later(3 * minute, () => (thing.status = 'Completed'));
  }
  if (status === 'Deleting') {
    fake.state.later(3 * minute, () => fake.state.drop(fake.state.things, thing));
  }
  if (status === 'STOP_REQUESTED') fake.state.later(minute, () => (thing.status = 'STOPPED'));
  const receipt = await tearDown(fake);
  expect(receipt).toMatchObject({ left: [], unknown: [], kept: [] });
  expect(receipt[part].map(({ id }) => id)).toContain('x');
  expect(fake.calls.filter(({ operation }) => operation.startsWith('StopText')).length).toBe(
    status === 'SUBMITTED' && kind === 'TranslationJob' ? 1 : 0,
  );
});

test.each(['Executing', 'Stopping', 'Stopped', 'Failed', 'Succeeded'])(
  'a pipeline with an execution that is %s goes',
  async (status) => {
    const fake = createFakeAws({ times: realistic });
    makeSandbox(fake.state, 'labs-kim');
    const { arn } = make(fake.state, 'Pipeline', 'flow', { tag: 'labs-kim' });
    const execution = { arn: `${arn}/1`, of: arn, status };
    fake.state.executions.push(execution);
    if (status === 'Stopping') fake.state.later(minute, () => (execution.status = 'Stopped'));
    expect(await tearDown(fake)).toMatchObject({ left: [], unknown: [] });
    const stops = fake.calls.filter(({ operation }) => operation === 'StopPipelineExecution');
    expect(stops.length).toBe(status === 'Executing' ? 1 : 0);
  },
);

test('machines and pipelines come to rest before the jobs that they start', async () => {
  const fake = projects();
  make(fake.state, 'TrainingJob', 'started-by-it', { ...kim, status: 'InProgress' });
  await tearDown(fake);
  const at = (operation: string) =>
    fake.calls.findIndex((call) => call.operation === operation && call.writes);
  for (const stop of ['StopExecution', 'StopPipelineExecution']) {
    expect(at(stop)).toBeGreaterThan(-1);
    expect(at(stop)).toBeLessThan(at('DeleteTrainingJob'));
    expect(at(stop)).toBeLessThan(at('DeleteStack'));
  }
});

test('another’s component is taken out of the sandbox’s trial and stays', async () => {
  const fake = projects();
  make(fake.state, 'TrialComponent', 'lees', { tag: 'labs-lee' });
  fake.state.inTrials.push({ trial: 'labs-kim-trial', component: 'lees' });
  expect(await tearDown(fake)).toMatchObject({ left: [], unknown: [] });
  expect(fake.state.find('TrialComponent', home, 'lees')).toBeDefined();
  expect(fake.state.inTrials).toEqual([]);
});

test('policies that somebody attached to the role in the console do not hold up the stack', async () => {
  const fake = createFakeAws({ times: realistic });
  makeSandbox(fake.state, 'labs-kim');
  const role = nameOfRole(roleOf('labs-kim'));
  const foreign = ['arn:aws:iam::aws:policy/TranslateFullAccess', 'of-the-workshop'];
  fake.state.foreignPolicies.set(role, foreign);
  expect(await tearDown(fake)).toMatchObject({ left: [], unknown: [] });
  expect(foreign).toEqual([]);
  const iam = fake.calls.filter(({ service }) => service === 'IAM');
  expect(iam.filter(({ writes }) => writes).map(({ operation }) => operation)).toEqual([
    'DetachRolePolicy',
    'DeleteRolePolicy',
  ]);
});
