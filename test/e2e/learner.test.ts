import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isAlive } from '../../src/process.ts';
import { policyAllows } from '../../src/preflight/policy.ts';
import type { SandboxView } from '../../src/provision/view.ts';
import { runCli } from './cli.ts';
import { localControl } from './local-control.ts';
import type { TestHome } from './test-home.ts';
import { awsCli, testHome } from './test-home.ts';
import type { Workshops } from './workshops.ts';
import { makeWorkshops } from './workshops.ts';

let home: TestHome;
let workshops: Workshops;

beforeAll(async () => {
  home = await testHome();
  workshops = makeWorkshops(home.dir);
  home.pointGitHubAt(workshops.git);
});

afterAll(async () => {
  await runCli(['local', 'down', '--keep-python', '--yes'], home);
  await home.remove();
});

function labs(...args: readonly string[]) {
  return runCli([...args, '--labs-dir', workshops.labsDir, '--local', '--yes'], home);
}

async function sandboxOf(...args: readonly string[]): Promise<SandboxView> {
  const { code, stdout, stderr } = await labs(...args, '--json');
  expect(stderr).not.toMatch(/error/);
  expect(code).toBe(0);
  const { sandboxes } = JSON.parse(stdout) as { sandboxes: SandboxView[] };
  expect(sandboxes).toHaveLength(1);
  return sandboxes[0]!;
}

/** What Jupyter's contents API lists in a folder. */
async function contents(url: string, path: string): Promise<readonly string[]> {
  const { origin, searchParams } = new URL(url);
  const token = searchParams.get('token') ?? '';
  const answer = await fetch(`${origin}/api/contents/${encodeURI(path)}`, {
    headers: { authorization: `token ${token}` },
  });
  const { content } = (await answer.json()) as { content: { name: string }[] };
  return content.map(({ name }) => name);
}

test('a learner starts a lab, adds another, stops, goes on, and takes everything away', async () => {
  const started = await sandboxOf('start', 'trees');
  expect(started).toMatchObject({
    name: 'labs-me',
    owner: 'me',
    stack: 'labs-me',
    region: 'us-east-1',
    labs: ['trees'],
    notebook: { status: 'InService', type: 'ml.t3.medium' },
    repos: [{ lab: 'trees', commit: workshops.commits['trees'], state: 'cloned' }],
  });
  expect(await contents(started.url!, 'trees')).toContain('1.trees.ipynb');
  expect(started.pricePerHour).toBeGreaterThan(0.05);

  const added = await sandboxOf('start', 'lines');
  expect(added.notebook?.arn).toBe(started.notebook?.arn);
  expect(added.labs).toEqual(['trees', 'lines']);
  expect(await contents(added.url!, 'lines/      learn')).toEqual(['lines.ipynb']);
  expect(existsSync(join(added.notebook!.home!, 'lines', 'large'))).toBe(false);

  const stopped = await sandboxOf('stop');
  expect(stopped.notebook?.status).toBe('Stopped');
  expect(stopped.pricePerHour).toBeLessThan(0.01);

  const again = await sandboxOf('start', 'trees');
  expect(again.notebook).toMatchObject({ arn: started.notebook?.arn, status: 'InService' });
  expect(Date.parse(again.stopsAt!)).toBeGreaterThan(Date.now());
  expect(await contents(again.url!, 'trees')).toContain('1.trees.ipynb');

  const extended = await sandboxOf('extend', '2h');
  expect(Date.parse(extended.stopsAt!) - Date.parse(again.stopsAt!)).toBe(2 * 3_600_000);

  // The files of a sandbox never go without a yes.
  const hasty = await runCli(['local', 'down'], home);
  expect(hasty).toMatchObject({ code: 2, stderr: expect.stringContaining('labs-me') });

  const down = await labs('down', '--json');
  expect(down.code).toBe(0);
  const { receipts } = JSON.parse(down.stdout);
  expect(receipts).toMatchObject([
    { sandbox: 'labs-me', left: [], unknown: [], kept: [], stillBillingPerHour: 0 },
  ]);
  const deleted = receipts[0].deleted.map(({ type }: { type: string }) => type);
  expect(deleted).toEqual(expect.arrayContaining(['notebook', 'bucket', 'stack']));
});

test('nothing is left for the plain AWS CLI to find', async () => {
  const aws = await awsCli(home);
  const found = {
    stacks: await aws('cloudformation', 'describe-stacks', '--query', 'Stacks[].StackName'),
    buckets: await aws('s3api', 'list-buckets', '--query', 'Buckets[].Name'),
    roles: await aws('iam', 'list-roles', '--path-prefix', '/labs/', '--query', 'Roles[].Arn'),
    notebooks: await aws('sagemaker', 'list-notebook-instances', '--query', 'NotebookInstances'),
    hooks: await aws(
      'sagemaker',
      'list-notebook-instance-lifecycle-configs',
      '--query',
      'NotebookInstanceLifecycleConfigs',
    ),
    schedules: await aws('scheduler', 'list-schedules', '--query', 'Schedules'),
    logs: await aws(
      'logs',
      'describe-log-groups',
      '--log-group-name-prefix',
      '/aws/sagemaker/',
      '--query',
      'logGroups[].logGroupName',
    ),
  };
  const streams = await Promise.all(
    (found.logs as string[]).map((group) =>
      aws('logs', 'describe-log-streams', '--log-group-name', group, '--query', 'logStreams'),
    ),
  );
  expect({ ...found, logs: streams.flat() }).toEqual({
    stacks: [],
    buckets: [],
    roles: [],
    notebooks: [],
    hooks: [],
    schedules: [],
    logs: [],
  });
});

test('the policy of doctor --policy has every call that was made', async () => {
  const calls = await (await localControl(home)).callsSince(0);
  const made = new Map(calls.map((call) => [`${call.service}:${call.operation}`, call]));
  expect([...made.keys()]).toEqual(
    expect.arrayContaining(['cloudformation:CreateStack', 'sagemaker:ListEndpoints']),
  );
  const missing = [...made].filter(([, call]) => !policyAllows(call.service, call.operation));
  // The plain AWS CLI looked at these, not labs.
  expect(missing.map(([name]) => name)).toEqual([
    'iam:ListRoles',
    'sagemaker:ListNotebookInstanceLifecycleConfigs',
    'scheduler:ListSchedules',
  ]);
});

test('down run again says there is nothing', async () => {
  const { code, stdout } = await labs('down');
  expect(code).toBe(0);
  expect(stdout).toMatch(/nothing/i);
});

test('local down leaves no process and no file', async () => {
  const { stdout } = await runCli(['local', 'status', '--json'], home);
  const { pid } = JSON.parse(stdout).local as { pid: number };
  expect((await runCli(['local', 'down', '--keep-python'], home)).code).toBe(0);
  expect(isAlive(pid)).toBe(false);
  const left = existsSync(home.labsHome) ? readdirSync(home.labsHome) : [];
  expect(left).toEqual([]);
});
