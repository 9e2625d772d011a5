import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { receiptExitCode } from '../../src/teardown/receipt.ts';
import type { FakeAws } from './fake-aws.ts';
import { createFakeAws } from './fake-aws.ts';
import {
  home,
  make,
  makeSandbox,
  minute,
  realistic,
  roleOf,
  strangersRole,
} from './fake-sandbox.ts';
import { awsError } from './fake-answers.ts';
import type { FakeThing, Kind } from './fake-state.ts';
import { instantTimes } from './fake-state.ts';
import { tearDown } from './tear-down.ts';

/** What is made from what; the others record a role of their own. */
const madeFrom: Partial<Record<Kind, Kind>> = {
  Endpoint: 'EndpointConfig',
  EndpointConfig: 'Model',
  TransformJob: 'Model',
};

const owners = ['labs-kim', 'labs-lee', 'labs-kim-2', 'stranger'] as const;
const day = 24 * 60 * minute;
const kinds: readonly Kind[] = [
  'Endpoint',
  'EndpointConfig',
  'Model',
  'TrainingJob',
  'ProcessingJob',
  'TransformJob',
  'HyperParameterTuningJob',
];
const jobStatuses = ['InProgress', 'Stopping', 'Stopped', 'Completed', 'Failed'];

const thing = fc.record({
  kind: fc.constantFrom(...kinds),
  role: fc.constantFrom(...owners),
  tag: fc.constantFrom(undefined, undefined, ...owners.slice(0, 3)),
  job: fc.constantFrom(...jobStatuses),
  endpoint: fc.constantFrom('InService', 'Failed', 'OutOfService'),
  ageMs: fc.constantFrom(minute, 60 * minute, 3 * day),
  /** Which of the things before it that it was made from; one that is gone where there is none. */
  parent: fc.nat({ max: 20 }),
});

const world = fc.record({
  things: fc.array(thing, { maxLength: 24 }),
  times: fc.constantFrom(instantTimes, realistic),
  tagLag: fc.constantFrom(0, 5 * minute),
});

type World = typeof world extends fc.Arbitrary<infer T> ? T : never;

function build({ things, times, tagLag }: World): FakeAws {
  const fake = createFakeAws({ times, tagLag });
  makeSandbox(fake.state, 'labs-kim');
  makeSandbox(fake.state, 'labs-lee');
  fake.state.roles.add(roleOf('labs-kim-2')).add(strangersRole);
  for (const [at, { kind, role, tag, job, endpoint, ageMs, parent }] of things.entries()) {
    const source = madeFrom[kind];
    const candidates = fake.state.things.filter((one) => one.kind === source);
    const status =
      kind === 'Endpoint' ? endpoint : madeFrom[kind] === 'Model' || kind === 'Model' ? '' : job;
    make(fake.state, kind, `thing-${at}`, {
      status: kind === 'TransformJob' ? job : status,
      ageMs,
      ...(tag === undefined ? {} : { tag }),
      ...(source === undefined
        ? { role: role === 'stranger' ? strangersRole : roleOf(role) }
        : { madeFrom: candidates[parent % (candidates.length + 1)]?.name ?? 'gone' }),
    });
  }
  // What is the sandbox's comes to rest by itself; the others stand still, so that a change shows.
  for (const one of ownThings(fake).filter(({ status }) => status === 'Stopping')) {
    fake.state.later(times.jobStops, () => (one.status = 'Stopped'));
  }
  return fake;
}

/** Whose a thing provably is, read from the whole world at once; undefined where nothing proves it. */
function ownerOf(fake: FakeAws, one: FakeThing): string | undefined {
  const tag = one.tags['labs:sandbox'];
  if (tag !== undefined) return tag;
  const [, named] = /role\/labs\/([^/]+)\//.exec(one.role ?? '') ?? [];
  if (one.role !== undefined) return named ?? 'stranger';
  const source = madeFrom[one.kind];
  const from = source && fake.state.find(source, one.region, one.madeFrom ?? '');
  return from && roleOwnerOf(fake, from);
}

function roleOwnerOf(fake: FakeAws, one: FakeThing): string | undefined {
  return ownerOf(fake, { ...one, tags: {} });
}

/** Things that are the sandbox's own and that a teardown has to find. */
function ownThings(fake: FakeAws): readonly FakeThing[] {
  const since = fake.state.now - day;
  return fake.state.things.filter(
    (one) =>
      ownerOf(fake, one) === 'labs-kim' &&
      // No role of the sandbox existed before the sandbox, so only a tag can tell.
      ('labs:sandbox' in one.tags || one.createdAt.getTime() > since),
  );
}

function isDone(fake: FakeAws, { kind, name }: FakeThing): boolean {
  const now = fake.state.find(kind, home, name);
  if (now === undefined) return true;
  return kind === 'TransformJob' && ['Stopped', 'Completed', 'Failed'].includes(now.status);
}

test.prop([world], { numRuns: 60 })(
  'everything that is provably the sandbox’s goes, and nothing else is touched',
  async (generated) => {
    const fake = build(generated);
    const own = ownThings(fake);
    const names = new Set(own.map(({ name }) => name));
    const isOthers = (name: string) =>
      !names.has(name) && !name.startsWith('labs-kim-') && name !== 'labs-kim';
    const before = fake.state.snapshot(isOthers);
    const unproved = new Set(
      fake.state.things.filter((one) => ownerOf(fake, one) === undefined).map(({ name }) => name),
    );

    const receipt = await tearDown(fake);

    expect(fake.state.snapshot(isOthers)).toBe(before);
    expect(own.filter((one) => !isDone(fake, one))).toEqual([]);
    expect(receipt).toMatchObject({ left: [], unknown: [] });
    expect(receipt.kept.map(({ id }) => id).filter((id) => !unproved.has(id))).toEqual([]);
    const named = [...receipt.deleted, ...receipt.records].map(({ id }) => id);
    expect([...names].filter((name) => !named.includes(name))).toEqual([]);
  },
  60_000,
);

const operations = [
  'GetResources',
  'ListTags',
  'ListEndpoints',
  'ListEndpointConfigs',
  'ListModels',
  'ListTrainingJobs',
  'ListTransformJobs',
  'DescribeEndpoint',
  'DescribeEndpointConfig',
  'DescribeModel',
  'DescribeTrainingJob',
  'DescribeTransformJob',
  'DescribeLogStreams',
  'StopNotebookInstance',
  'StopTrainingJob',
  'DeleteEndpoint',
  'DeleteEndpointConfig',
  'DeleteModel',
  'DeleteTrainingJob',
  'DeleteObjects',
  'DeleteStack',
];

const fault = fc.record({
  operation: fc.constantFrom(...operations),
  error: fc.constantFrom(
    awsError('AccessDeniedException', 'not authorized', 403),
    awsError('InternalFailure', '', 500),
    awsError('ThrottlingException', 'Rate exceeded'),
    awsError('SomethingNew', 'nobody knows'),
  ),
  times: fc.constantFrom(1, 2, 1000),
});

test.prop([world, fc.array(fault, { minLength: 1, maxLength: 4 })], { numRuns: 60 })(
  'whatever fails, nothing else is touched, and what is left is said',
  async (generated, faults) => {
    const fake = build(generated);
    const own = ownThings(fake);
    const names = new Set(own.map(({ name }) => name));
    const isOthers = (name: string) =>
      !names.has(name) && !name.startsWith('labs-kim-') && name !== 'labs-kim';
    const before = fake.state.snapshot(isOthers);
    fake.faults.push(...faults.map((one) => ({ ...one })));

    const receipt = await tearDown(fake);

    expect(fake.state.snapshot(isOthers)).toBe(before);
    const remaining = own.filter((one) => !isDone(fake, one));
    const said = new Set(receipt.left.map(({ id }) => id));
    const isSilent = receipt.unknown.length === 0;
    expect(remaining.filter(({ name }) => isSilent && !said.has(name))).toEqual([]);
    const isStackLeft = fake.state.stacks[0]?.status !== 'DELETE_COMPLETE';
    const isAllGone = remaining.length === 0 && !isStackLeft;
    expect(receiptExitCode([receipt]) === 0 && !isAllGone).toBe(false);
  },
  60_000,
);
