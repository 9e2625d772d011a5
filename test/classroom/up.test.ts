import { describe, expect, test } from 'vitest';
import { readContents } from '../../src/catalog/content.ts';
import { loadCatalog } from '../../src/catalog/load.ts';
import type { Seat } from '../../src/classroom/plan/class-plan.ts';
import { wishOf } from '../../src/catalog/catalog.ts';
import { planClass } from '../../src/classroom/plan/class-plan.ts';
import { lookAround } from '../../src/classroom/scene.ts';
import { runUp } from '../../src/classroom/up.ts';
import { listStacks } from '../../src/aws/sandboxes.ts';
import { recordingHost } from '../../src/host/recording-host.ts';
import { createTestClock } from '../clock.ts';
import type { FakeClass, Luck } from './fake-class.ts';
import { createFakeClass } from './fake-class.ts';

const catalog = await loadCatalog();
/** A lab without notebooks of our own. */
const bare = 'linear-learner-abalone';
const contents = await readContents(catalog.filter(({ id }) => id === 'xgboost'));
const now = new Date();
const hour = 3_600_000;
const place = { account: '111122223333', region: 'us-east-1' };

function seats(count: number): readonly Seat[] {
  return Array.from({ length: count }, (_, at) => ({ id: `s${at + 1}`, door: `hash-${at + 1}` }));
}

/** What `labs class up` does, without its words. */
async function up(fake: FakeClass, count: number, mostBusy = 300, prune = false, lab = bare) {
  const scene = await lookAround(fake.aws, 'ml', place, await listStacks(fake.aws, place.region));
  const plan = planClass(
    catalog,
    {
      group: 'ml',
      labs: [lab],
      contents,
      seats: seats(count),
      for: 4 * hour,
      keep: 7 * 24 * hour,
      leaseTyped: false,
      keepEndpoints: false,
      prune,
    },
    scene,
    now,
  );
  const host = recordingHost();
  const arrivals = await runUp(fake.aws, host, plan, {
    catalog,
    scene,
    template: () => '{}',
    contents,
    wait: false,
    mostBusy,
    now,
    signal: new AbortController().signal,
    clock: createTestClock(),
  });
  return { plan, arrivals, host, ready: arrivals.filter(({ is }) => is === 'ready').length };
}

/** What the agents of the first sandboxes say once they have done what they were told. */
function putReports(fake: FakeClass, count: number): void {
  const report = {
    version: 1,
    writtenAt: now.toISOString(),
    idleMinutes: 0,
    repos: [],
    fixups: [],
  };
  for (let at = 1; at <= count; at++) {
    fake.objects.set(`labs-ml-s${at}-bucket/.labs/report.json`, JSON.stringify(report));
  }
}

const perOperation = (fake: FakeClass, operation: string) =>
  fake.calls.filter((call) => call === operation).length;

test('a class comes up with three calls a sandbox, and a few looks for all of them', async () => {
  const fake = createFakeClass();
  expect((await up(fake, 100)).ready).toBe(100);
  expect(perOperation(fake, 'CreateStack')).toBe(100);
  expect(perOperation(fake, 'PutObject')).toBe(200);
  expect(fake.calls.length).toBeLessThan(310);
});

test('every sandbox gets the agent, the kernels and fixups of its lab, and our own notebooks', async () => {
  const fake = createFakeClass();
  expect((await up(fake, 3, 300, false, 'xgboost')).ready).toBe(3);
  for (const name of ['s1', 's2', 's3'].map((id) => `labs-ml-${id}-bucket`)) {
    const wish = JSON.parse(fake.objects.get(`${name}/.labs/desired.json`) ?? '{}');
    const { runtimes, fixups } = wishOf(catalog.filter(({ id }) => id === 'xgboost'));
    const [{ dir, sha256 } = { dir: '', sha256: '' }] = contents;
    expect(wish).toMatchObject({ contents: [{ lab: 'xgboost', dir, sha256 }] });
    expect([wish.runtimes, wish.fixups]).toEqual([runtimes, fixups]);
    expect(fake.objects.has(`${name}/.labs/content/xgboost.tar.gz`)).toBe(true);
    expect(fake.objects.has(`${name}/.labs/agent.pyz`)).toBe(true);
  }
  expect(perOperation(fake, 'PutObject')).toBe(9);
});

test('who was never told, for the run was killed before it could, is told by the next one', async () => {
  const fake = createFakeClass();
  await up(fake, 3);
  putReports(fake, 2);
  fake.objects.delete('labs-ml-s3-bucket/.labs/desired.json');
  const { plan } = await up(fake, 3);
  expect(plan.members.map(({ action }) => action)).toEqual(['keep', 'keep', 'change']);
  expect(fake.objects.has('labs-ml-s3-bucket/.labs/desired.json')).toBe(true);
});

test('a second run finds everything there', async () => {
  const fake = createFakeClass();
  await up(fake, 5);
  putReports(fake, 5);
  fake.calls.length = 0;
  const { plan } = await up(fake, 5);
  expect(plan.members.map(({ action }) => action)).toEqual(Array(5).fill('keep'));
  expect(perOperation(fake, 'CreateStack') + perOperation(fake, 'UpdateStack')).toBe(0);
});

/** The same numbers each time (mulberry32). */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

test('a class of 60 comes up whole through throttles, server errors and lost answers', async () => {
  const fake = createFakeClass();
  await listStacks(fake.aws, place.region);
  const roll = dice(7);
  /** Bad luck in a row, by call: a third would only be waited out, for seconds more. */
  const row = new Map<string, number>();
  fake.luck = (operation, input): Luck => {
    // The first look is the command's own; what is tested here is the run.
    if (operation !== 'CreateStack' && fake.made.length === 0) return 'good';
    // The SDK asks S3 a second time by itself.
    if (operation === 'PutObject' && roll() < 0.65) return 'good';
    const call = `${operation} ${String(input['StackName'] ?? input['Key'])} ${String(input['Bucket'])}`;
    const before = row.get(call) ?? 0;
    const drawn = before < 2 ? roll() : 1;
    row.set(call, drawn < 0.35 ? before + 1 : 0);
    return drawn < 0.2 ? 'throttled' : drawn < 0.25 ? 'broken' : drawn < 0.35 ? 'lost' : 'good';
  };
  const { ready, arrivals } = await up(fake, 60);
  expect(arrivals.filter(({ is }) => is === 'failed')).toEqual([]);
  expect(ready).toBe(60);
  expect(fake.stacks.size).toBe(60);
  expect(fake.made).toHaveLength(60);
});

describe('a stack that fails', () => {
  test('by throttling is deleted and made again', async () => {
    const fake = createFakeClass();
    fake.fate = (name, attempt) =>
      name === 'labs-ml-s2' && attempt < 3
        ? { status: 'ROLLBACK_COMPLETE', reason: 'Rate exceeded (Service: SageMaker)' }
        : { status: 'CREATE_COMPLETE' };
    expect((await up(fake, 4)).ready).toBe(4);
    expect(fake.made.map(({ name }) => name).filter((name) => name === 'labs-ml-s2')).toHaveLength(
      3,
    );
  });

  test('for a reason of its own stops no other, and says why', async () => {
    const fake = createFakeClass();
    fake.fate = (name) =>
      name === 'labs-ml-s2'
        ? { status: 'ROLLBACK_COMPLETE', reason: 'the bucket has a bad name' }
        : { status: 'CREATE_COMPLETE' };
    const { ready, arrivals } = await up(fake, 4);
    expect(ready).toBe(3);
    expect(arrivals[1]).toMatchObject({
      is: 'failed',
      id: 's2',
      reason: { en: expect.stringContaining('the bucket has a bad name') },
    });
    expect([...fake.stacks.keys()]).not.toContain('labs-ml-s2');
    // And the next run makes it again.
    fake.fate = () => ({ status: 'CREATE_COMPLETE' });
    expect((await up(fake, 4)).ready).toBe(4);
    expect(fake.stacks.get('labs-ml-s2')?.status).toBe('CREATE_COMPLETE');
  });

  test('at a quota keeps those from failing that have not begun', async () => {
    const fake = createFakeClass();
    fake.fate = () => ({
      status: 'ROLLBACK_COMPLETE',
      reason: 'ResourceLimitExceeded: The account-level service limit is 8 Instances',
    });
    const { arrivals } = await up(fake, 6, 2);
    expect(arrivals.every(({ is }) => is === 'failed')).toBe(true);
    expect(fake.made.length).toBeLessThan(6);
  });
});

test('a session that expires ends the run at once, before the next look would', async () => {
  const fake = createFakeClass();
  let acts = 0;
  // Only what changes something is refused: lists go on, as other tests' caches may make them.
  fake.luck = (operation) => {
    if (operation !== 'CreateStack') return 'good';
    acts += 1;
    return acts > 2 ? 'signed-out' : 'good';
  };
  await expect(up(fake, 40, 1)).rejects.toMatchObject({ name: 'ExpiredToken' });
  expect(acts).toBeLessThan(10);
});

test('CloudFormation never works on more stacks than it may', async () => {
  const fake = createFakeClass();
  fake.fate = () => ({ status: 'CREATE_IN_PROGRESS' });
  let most = 0;
  fake.luck = (operation) => {
    const busy = [...fake.stacks.values()].filter(({ status }) => status.endsWith('PROGRESS'));
    most = Math.max(most, busy.length);
    if (operation === 'DescribeStacks') for (const stack of busy) stack.status = 'CREATE_COMPLETE';
    return 'good';
  };
  expect((await up(fake, 9, 3)).ready).toBe(9);
  expect(most).toBe(3);
});

test('a student who is not in the roster any more stays, unless it is to be pruned', async () => {
  const fake = createFakeClass();
  await up(fake, 3);
  putReports(fake, 3);
  const actions = async (prune: boolean) =>
    (await up(fake, 2, 300, prune)).plan.members.map(({ action }) => action);
  expect(await actions(false)).toEqual(['keep', 'keep', 'extra']);
  expect(await actions(true)).toEqual(['keep', 'keep', 'remove']);
});

test('what AWS is told of a student is an id, a size and dates', async () => {
  const fake = createFakeClass();
  await up(fake, 1);
  const { parameters, tags } = fake.stacks.get('labs-ml-s1')!;
  expect([...parameters.keys()].toSorted()).toEqual([
    'Budget',
    'Class',
    'Door',
    'IdleMinutes',
    'InstanceType',
    'KeepEndpoints',
    'Labs',
    'Owner',
    'RemovedAfter',
    'Sandbox',
    'StartsAt',
    'StopsAt',
    'VolumeGiB',
  ]);
  expect(parameters.get('Owner')).toBe('s1');
  expect(tags.map(({ Key }) => Key)).toEqual(['labs:sandbox', 'labs:owner', 'labs:class']);
});
