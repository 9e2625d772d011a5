import { listStacks } from '../../src/aws/sandboxes.ts';
import { parameterDate } from '../../src/sandbox/lease.ts';
import { parameterNames } from '../../src/sandbox/parameters.ts';
import { tagKeys } from '../../src/sandbox/tags.ts';
import type { TeardownTarget } from '../../src/teardown/facts.ts';
import type { FakeAws } from './fake-aws.ts';
import type { FakeState, FakeThing, Kind, Times } from './fake-state.ts';
import { account, arnOf, kinds } from './fake-state.ts';

export const minute = 60_000;
const hour = 60 * minute;

/** Times as AWS takes them, in their order of size. */
export const realistic: Times = {
  notebookStops: 2 * minute,
  endpointGoes: minute,
  jobStops: 2 * minute,
  stackGoes: 3 * minute,
};

export const home = 'us-east-1';

/** What a thing is to be; a name, and whose it shows itself to be. */
export interface Making {
  readonly region?: string;
  readonly status?: string;
  /** Value of the sandbox's tag; none where absent. */
  readonly tag?: string;
  readonly role?: string;
  readonly madeFrom?: string;
  /** S3 URI below which a job wrote. */
  readonly output?: string;
  /** Before the fake's now. */
  readonly ageMs?: number;
  readonly warmPool?: string;
  readonly type?: string;
  readonly otherRole?: string;
}

/** Makes a thing, an hour old unless said otherwise. */
export function make(state: FakeState, kind: Kind, name: string, making: Making = {}): FakeThing {
  const { region = home, status = firstStatus(kind), tag, role, madeFrom, output } = making;
  const { warmPool, type, otherRole } = making;
  const born = state.now - (making.ageMs ?? hour);
  const arn = arnOf(kind, region, name);
  const tags: Record<string, string> = tag === undefined ? {} : { [tagKeys.sandbox]: tag };
  const thing: FakeThing = {
    kind,
    region,
    name,
    arn,
    createdAt: new Date(born),
    status,
    tags,
    role,
    madeFrom,
    output,
    instanceType: kind === 'NotebookInstance' ? 'ml.t3.medium' : 'ml.m5.xlarge',
    ...(warmPool === undefined ? {} : { warmPool }),
    ...(type === undefined ? {} : { type }),
    ...(otherRole === undefined ? {} : { otherRole }),
  };
  state.things.push(thing);
  // Translate's jobs take no tags.
  if (kind !== 'TranslationJob') state.indexTags(arn, region, kinds[kind].arn, tags, born);
  return thing;
}

function firstStatus(kind: Kind): string {
  if (kind === 'EndpointConfig' || kind === 'Model') return '';
  if (kind === 'TopicsJob' || kind === 'TranslationJob') return 'COMPLETED';
  return kind === 'Endpoint' || kind === 'NotebookInstance' ? 'InService' : 'Completed';
}

/** The role of a sandbox, or of somebody else. */
export function roleOf(sandbox: string): string {
  return `arn:aws:iam::${account}:role/labs/${sandbox}/${sandbox}-Role-1`;
}

/** What a thing of a sandbox shows: its tag and its role. */
export function own(sandbox: string): { readonly tag: string; readonly role: string } {
  return { tag: sandbox, role: roleOf(sandbox) };
}

export const strangersRole = `arn:aws:iam::${account}:role/service-role/Stranger`;

/** Makes a sandbox that came up a day ago: stack, role, bucket and running notebook. */
export function makeSandbox(state: FakeState, name: string, region = home): void {
  const createdAt = new Date(state.now - 24 * hour);
  const tags = { [tagKeys.sandbox]: name, [tagKeys.owner]: name.replace('labs-', '') };
  const stack = {
    name,
    id: `arn:aws:cloudformation:${region}:${account}:stack/${name}/0a1b`,
    region,
    createdAt,
    tags,
    parameters: {
      [parameterNames.stopsAt]: parameterDate(new Date(state.now + 4 * hour)),
      [parameterNames.removedAfter]: parameterDate(new Date(state.now + 7 * 24 * hour)),
    },
    status: 'CREATE_COMPLETE',
    bucket: `${name}-bucket-x1`,
    notebook: `${name}-Notebook-x1`,
    role: roleOf(name),
    hasOutputs: true,
  };
  state.stacks.push(stack);
  state.roles.add(stack.role);
  const arn = `arn:aws:s3:::${stack.bucket}`;
  state.buckets.push({ name: stack.bucket, arn, region, tags, objects: [], uploads: [] });
  state.indexTags(arn, region, 's3', tags, createdAt.getTime());
  make(state, 'NotebookInstance', stack.notebook, {
    region,
    tag: name,
    role: stack.role,
    ageMs: 23 * hour,
  });
}

/** Makes a model, a configuration and an endpoint, one from the other. */
export function makeEndpoint(state: FakeState, name: string, making: Making): void {
  make(state, 'Model', name, making);
  make(state, 'EndpointConfig', name, { ...making, madeFrom: name });
  make(state, 'Endpoint', name, { ...making, madeFrom: name });
}

/** Writes a log stream, and makes its group where it is missing. */
export function makeStream(state: FakeState, group: string, stream: string, region = home): void {
  let found = state.groups.find((known) => known.name === group && known.region === region);
  if (found === undefined) {
    const arn = `arn:aws:logs:${region}:${account}:log-group:${group}`;
    found = { name: group, arn, region, tags: {}, streams: new Set() };
    state.groups.push(found);
  }
  found.streams.add(stream);
}

/** What a careless student leaves: everything, running and ended, tagged and not. */
export function makeMess(state: FakeState, name: string): void {
  const who = own(name);
  const untagged = { role: roleOf(name) };
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

/** What a project of several labs leaves beside {@link makeMess}: records, machines, images. */
export function makeProjects(state: FakeState, name: string): void {
  const who = own(name);
  const tagged = { tag: name };
  const bucket = `sagemaker-${home}-${account}`;
  const job = make(state, 'TrainingJob', `${name}-fit`, { ...who, output: `s3://${bucket}` });
  make(state, 'ModelPackage', `${name}-package`, tagged);
  make(state, 'Pipeline', `${name}-pipeline`, { role: roleOf(name) });
  make(state, 'Experiment', `${name}-experiment`, tagged);
  make(state, 'Trial', `${name}-trial`, { ...tagged, madeFrom: `${name}-experiment` });
  make(state, 'TrialComponent', `${name}-by-hand`, tagged);
  make(state, 'TrialComponent', `${name}-of-job`, { madeFrom: job.arn });
  for (const component of [`${name}-by-hand`, `${name}-of-job`]) {
    state.inTrials.push({ trial: `${name}-trial`, component });
  }
  make(state, 'Repository', `${name}/demo`);
  make(state, 'StateMachine', `${name}.flow`);
  for (const kind of ['Pipeline', 'StateMachine'] as const) {
    const of = arnOf(kind, home, kind === 'Pipeline' ? `${name}-pipeline` : `${name}.flow`);
    const status = kind === 'Pipeline' ? 'Executing' : 'RUNNING';
    for (const nth of [1, 2, 3]) state.executions.push({ arn: `${of}/run-${nth}`, of, status });
  }
  make(state, 'TopicsJob', `${name}-topics`, { ...who, status: 'IN_PROGRESS' });
  make(state, 'TranslationJob', `${name}-translation`, {
    role: roleOf(name),
    status: 'IN_PROGRESS',
  });
  if (!state.buckets.some((one) => one.name === bucket)) {
    const arn = `arn:aws:s3:::${bucket}`;
    state.buckets.push({ name: bucket, arn, region: home, tags: {}, objects: [], uploads: [] });
  }
  const shared = state.buckets.find((one) => one.name === bucket);
  for (const key of ['output/model.tar.gz', 'debug/a', 'debug/b']) {
    shared?.objects.push({
      key: `${name}-fit/${key}`,
      version: 'null',
      marker: false,
      at: state.now,
    });
  }
  shared?.uploads.push(`${name}-fit/unfinished`);
}

/** The sandboxes as the command finds them, to be taken away. */
export async function targetsNamed(
  { aws, calls }: FakeAws,
  ...names: readonly string[]
): Promise<readonly TeardownTarget[]> {
  const found = await listStacks(aws, home);
  calls.length = 0;
  return names.map((name) => {
    const stack = found.flatMap((one) =>
      one.ours && one.sandbox.name === name ? [one.sandbox] : [],
    )[0];
    return { name, account, region: home, ...(stack === undefined ? {} : { stack }) };
  });
}
