import { Readable } from 'node:stream';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { sdkStreamMixin } from '@smithy/core/serde';
import { beforeEach, expect, test } from 'vitest';
import { createAws } from '../../src/aws/clients.ts';
import type { SandboxStack } from '../../src/aws/sandboxes.ts';
import { chooseLabs, wishOf } from '../../src/catalog/catalog.ts';
import { loadCatalog } from '../../src/catalog/load.ts';
import type { HostEvent } from '../../src/host/host.ts';
import { waitForKernels } from '../../src/provision/kernels.ts';
import { parseReport } from '../../src/sandbox/report.ts';
import { createTestClock } from '../clock.ts';
import { mockClient } from '../mock-client.ts';

const s3 = mockClient(S3Client);
beforeEach(() => s3.reset());

const aws = createAws({
  credentials: { accessKeyId: 'fake', secretAccessKey: 'fake' },
  gate: async () => undefined,
});
const stack = { region: 'us-east-1', bucket: 'labs-kim-bucket' } as SandboxStack;
const wish = wishOf(chooseLabs(await loadCatalog(), ['xgboost']));

function reportOf(runtimes: readonly object[]): string {
  const report = { version: 1, writtenAt: '2026-12-01T00:00:00Z', idleMinutes: null, repos: [] };
  return JSON.stringify({ ...report, runtimes });
}

/** What the agent reports, look by look; the last is repeated. */
async function wait(first: string, ...later: readonly string[]) {
  const rest = [...later];
  s3.on(GetObjectCommand).callsFake(() => {
    const body = rest.length > 1 ? rest.shift()! : rest[0]!;
    return { Body: sdkStreamMixin(Readable.from([body])) };
  });
  const events: HostEvent[] = [];
  const report = await waitForKernels(aws, { notify: (event) => void events.push(event) }, stack, {
    plan: { name: 'labs-kim', wish },
    report: parseReport(first),
    signal: new AbortController().signal,
    clock: createTestClock(),
  });
  return { kernels: report?.runtimes?.map(({ kernel }) => kernel), events };
}

const [first, ...others] = (wish.runtimes ?? []).map(({ lab, kernel, python }) => ({
  lab,
  kernel,
  asked: python,
  state: 'preparing',
}));
const all = [first!, ...others];
const kernels = all.map(({ kernel }) => kernel);

test('a start ends only after the kernels are registered, and not after they are ready', async () => {
  const none = reportOf([]);
  expect(others).not.toEqual([]);
  const some = reportOf(others);
  expect(await wait(none, none, some, reportOf(all))).toEqual({ kernels, events: [] });
  expect(s3.calls()).toHaveLength(3);
  s3.reset();
  expect(await wait(reportOf(all), none)).toEqual({ kernels, events: [] });
  expect(s3.calls()).toEqual([]);
});

test('where they do not come it says so, and goes on', async () => {
  const { events } = await wait(reportOf([]), reportOf(others));
  expect(events).toMatchObject([
    {
      type: 'warning',
      message: {
        code: 'start.kernels-late',
        params: { kernels: [first!.kernel], name: 'labs-kim' },
      },
    },
  ]);
});
