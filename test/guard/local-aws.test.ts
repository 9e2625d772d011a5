import { DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import {
  DescribeNotebookInstanceCommand,
  ListEndpointConfigsCommand,
  ListEndpointsCommand,
} from '@aws-sdk/client-sagemaker';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Aws } from '../../src/aws/clients.ts';
import { createAws } from '../../src/aws/clients.ts';
import { createRateGate } from '../../src/aws/rates.ts';
import type { SandboxStack } from '../../src/aws/sandboxes.ts';
import { ensureBucket, guardPlace } from '../../src/guard/place.ts';
import type { GuardReport } from '../../src/guard/report.ts';
import { lastReports } from '../../src/guard/report.ts';
import { runGuard } from '../../src/guard/run.ts';
import type { GuardSettings } from '../../src/guard/settings.ts';
import { recordingHost } from '../../src/host/recording-host.ts';
import type { Server } from '../local/server/server.ts';
import { account, region, startServer, startTimeout } from '../local/server/server.ts';
import { makeBills, makeSandbox, saveAsAgent } from './sandboxes.ts';
import { day, hour } from './standing.ts';

let server: Server;
let aws: Aws;
const begun = Date.now();
const from = (milliseconds: number) => new Date(begun + milliseconds);
const place = guardPlace(account, region);
const settings: GuardSettings = {
  place,
  regions: [region],
  limits: { runMs: 24 * hour, keepMs: 30 * day },
};

beforeAll(async () => {
  server = await startServer();
  // Running ml.t3.medium notebooks, and the storage of all, beyond a new account's.
  await server.control('PUT', 'quotas', { 'L-04CE2E67': 100, 'L-E17566B7': 100 });
  aws = createAws({
    credentials: { accessKeyId: 'AKIALABSLABSLABSLABS', secretAccessKey: 'secret' },
    endpoint: server.endpoint,
    gate: createRateGate({ unlimited: true }),
  });
  await ensureBucket(aws, place);
  await ensureBucket(aws, place);
}, startTimeout);
afterAll(() => server.stop());

/** A run at a time, from which its clock goes on. */
function run(at: Date, limits = settings.limits): Promise<GuardReport> {
  const { signal } = new AbortController();
  const ahead = at.getTime() - Date.now();
  const now = () => new Date(Date.now() + ahead);
  return runGuard(aws, recordingHost(), { ...settings, limits }, { now, signal });
}

async function statusOf({ notebook }: SandboxStack): Promise<string | undefined> {
  const command = new DescribeNotebookInstanceCommand({ NotebookInstanceName: notebook });
  return (await server.sageMaker.send(command)).NotebookInstanceStatus;
}

async function stacks(): Promise<readonly string[]> {
  const { Stacks = [] } = await server.cloudFormation.send(new DescribeStacksCommand({}));
  return Stacks.flatMap(({ StackName }) => StackName ?? []).sort();
}

async function objectsIn(bucket = ''): Promise<Record<string, string | undefined>> {
  const { Contents = [] } = await server.s3.send(new ListObjectsV2Command({ Bucket: bucket }));
  const pairs = Contents.map(async ({ Key = '' }) => {
    const { Body } = await server.s3.send(new GetObjectCommand({ Bucket: bucket, Key }));
    return [Key, await Body?.transformToString()] as const;
  });
  return Object.fromEntries(await Promise.all(pairs));
}

function deedOf(report: GuardReport, name: string) {
  return report.sandboxes.find((deed) => deed.name === name);
}

const far = { stopsAt: from(100 * hour), removedAfter: from(300 * day) };

test('each sandbox is moved on by what it is due for, and one in order is not touched', async () => {
  const late = await makeSandbox(server, aws, 'labs-late', { ...far, stopsAt: from(hour) });
  const keeps = await makeSandbox(server, aws, 'labs-spent', { ...far, budget: '0.05' });
  const over = await makeSandbox(server, aws, 'labs-over', {
    stopsAt: from(0.5 * hour),
    removedAfter: from(hour),
  });
  const fine = await makeSandbox(server, aws, 'labs-fine', far);
  for (const stack of [late, keeps, over, fine]) await makeBills(server, stack);
  const savedAt = from(1.9 * hour).toISOString();
  await saveAsAgent(server, over, { savedAt, asked: savedAt, isCurrent: true });
  const before = { objects: await objectsIn(fine.bucket), status: await statusOf(fine) };

  const report = await run(from(2 * hour));

  expect(report.unreadable).toEqual([]);
  expect(deedOf(report, 'labs-late')).toMatchObject({
    did: 'stopped',
    because: 'stops-at',
    ended: expect.arrayContaining([
      { type: 'notebook', id: late.notebook },
      { type: 'endpoint', id: 'labs-late' },
    ]),
  });
  expect(deedOf(report, 'labs-spent')).toMatchObject({ did: 'stopped', because: 'budget' });
  expect(await Promise.all([late, keeps, fine].map(statusOf))).toEqual([
    'Stopped',
    'Stopped',
    'InService',
  ]);

  expect(deedOf(report, 'labs-over')).toMatchObject({ did: 'removed', because: 'removed-after' });
  expect(await stacks()).toEqual(['labs-fine', 'labs-late', 'labs-spent']);
  const kept = await objectsIn(place.bucket);
  expect(kept[deedOf(report, 'labs-over')?.work ?? '']).toBe('the work');
  const receipt = `receipts/${report.startedAt}-labs-over.json`;
  expect(JSON.parse(kept[receipt] ?? '')).toMatchObject({ left: [], unknown: [] });

  expect(deedOf(report, 'labs-fine')).toMatchObject({ did: 'nothing' });
  expect({ objects: await objectsIn(fine.bucket), status: await statusOf(fine) }).toEqual(before);

  const { Endpoints = [] } = await server.sageMaker.send(new ListEndpointsCommand({}));
  expect(Endpoints.map(({ EndpointName }) => EndpointName)).toEqual(['labs-fine']);
  const { EndpointConfigs = [] } = await server.sageMaker.send(new ListEndpointConfigsCommand({}));
  expect(
    EndpointConfigs.map(({ EndpointConfigName = '' }) => EndpointConfigName).toSorted(),
  ).toEqual(['labs-fine', 'labs-late', 'labs-spent']);
});

test('a second run of the same time does nothing more, and both are reported', async () => {
  const again = await run(from(2 * hour + 60_000));
  expect(again.sandboxes.map(({ name, did }) => `${name} ${did}`).toSorted()).toEqual([
    'labs-fine nothing',
    'labs-late nothing',
    'labs-spent nothing',
  ]);
  const reports = await lastReports(aws, place, from(3 * hour), 5);
  expect(reports).toHaveLength(2);
  expect(reports[0]).toEqual(again);
});

test('the learner is told in time, once', async () => {
  const soon = await makeSandbox(server, aws, 'labs-soon', { ...far, stopsAt: from(5 * hour) });
  expect(deedOf(await run(from(4.6 * hour)), 'labs-soon')).toMatchObject({
    did: 'nothing',
    told: true,
  });
  const { '.labs/notice.json': notice, '.labs/agent.pyz': agent } = await objectsIn(soon.bucket);
  expect(JSON.parse(notice ?? '')).toMatchObject({
    version: 1,
    text: { en: expect.stringMatching(/stops at/), ko: expect.stringMatching(/멈춥니다/) },
  });
  expect(agent).toBeDefined();
  expect(deedOf(await run(from(4.7 * hour)), 'labs-soon')?.told).toBeUndefined();
});

test('a notebook that was extended beyond the maximum is stopped at the maximum', async () => {
  const report = await run(from(25 * hour));
  expect(deedOf(report, 'labs-fine')).toMatchObject({ did: 'stopped', because: 'longest-run' });
});

test('work that is not saved yet is saved first, by steps, and never waited for', async () => {
  const at = from(300.5 * day);
  const limits = { runMs: 999 * day, keepMs: 999 * day };
  const [first] = (await run(at, limits)).sandboxes;
  // Its notebook is stopped, and nobody knows of its work: it is started for that.
  expect(first).toMatchObject({ did: 'saving' });
  expect(await stacks()).toContain('labs-fine');
  const asking = await run(new Date(at.getTime() + 15 * 60_000), limits);
  expect(asking.sandboxes.map(({ did }) => did)).toEqual(asking.sandboxes.map(() => 'saving'));
});

test('what cannot be saved for a day goes with what was saved last', async () => {
  const limits = { runMs: 999 * day, keepMs: 999 * day };
  const report = await run(from(302 * day), limits);
  expect(report.sandboxes.map(({ did }) => did)).toEqual(report.sandboxes.map(() => 'removed'));
  expect(await stacks()).toEqual([]);
});
