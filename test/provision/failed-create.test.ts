import { DeleteStackCommand, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import {
  DeleteObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { synthesizeTemplate } from '../../lib/template.ts';
import { createAws } from '../../src/aws/clients.ts';
import { createRateGate } from '../../src/aws/rates.ts';
import { chooseLabs } from '../../src/catalog/catalog.ts';
import { loadCatalog } from '../../src/catalog/load.ts';
import type { LabsError } from '../../src/errors.ts';
import { recordingHost } from '../../src/host/recording-host.ts';
import { renderFailure } from '../../src/messages/message.ts';
import { findExisting } from '../../src/provision/existing.ts';
import { start } from '../../src/provision/start.ts';
import { planStart } from '../../src/provision/start-plan.ts';
import { stackName } from '../../src/sandbox/name.ts';
import type { Server } from '../local/server/server.ts';
import { account, region, startServer, startTimeout } from '../local/server/server.ts';

const catalog = await loadCatalog();
const labs = chooseLabs(catalog, ['xgboost']);
const again = '`labs start xgboost --owner kim`';
let server: Server;
let aws: ReturnType<typeof createAws>;

beforeAll(async () => {
  server = await startServer({ hooks: 'external' });
  aws = createAws({
    credentials: { accessKeyId: 'AKIALABSLABSLABSLABS', secretAccessKey: 'secret' },
    endpoint: server.endpoint,
    gate: createRateGate({ unlimited: true }),
  });
  await server.control('PUT', 'quotas', { 'L-04CE2E67': 100, 'L-E17566B7': 100 });
}, startTimeout);
afterEach(() => server.control('PUT', 'quotas', { 'L-04CE2E67': 100 }));
afterAll(() => server.stop());

async function startFor(owner: string, wait: boolean) {
  const name = stackName({ owner });
  const request = { labs: ['xgboost'], for: 3_600_000, keep: 7_200_000, leaseTyped: false };
  const host = recordingHost();
  const { existing } = await findExisting(aws, catalog, name, region, host);
  const place = { name, owner, account, region };
  const now = new Date();
  const plan = planStart(catalog, { ...request, keepEndpoints: false }, place, existing, now);
  return start(aws, host, plan, {
    signal: AbortSignal.timeout(20_000),
    again,
    wait,
    template: async () => synthesizeTemplate(labs),
    contents: async () => [],
    now: () => now,
  });
}

/** Ends the boot of the one notebook, once `ready` says so. */
async function boot(as: 'InService' | 'Failed', ready: () => Promise<boolean>): Promise<void> {
  const failureReason =
    "Notebook Instance Lifecycle Config 'arn:aws:sagemaker:x' for Notebook Instance 'arn' failed.\n See CloudWatch";
  await expect.poll(ready, { timeout: 10_000 }).toBe(true);
  const name = (await pending()) ?? '';
  const body = as === 'Failed' ? { status: as, failureReason } : { status: as };
  await server.control('POST', `notebooks/${region}/${name}`, body);
}

async function pending(): Promise<string | undefined> {
  const { notebooks } = await server.state();
  return notebooks.find(({ status }) => status === 'Pending')?.name;
}

/** A notebook goes as soon as CloudFormation asks for it. */
async function letGo(): Promise<void> {
  for (const { name, status } of (await server.state()).notebooks) {
    const ends = { Deleting: 'Gone', Stopping: 'Stopped' }[status];
    if (ends !== undefined) {
      await server.control('POST', `notebooks/${region}/${name}`, { status: ends });
    }
  }
}

const statusOf = async (owner: string) => {
  await letGo();
  const { Stacks = [] } = await server.cloudFormation.send(new DescribeStacksCommand({}));
  return Stacks.find(({ StackName }) => StackName === `labs-${owner}`)?.StackStatus;
};
const buckets = async () => (await server.s3.send(new ListBucketsCommand({}))).Buckets ?? [];

/** What is in the bucket of the one sandbox. */
async function keysInBucket(): Promise<readonly string[]> {
  const [bucket] = await buckets();
  if (bucket === undefined) return [];
  const answer = await server.s3.send(new ListObjectsV2Command({ Bucket: bucket.Name }));
  return (answer.Contents ?? []).map(({ Key = '' }) => Key);
}

async function emptyBucket(): Promise<void> {
  const [bucket] = await buckets();
  for (const Key of await keysInBucket()) {
    await server.s3.send(new DeleteObjectCommand({ Bucket: bucket?.Name, Key }));
  }
}

const hasWish = async () => (await keysInBucket()).includes('.labs/desired.json');

async function failureOf(run: Promise<unknown>): Promise<LabsError<'stack.failed'>> {
  const ended = new AbortController();
  const failure = run
    .then(
      () => Promise.reject(new Error('it did not fail')),
      (error: unknown) => error as LabsError<'stack.failed'>,
    )
    .finally(() => ended.abort());
  while (!ended.signal.aborted) {
    await letGo();
    await Promise.race([failure.catch(() => undefined), delay(50)]);
  }
  return await failure;
}

async function comesUp(owner: string): Promise<void> {
  await startFor(owner, false);
  await boot('InService', async () => (await pending()) !== undefined);
  await expect.poll(() => statusOf(owner), { timeout: 10_000 }).toBe('CREATE_COMPLETE');
}

async function goes(owner: string): Promise<void> {
  expect(await keysInBucket()).toEqual([]);
  await server.cloudFormation.send(new DeleteStackCommand({ StackName: `labs-${owner}` }));
  await expect.poll(() => statusOf(owner), { timeout: 10_000 }).toBeUndefined();
}

test('a hook that fails: its cause in two lines, nothing left, and the same command succeeds', async () => {
  const failing = failureOf(startFor('kim', true));
  await boot('Failed', async () => (await pending()) !== undefined && (await hasWish()));
  const { code, params } = await failing;
  expect({ code, isGone: params.isGone }).toEqual({ code: 'stack.failed', isGone: true });
  const lines = renderFailure('stack.failed', params, 'en');
  expect(lines).toEqual([
    expect.stringMatching(/^The stack labs-kim ended in ROLLBACK_FAILED: Notebook: .*Lifecycle/),
    `It was removed again. Fix the cause, then: ${again}`,
  ]);
  expect(lines.join('')).not.toMatch(/\n/);
  expect([await statusOf('kim'), await buckets()]).toEqual([undefined, []]);
  await comesUp('kim');
  await goes('kim');
});

test('a quota that AWS refuses the notebook for: the same', async () => {
  await server.control('PUT', 'quotas', { 'L-04CE2E67': 0 });
  const { params } = await failureOf(startFor('lee', true));
  expect(params).toMatchObject({
    isGone: true,
    reason: expect.stringMatching(/^Notebook: .*ResourceLimitExceeded/),
  });
  expect([await statusOf('lee'), await buckets()]).toEqual([undefined, []]);
  await server.control('PUT', 'quotas', { 'L-04CE2E67': 100 });
  await comesUp('lee');
  await goes('lee');
});

test.each([
  ['that was left behind', 'ROLLBACK_FAILED'],
  ['that could not be deleted either', 'DELETE_FAILED'],
])('a failed stack %s is replaced', async (_, status) => {
  await startFor('ann', false);
  await putIntoBucket('.labs/desired.json');
  await boot('Failed', async () => (await pending()) !== undefined);
  await expect.poll(() => statusOf('ann'), { timeout: 10_000 }).toBe('ROLLBACK_FAILED');
  if (status === 'DELETE_FAILED') {
    await server.cloudFormation.send(new DeleteStackCommand({ StackName: 'labs-ann' }));
  }
  await expect.poll(() => statusOf('ann'), { timeout: 10_000 }).toBe(status);
  await comesUp('ann');
  await goes('ann');
});

test('a stack that was complete is never emptied', async () => {
  await comesUp('done');
  await putIntoBucket('.labs/saved/work.tar.gz');
  await server.cloudFormation.send(new DeleteStackCommand({ StackName: 'labs-done' }));
  await expect.poll(() => statusOf('done'), { timeout: 10_000 }).toBe('DELETE_FAILED');
  expect(await failureOf(startFor('done', false))).toMatchObject({ code: 'stack.unusable' });
  expect(await keysInBucket()).toEqual(['.labs/saved/work.tar.gz']);
  await emptyBucket();
  await goes('done');
});

test('what is not ours in the bucket of a failed stack stays', async () => {
  await startFor('mine', false);
  await putIntoBucket('thesis.ipynb');
  await boot('Failed', async () => (await pending()) !== undefined);
  await expect.poll(() => statusOf('mine'), { timeout: 10_000 }).toBe('ROLLBACK_FAILED');
  const stuck = await failureOf(startFor('mine', false));
  expect(renderFailure('stack.unusable', stuck.params as never, 'en')[1]).toBe(
    'Take it away first: `labs down labs-mine`',
  );
  expect(await keysInBucket()).toEqual(['thesis.ipynb']);
});

async function putIntoBucket(Key: string): Promise<void> {
  await expect.poll(async () => (await buckets()).length, { timeout: 10_000 }).toBe(1);
  const [bucket] = await buckets();
  await server.s3.send(new PutObjectCommand({ Bucket: bucket?.Name, Key, Body: 'x' }));
}
