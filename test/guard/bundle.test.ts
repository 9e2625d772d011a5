import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundleGuard } from '../../scripts/bundle-guard.mjs';
import { createAws } from '../../src/aws/clients.ts';
import { createRateGate } from '../../src/aws/rates.ts';
import { guardBundle } from '../../src/guard/bundle.ts';
import { ensureBucket, guardPlace } from '../../src/guard/place.ts';
import { packageRoot } from '../../src/paths.ts';
import type { Server } from '../local/server/server.ts';
import { account, region, startServer, startTimeout } from '../local/server/server.ts';
import { makeSandbox } from './sandboxes.ts';
import { hour } from './standing.ts';

const entry = join(packageRoot, 'src/guard/handler.ts');
const task = mkdtempSync(join(tmpdir(), 'labs-guard-task-'));
let server: Server;

beforeAll(async () => {
  server = await startServer();
}, startTimeout);
afterAll(async () => {
  rmSync(task, { recursive: true, force: true });
  await server.stop();
});

/** The members of a zip that only stores. */
function membersOf(zip: Buffer): ReadonlyMap<string, Buffer> {
  const members = new Map<string, Buffer>();
  for (let at = 0; zip.readUInt32LE(at) === 0x04034b50;) {
    const size = zip.readUInt32LE(at + 18);
    const name = zip.readUInt16LE(at + 26);
    const data = at + 30 + name + zip.readUInt16LE(at + 28);
    members.set(zip.toString('utf8', at + 30, at + 30 + name), zip.subarray(data, data + size));
    at = data + size;
  }
  return members;
}

test('the same sources make the same bundle, whose key is its content', async () => {
  const [one, two] = await Promise.all([bundleGuard(entry), bundleGuard(entry)]);
  const first = guardBundle(Buffer.from(one.contents));
  expect(guardBundle(Buffer.from(two.contents)).key).toBe(first.key);
  expect(first.key).toMatch(/^bundle\/[0-9a-f]{64}\.zip$/);
  expect(guardBundle(Buffer.from('other')).key).not.toBe(first.key);
  expect(first.zip.includes(packageRoot)).toBe(false);
});

test('the bundle alone, in a folder of its own, does a run', async () => {
  const aws = createAws({
    credentials: { accessKeyId: 'AKIALABSLABSLABSLABS', secretAccessKey: 'secret' },
    endpoint: server.endpoint,
    gate: createRateGate({ unlimited: true }),
  });
  const place = guardPlace(account, region);
  await ensureBucket(aws, place);
  const soon = new Date(Date.now() + hour / 4);
  const later = new Date(Date.now() + 48 * hour);
  const { bucket } = await makeSandbox(server, aws, 'labs-kim', {
    stopsAt: soon,
    removedAfter: later,
  });

  for (const [path, data] of membersOf(
    guardBundle(Buffer.from((await bundleGuard(entry)).contents)).zip,
  )) {
    mkdirSync(dirname(join(task, path)), { recursive: true });
    writeFileSync(join(task, path), data);
  }
  const code =
    'const { handler } = await import("./index.mjs"); console.log("\\n" + JSON.stringify(await handler()));';
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--input-type=module', '-e', code],
    {
      cwd: task,
      env: {
        AWS_ENDPOINT_URL: server.endpoint,
        AWS_ACCESS_KEY_ID: 'AKIALABSLABSLABSLABS',
        AWS_SECRET_ACCESS_KEY: 'secret',
        AWS_REGION: region,
        LABS_GUARD_BUCKET: place.bucket,
        LABS_GUARD_REGIONS: region,
        LABS_GUARD_RUN_MINUTES: '1440',
        LABS_GUARD_KEEP_MINUTES: '129600',
      },
    },
  );
  expect(JSON.parse(stdout.trim().split('\n').at(-1) ?? '')).toMatchObject({
    sandboxes: 1,
    failed: 0,
    unreadable: 0,
  });
  const keysIn = async (Bucket = '') => {
    const { Contents = [] } = await server.s3.send(new ListObjectsV2Command({ Bucket }));
    return Contents.map(({ Key = '' }) => Key);
  };
  expect(await keysIn(place.bucket)).toEqual([expect.stringMatching(/^reports\//)]);
  // The agent comes out of the bundle too, for the notice to be shown.
  expect(await keysIn(bucket)).toEqual(
    expect.arrayContaining(['.labs/agent.pyz', '.labs/notice.json']),
  );
});
