import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { planPrune } from '../../src/cli/commands/class/prune.ts';
import { recordingHost } from '../../src/host/recording-host.ts';
import { carryOut } from '../../src/teardown/carry-out.ts';
import type { CarryOutSteps } from '../../src/teardown/carry-out.ts';
import type { Receipt } from '../../src/teardown/receipt.ts';
import { testContext } from '../cli/test-context.ts';
import type { FakeAws } from './fake-aws.ts';
import { createFakeAws } from './fake-aws.ts';
import { makeSandbox, targetsNamed } from './fake-sandbox.ts';
import { account } from './fake-state.ts';
import { never, plan } from './tear-down.ts';
import { mockClient } from '../mock-client.ts';

const sts = mockClient(STSClient);
const organizations = mockClient(OrganizationsClient);
afterAll(() => {
  sts.restore();
  organizations.restore();
});

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'labs-carry-out-'));
  sts.reset();
  organizations.reset();
  sts.on(GetCallerIdentityCommand).resolves({ Account: account });
});
afterEach(() => rm(home, { recursive: true }));

const names = ['labs-kim', 'labs-lee'];

function fakeWithTwo(): FakeAws {
  const fake = createFakeAws();
  for (const name of names) makeSandbox(fake.state, name);
  return fake;
}

const typed = { account, named: [], yes: false, local: false };

async function carriedOut(fake: FakeAws, steps: Partial<CarryOutSteps>, answer = true) {
  const host = recordingHost([answer]);
  const planned = await plan(fake, ...names);
  fake.calls.length = 0;
  const options = { signal: never, now: fake.now, sleep: fake.sleep };
  const receipts = await carryOut(fake.aws, host, planned, { consent: typed, ...steps }, options);
  return { receipts, host };
}

const writes = ({ calls }: FakeAws) => calls.filter((call) => call.writes);

test('nothing is touched where the answer is no', async () => {
  const fake = fakeWithTwo();
  await expect(carriedOut(fake, {}, false)).rejects.toMatchObject({ code: 'cli.declined' });
  expect(writes(fake)).toEqual([]);
});

test.each(['given', 'nobody'] as const)(
  'another account than planned stops it, with the consent of %s too',
  async (consent) => {
    const fake = fakeWithTwo();
    sts.on(GetCallerIdentityCommand).resolves({ Account: '444455556666' });
    await expect(carriedOut(fake, { consent })).rejects.toMatchObject({
      code: 'safety.other-account',
    });
    expect(writes(fake)).toEqual([]);
  },
);

test('receipts are kept as files and handed over', async () => {
  const handed: (readonly Receipt[])[] = [];
  const { receipts, host } = await carriedOut(fakeWithTwo(), {
    receipts: { dir: home, isLocal: false },
    handOver: async (left) => void handed.push(left),
  });
  expect(receipts.map(({ sandbox }) => sandbox)).toEqual(names);
  expect(await readdir(home)).toHaveLength(2);
  expect(handed).toEqual([receipts]);
  expect(JSON.stringify(host.events)).toContain('down.receipt-kept');
});

async function pruneOf(fake: FakeAws, flags: { yes?: boolean }, count?: number) {
  const targets = await targetsNamed(fake, ...names);
  const members = targets.map(({ name, stack }) => ({
    action: 'remove' as const,
    id: name,
    name,
    stack,
  }));
  const context = {
    ...testContext({ flags, now: fake.now(), answers: [true] }),
    env: { HOME: home },
  };
  const asked = count === undefined ? {} : { count };
  const session = { aws: fake.aws, account, local: false };
  return planPrune(context, session, { members } as never, asked);
}

test('a class is not pruned by --yes alone: the number of those who go is typed', async () => {
  const fake = fakeWithTwo();
  const prune = await pruneOf(fake, { yes: true });
  await expect(prune?.agree()).rejects.toMatchObject({ code: 'safety.count-missing' });
  await expect((await pruneOf(fake, { yes: true }, 3))?.agree()).rejects.toMatchObject({
    code: 'safety.count-differs',
  });
  await expect((await pruneOf(fake, { yes: true }, 2))?.agree()).resolves.toBeUndefined();
  expect(writes(fake)).toEqual([]);
});

test('a class is not pruned with credentials of another account', async () => {
  const fake = fakeWithTwo();
  const prune = await pruneOf(fake, { yes: true }, 2);
  sts.on(GetCallerIdentityCommand).resolves({ Account: '444455556666' });
  await expect(prune?.carryOut()).rejects.toMatchObject({ code: 'safety.other-account' });
  expect(writes(fake)).toEqual([]);
});
