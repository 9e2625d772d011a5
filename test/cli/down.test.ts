import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { PricingClient } from '@aws-sdk/client-pricing';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { subcommand as downCommand } from '../../src/cli/commands/down.ts';
import type { Receipt } from '../../src/teardown/receipt.ts';
import type { FakeAws } from '../teardown/fake-aws.ts';
import { createFakeAws } from '../teardown/fake-aws.ts';
import { make, makeSandbox, own } from '../teardown/fake-sandbox.ts';
import { account } from '../teardown/fake-state.ts';
import type { TestContext, TestOptions } from './test-context.ts';
import { testContext } from './test-context.ts';
import { mockClient } from '../mock-client.ts';

const labsHome = mkdtempSync(join(tmpdir(), 'labs-down-'));
afterAll(() => rmSync(labsHome, { recursive: true, force: true }));

const sts = mockClient(STSClient);
// The next file of this worker may mean the real one.
const others = [CloudTrailClient, OrganizationsClient, PricingClient].map((client) =>
  (mockClient as (client: unknown) => ReturnType<typeof mockClient>)(client),
);

let fake: FakeAws;

beforeEach(() => {
  sts.reset();
  sts.on(GetCallerIdentityCommand).resolves({ Account: account });
  for (const mock of others) mock.reset();
  fake = createFakeAws();
  makeSandbox(fake.state, 'labs-kim');
  make(fake.state, 'Endpoint', 'e', own('labs-kim'));
});

function contextOf(options: TestOptions = {}): TestContext {
  const context = testContext({ ...options, session: { aws: fake.aws, account } });
  return { ...context, env: { LABS_HOME: labsHome } };
}

function writes(): readonly string[] {
  return fake.calls.filter((call) => call.writes).map(({ operation }) => operation);
}

function receiptsIn(context: TestContext): readonly Receipt[] {
  return (JSON.parse(context.written.join('')) as { receipts: Receipt[] }).receipts;
}

test('a dry run shows the plan that a run shows, and no call of it can change anything', async () => {
  const dry = contextOf({ flags: { dryRun: true } });
  expect(await downCommand.run(dry, [[]], {})).toBe(0);
  expect(writes()).toEqual([]);
  expect(fake.state.things.map(({ name }) => name)).toContain('e');

  const declined = contextOf({ answers: [false] });
  await expect(downCommand.run(declined, [[]], {})).rejects.toMatchObject({ code: 'cli.declined' });
  expect(writes()).toEqual([]);
  expect(dry.host.shown.map((line) => dry.say(line))).toEqual(
    declined.host.shown.map((line) => declined.say(line)),
  );
  expect(dry.host.shown.map((line) => dry.say(line)).join('\n')).toContain('1 endpoint: e');
});

test.each([
  ['a file', import.meta.filename],
  ['a device', '/dev/full'],
  ['nothing', ''],
])('--save %s is refused before anything is looked at, in a dry run too', async (_, save) => {
  for (const flags of [{ dryRun: true }, { yes: true }]) {
    const failure = { code: 'save.no-folder' };
    await expect(downCommand.run(contextOf({ flags }), [[]], { save })).rejects.toMatchObject(
      failure,
    );
  }
  expect(fake.calls).toEqual([]);
});

test('the receipt is printed, and kept as the same file', async () => {
  const context = contextOf({ answers: [true], flags: { json: true } });
  expect(await downCommand.run(context, [[]], {})).toBe(0);
  const [receipt] = receiptsIn(context);
  expect(receipt).toMatchObject({ sandbox: 'labs-kim', left: [], unknown: [] });
  const [file] = readdirSync(join(labsHome, 'receipts'));
  expect(JSON.parse(readFileSync(join(labsHome, 'receipts', file!), 'utf8'))).toEqual(receipt);
  const told = context.host.events.map(({ message }) => context.say(message));
  expect(told.join('\n')).toContain(join(labsHome, 'receipts', file!));
});

test('sandboxes can be named, and only those go', async () => {
  makeSandbox(fake.state, 'labs-lee');
  makeSandbox(fake.state, 'labs-park');
  const context = contextOf({ answers: [true], flags: { json: true, yes: true } });
  expect(await downCommand.run(context, [['labs-lee', 'labs-park']], {})).toBe(0);
  expect(receiptsIn(context).map(({ sandbox }) => sandbox)).toEqual(['labs-lee', 'labs-park']);
  expect(fake.state.things.map(({ name }) => name)).toContain('e');
});

test('what is no name of a sandbox, as that of a lab, is refused and not called gone', async () => {
  const context = contextOf({ flags: { yes: true } });
  await expect(downCommand.run(context, [['xgboost']], {})).rejects.toMatchObject({
    code: 'safety.no-sandbox-name',
  });
  expect(fake.calls).toEqual([]);
});

test.each([
  ['a name', ['labs-kin'], {}],
  ['an owner', [], { owner: 'kin' }],
])('where nothing is of %s, the sandboxes that are there are named', async (_, names, options) => {
  const context = contextOf({ flags: { yes: true } });
  expect(await downCommand.run(context, [names], options)).toBe(0);
  const said = context.written.join('');
  expect(said).toMatch(/^Nothing of labs-kin is there/);
  expect(said).toMatch(/Still there, and not looked at: labs-kim/);
  expect(said).not.toContain('$0.00');
  expect(writes()).toEqual([]);
});

test('everybody at once needs their number', async () => {
  makeSandbox(fake.state, 'labs-lee');
  const hasty = contextOf({ flags: { yes: true } });
  await expect(downCommand.run(hasty, [[]], { all: true })).rejects.toMatchObject({
    code: 'safety.count-missing',
  });
  expect(writes()).toEqual([]);
  const counted = contextOf({ answers: [true], flags: { yes: true } });
  expect(await downCommand.run(counted, [[]], { all: true, count: 2 })).toBe(0);
});

test('nothing is removed where the credentials are of another account by then', async () => {
  sts.on(GetCallerIdentityCommand).resolves({ Account: '999999999999' });
  const context = contextOf({ answers: [true] });
  await expect(downCommand.run(context, [[]], {})).rejects.toMatchObject({
    code: 'safety.other-account',
  });
  expect(writes()).toEqual([]);
});

test('what is left names the next command, and the exit code is 3', async () => {
  const denied = Object.assign(new Error('not authorized to perform: sagemaker:DeleteEndpoint'), {
    name: 'AccessDeniedException',
  });
  fake.faults.push({ operation: 'DeleteEndpoint', error: denied });
  const context = contextOf({ answers: [true] });
  expect(await downCommand.run(context, [[]], {})).toBe(3);
  expect(context.written.join('')).toMatch(
    /Allow sagemaker:DeleteEndpoint, then run labs down labs-kim/,
  );
});

test('what could not end is left to the guard; what was interrupted, or is done, is not', async () => {
  const lease = () => fake.state.stacks.map(({ parameters }) => parameters['RemovedAfter']);
  const [before] = lease();
  const interrupt = new AbortController();
  fake.onCall = ({ operation }) => {
    if (operation === 'DeleteEndpoint') interrupt.abort();
  };
  const interrupted = { ...contextOf({ answers: [true] }), signal: interrupt.signal };
  expect(await downCommand.run(interrupted, [[]], {})).toBe(3);
  expect(lease()).toEqual([before]);

  fake.onCall = () => undefined;
  fake.restart();
  fake.faults.push({ operation: 'DeleteStack', error: new Error('no') });
  const context = contextOf({ answers: [true] });
  expect(await downCommand.run(context, [[]], {})).toBe(3);
  expect(lease()).toEqual(['2000-01-01T00:00:00Z']);
  const told = context.host.events.map(({ message }) => context.say(message));
  expect(told.join('\n')).toMatch(/Where a guard is deployed, it goes on with labs-kim/);

  fake.faults.length = 0;
  fake.restart();
  expect(await downCommand.run(contextOf({ answers: [true] }), [[]], {})).toBe(0);
  expect(writes().filter((operation) => operation === 'UpdateStack')).toHaveLength(1);
});
