import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { subcommand as classStop } from '../../src/cli/commands/class/stop.ts';
import { subcommand as statusCommand } from '../../src/cli/commands/status.ts';
import { subcommand as stopCommand } from '../../src/cli/commands/stop.ts';
import type { FakeAws } from '../teardown/fake-aws.ts';
import { createFakeAws } from '../teardown/fake-aws.ts';
import { make, makeSandbox, own } from '../teardown/fake-sandbox.ts';
import { account } from '../teardown/fake-state.ts';
import type { TestContext, TestOptions } from './test-context.ts';
import { testContext } from './test-context.ts';

const trail = (mockClient as (client: unknown) => ReturnType<typeof mockClient>)(CloudTrailClient);
afterAll(() => trail.restore());

const kim = own('labs-kim');
const denied = Object.assign(new Error('no'), { name: 'AccessDeniedException' });
let fake: FakeAws;

beforeEach(() => {
  trail.reset();
  fake = createFakeAws();
  makeSandbox(fake.state, 'labs-kim');
});

/** An endpoint that answers, a job that runs, one that has ended. */
function rentThings(): void {
  make(fake.state, 'EndpointConfig', 'c', kim);
  make(fake.state, 'Endpoint', 'e', { ...kim, madeFrom: 'c' });
  make(fake.state, 'TrainingJob', 't', { ...kim, status: 'InProgress' });
  make(fake.state, 'TrainingJob', 'done', kim);
}

function contextOf(options: TestOptions = {}): TestContext {
  return testContext({
    now: new Date(fake.now()),
    ...options,
    session: { aws: fake.aws, account },
  });
}

function writes(): readonly string[] {
  return fake.calls.flatMap(({ writes: w, operation, input }) =>
    w ? [`${operation} ${String(Object.values(input)[0])}`] : [],
  );
}

function shown(context: TestContext): string {
  return context.host.shown.map(context.say).join('\n');
}

test('stop names what bills beside the notebook, with its price, and ends it after a yes', async () => {
  rentThings();
  const context = contextOf({ answers: [true] });
  expect(await stopCommand.run(context, [], {})).toBe(0);
  expect(shown(context)).toMatch(/ends {4}endpoint e, which bills beside it \(\$0\.23\/h\)/);
  expect(shown(context)).toMatch(/ends {4}training job t/);
  expect(writes().toSorted()).toEqual([
    'DeleteEndpoint e',
    expect.stringMatching(/^StopNotebookInstance /),
    'StopTrainingJob t',
  ]);
  expect(context.written.join('')).toContain('Ended: endpoint e.');
});

test('a no, and a dry run, change nothing', async () => {
  rentThings();
  await expect(stopCommand.run(contextOf({ answers: [false] }), [], {})).rejects.toMatchObject({
    code: 'cli.declined',
  });
  const dry = contextOf({ flags: { dryRun: true } });
  expect(await stopCommand.run(dry, [], {})).toBe(0);
  expect(shown(dry)).toContain('endpoint e');
  expect(writes()).toEqual([]);
});

test('--keep-endpoints keeps them, says what they cost, and ends the jobs', async () => {
  rentThings();
  const context = contextOf({ answers: [true] });
  expect(await stopCommand.run(context, [], { keepEndpoints: true })).toBe(0);
  expect(shown(context)).toMatch(/keeps {3}endpoint e: it bills on \(\$0\.23\/h\)/);
  expect(writes()).not.toContain('DeleteEndpoint e');
  expect(writes()).toContain('StopTrainingJob t');
});

test('an endpoint beside a notebook that is stopped already is ended, too', async () => {
  rentThings();
  fake.state.things.find(({ kind }) => kind === 'NotebookInstance')!.status = 'Stopped';
  const context = contextOf({ answers: [true] });
  expect(await stopCommand.run(context, [], {})).toBe(0);
  expect(writes()).toContain('DeleteEndpoint e');
});

test('an endpoint that is still being made is said, for it will bill', async () => {
  make(fake.state, 'EndpointConfig', 'c', kim);
  make(fake.state, 'Endpoint', 'new', { ...kim, madeFrom: 'c', status: 'Creating' });
  const context = contextOf({ answers: [true] });
  await stopCommand.run(context, [], {});
  expect(shown(context)).toMatch(/endpoint new is still being made/);
  expect(writes()).not.toContain('DeleteEndpoint new');
});

test('what could not be ended is said, bills on, and is a failure', async () => {
  rentThings();
  fake.faults.push({ operation: 'DeleteEndpoint', error: denied });
  const context = contextOf({ answers: [true] });
  expect(await stopCommand.run(context, [], {})).toBe(1);
  expect(context.written.join('')).toMatch(/endpoint e could not be ended .*AccessDenied/);
  expect(writes().join()).toContain('StopNotebookInstance');
});

test('what could not be read is not taken for nothing', async () => {
  fake.faults.push({ operation: 'ListEndpoints', error: denied });
  const context = contextOf({ answers: [true] });
  await stopCommand.run(context, [], {});
  expect(shown(context)).toMatch(/unknown .*endpoint: AccessDenied/);
});

test('status has a line for each thing that runs, and its price has them in it', async () => {
  rentThings();
  const context = contextOf();
  await statusCommand.run(context, [], {});
  const said = context.written.join('');
  expect(said).toMatch(/runs {4}endpoint e, 1 x ml\.m5\.xlarge: \$0\.23\/h/);
  expect(said).toMatch(/runs {4}training job t, 1 x ml\.m5\.xlarge: \$0\.23\/h/);
  expect(said).not.toContain('done');
  expect(said).toMatch(/price {3}\$0\.51\/h now/);
  // All pages of one question have one input.
  const index = fake.calls.filter(({ operation }) => operation === 'GetResources');
  expect(new Set(index.map(({ input }) => input)).size).toBe(1);
  const described = fake.calls.filter(({ operation }) => /^Describe(Tr|Endp)/.test(operation));
  expect(described.map(({ operation }) => operation).toSorted()).toEqual([
    'DescribeEndpoint',
    'DescribeEndpointConfig',
    'DescribeTrainingJob',
  ]);
});

test('status asks nothing more than the index where a sandbox has nothing', async () => {
  await statusCommand.run(contextOf(), [], {});
  const asked = fake.calls.filter(({ operation }) => /Resources|Endpoint|Job/.test(operation));
  expect(asked.map(({ operation }) => operation)).toEqual(['GetResources']);
});

test('status calls the price unknown where it could not look, never $0', async () => {
  rentThings();
  fake.faults.push({ operation: 'GetResources', error: denied });
  const context = contextOf();
  expect(await statusCommand.run(context, [], {})).toBe(0);
  expect(context.written.join('')).toMatch(/runs {4}unknown.*\n.*price {3}unknown/);
  const json = contextOf({ flags: { json: true } });
  await statusCommand.run(json, [], {});
  expect(JSON.parse(json.written.join(''))).toMatchObject({
    sandboxes: [{ besides: null, pricePerHour: null }],
  });
});

test('a class is stopped by the same rule', async () => {
  rentThings();
  for (const stack of fake.state.stacks) stack.tags['labs:class'] = 'ml101';
  const kept = contextOf({ flags: { dryRun: true } });
  expect(await classStop.run(kept, ['ml101'], { keepEndpoints: true })).toBe(0);
  expect(shown(kept)).toMatch(/keeps {3}1 endpoint of theirs: .*\$0\.23\/h/);
  const context = contextOf({ answers: [true] });
  expect(await classStop.run(context, ['ml101'], {})).toBe(0);
  expect(shown(context)).toMatch(/ends {4}1 endpoint of theirs.*\$0\.23\/h/);
  expect(writes()).toContain('DeleteEndpoint e');
});
