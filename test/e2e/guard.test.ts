import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { guardParameters } from '../../src/guard/place.ts';
import type { GuardReport, SandboxDeed } from '../../src/guard/report.ts';
import type { SandboxView } from '../../src/provision/view.ts';
import { guardStack } from '../../src/sandbox/name.ts';
import { runCli } from './cli.ts';
import type { LocalControl } from './local-control.ts';
import { localControl } from './local-control.ts';
import type { TestHome } from './test-home.ts';
import { awsCli, testHome } from './test-home.ts';
import type { Workshops } from './workshops.ts';
import { makeWorkshops } from './workshops.ts';

let home: TestHome;
let workshops: Workshops;
let control: LocalControl;
let aws: Awaited<ReturnType<typeof awsCli>>;

beforeAll(async () => {
  home = await testHome();
  workshops = makeWorkshops(home.dir);
  home.pointGitHubAt(workshops.git);
  await runCli(['local', 'up'], home);
  control = await localControl(home);
  aws = await awsCli(home);
}, 600_000);

afterAll(async () => {
  await runCli(['local', 'down', '--keep-python', '--yes'], home);
  await home.remove();
});

function labs(...args: readonly string[]) {
  return runCli([...args, '--labs-dir', workshops.labsDir, '--local', '--yes'], home);
}

async function start(...args: readonly string[]): Promise<SandboxView> {
  const { code, stdout, stderr } = await labs('start', 'trees', ...args, '--json');
  expect({ code, stderr }).toMatchObject({ code: 0 });
  return (JSON.parse(stdout) as { sandboxes: SandboxView[] }).sandboxes[0]!;
}

/** A run of the guard; what it did, by sandbox. */
async function guard(): Promise<Readonly<Record<string, SandboxDeed>>> {
  const { stdout } = await labs('guard', 'run', '--once', '--json');
  const { report } = JSON.parse(stdout) as { report: GuardReport };
  expect(report.unreadable).toEqual([]);
  return Object.fromEntries(report.sandboxes.map((deed) => [deed.name, deed]));
}

async function makeEndpoint({ name, role }: SandboxView): Promise<void> {
  const tags = ['--tags', `Key=labs:sandbox,Value=${name}`];
  const container = 'Image=111122223333.dkr.ecr.us-east-1.amazonaws.com/i:1';
  await aws(
    'sagemaker',
    'create-model',
    '--model-name',
    name,
    '--execution-role-arn',
    role!,
    '--primary-container',
    container,
    ...tags,
  );
  const variant = `VariantName=all,ModelName=${name},InstanceType=ml.m5.large,InitialInstanceCount=1`;
  await aws(
    'sagemaker',
    'create-endpoint-config',
    '--endpoint-config-name',
    name,
    '--production-variants',
    variant,
    ...tags,
  );
  await aws(
    'sagemaker',
    'create-endpoint',
    '--endpoint-name',
    name,
    '--endpoint-config-name',
    name,
    ...tags,
  );
}

function endpoints(): Promise<unknown> {
  return aws('sagemaker', 'list-endpoints', '--query', 'Endpoints[].EndpointName');
}

test('work is saved before a sandbox goes, and comes back into a new one', async () => {
  const first = await start('--owner', 'kim');
  const folder = first.notebook!.home!;
  writeFileSync(join(folder, 'trees', 'mine.py'), 'print(1)\n');
  writeFileSync(join(folder, 'trees', 'data.csv'), 'a,b\n3,4\n');
  writeFileSync(join(folder, 'notes.txt'), 'outside of any repository');

  const dir = join(home.dir, 'saved');
  const down = await labs('down', '--owner', 'kim', '--save', dir);
  expect(down.code).toBe(0);
  const saved = join(dir, 'labs-kim');
  expect(readFileSync(join(saved, 'trees', 'data.csv'), 'utf8')).toBe('a,b\n3,4\n');
  expect(readFileSync(join(saved, 'notes.txt'), 'utf8')).toBe('outside of any repository');
  expect(readdirSync(join(saved, 'trees')).toSorted()).toEqual(['data.csv', 'mine.py']);
  const receipts = join(home.labsHome, 'local', 'receipts');
  const [receipt] = readdirSync(receipts);
  expect(down.stderr).toContain(join(receipts, receipt!));
  expect(JSON.parse(readFileSync(join(receipts, receipt!), 'utf8'))).toMatchObject({ left: [] });

  const again = await start('--owner', 'kim', '--for', '2h', '--keep', '3h', '--restore', dir);
  const restored = again.notebook!.home!;
  expect(readFileSync(join(restored, 'trees', 'data.csv'), 'utf8')).toBe('a,b\n3,4\n');
  expect(readFileSync(join(restored, 'trees', 'mine.py'), 'utf8')).toBe('print(1)\n');
  expect(readFileSync(join(restored, 'notes.txt'), 'utf8')).toBe('outside of any repository');
});

test('the guard keeps every lease, and leaves alone what is in order', async () => {
  const long = ['--for', '40h', '--keep', '7d'];
  const lee = await start('--owner', 'lee', ...long, '--budget', '0.05');
  const park = await start('--owner', 'park', ...long);
  const { stdout } = await labs('status', '--owner', 'kim', '--json');
  const [kim] = (JSON.parse(stdout) as { sandboxes: SandboxView[] }).sandboxes;
  for (const sandbox of [kim!, lee, park]) await makeEndpoint(sandbox);

  await control.advance(1.7 * 3600);
  // 1.7 hours of a notebook and of an endpoint are more than five cents.
  expect(await guard()).toMatchObject({
    'labs-kim': { did: 'nothing', told: true },
    'labs-lee': { did: 'stopped', because: 'budget' },
    'labs-park': { did: 'nothing' },
  });
  expect(await endpoints()).toEqual(expect.arrayContaining(['labs-kim', 'labs-park']));
  expect(await endpoints()).not.toContain('labs-lee');

  await control.advance(0.4 * 3600);
  expect(await guard()).toMatchObject({ 'labs-kim': { did: 'stopped', because: 'stops-at' } });
  expect(await endpoints()).toEqual(['labs-park']);

  await control.advance(3600);
  let kims: SandboxDeed | undefined;
  const seen: string[] = [];
  for (let run = 0; run < 8 && kims?.did !== 'removed'; run += 1) {
    kims = (await guard())['labs-kim'];
    seen.push(kims?.did ?? 'missing');
  }
  expect({ seen, last: kims }).toMatchObject({
    last: { did: 'removed', because: 'removed-after' },
  });
  const stacks = await aws('cloudformation', 'describe-stacks', '--query', 'Stacks[].StackName');
  expect((stacks as string[]).toSorted()).toEqual(['labs-lee', 'labs-park']);
  const buckets = (await aws('s3api', 'list-buckets', '--query', 'Buckets[].Name')) as string[];
  const bucket = buckets.find((name) => name.startsWith('labs-guard-'));
  const file = join(home.dir, 'work.tar.gz');
  await aws('s3api', 'get-object', '--bucket', bucket!, '--key', kims!.work!, file);
  expect(existsSync(file)).toBe(true);

  const after = await labs('status', '--owner', 'park', '--json');
  expect((JSON.parse(after.stdout) as { sandboxes: SandboxView[] }).sandboxes[0]).toMatchObject({
    stopsAt: park.stopsAt,
    notebook: { arn: park.notebook?.arn, status: 'InService' },
  });
});

/** The guard's stack as far as a run from elsewhere reads it: the maxima of whoever deployed it. */
async function deployGuard(maxima: Readonly<Record<'runMinutes' | 'keepMinutes', string>>) {
  const given: Readonly<Record<string, string>> = {
    [guardParameters.regions]: 'us-east-1',
    [guardParameters.runMinutes]: maxima.runMinutes,
    [guardParameters.keepMinutes]: maxima.keepMinutes,
  };
  const names = Object.keys(given);
  const template = {
    Parameters: Object.fromEntries(names.map((name) => [name, { Type: 'String' }])),
    Resources: { Nothing: { Type: 'AWS::CDK::Metadata' } },
  };
  const stack = ['--stack-name', guardStack, '--template-body', JSON.stringify(template)];
  const parameters = names.map((name) => `ParameterKey=${name},ParameterValue=${given[name]}`);
  await aws('cloudformation', 'create-stack', ...stack, '--parameters', ...parameters);
}

test('a lease that was extended beyond what the guard allows ends at the maximum', async () => {
  await deployGuard({ runMinutes: '300', keepMinutes: '20000' });
  const extended = await labs('extend', '100h', '--owner', 'park', '--json');
  const { sandboxes } = JSON.parse(extended.stdout) as { sandboxes: SandboxView[] };
  const stopsAt = Date.parse(sandboxes[0]?.stopsAt ?? '');
  expect(stopsAt).toBeGreaterThan(Date.now() + 130 * 3_600_000);
  expect(await guard()).toMatchObject({ 'labs-park': { did: 'nothing' } });
  expect(await endpoints()).toEqual(['labs-park']);

  await control.advance(2 * 3600);
  expect(await guard()).toMatchObject({
    'labs-park': { did: 'stopped', because: 'longest-run' },
  });
  expect(await endpoints()).toEqual([]);
  const notebooks = ['--query', 'NotebookInstances[].NotebookInstanceStatus'];
  expect(await aws('sagemaker', 'list-notebook-instances', ...notebooks)).toEqual([
    'Stopped',
    'Stopped',
  ]);
});

test('a removal that AWS refused is finished by the guard, long before its lease ends', async () => {
  await control.fault({
    service: 'cloudformation',
    operation: 'DeleteStack',
    kind: 'accessDenied',
  });
  const down = await labs('down', '--owner', 'lee');
  await control.clearFaults();
  expect(down.code).toBe(3);
  expect(down.stderr).toMatch(/it goes on with labs-lee at its next run/);
  expect(await guard()).toMatchObject({
    'labs-lee': { did: 'removed', because: 'deletion' },
    'labs-park': { did: 'nothing' },
  });
  expect((await labs('guard', 'down')).code).toBe(0);
});

/** Runs a command as a process that is killed when it says something. */
async function killedAt(said: RegExp, ...args: readonly string[]): Promise<void> {
  let isKilled = false;
  const words = [...args, '--labs-dir', workshops.labsDir, '--local', '--yes'];
  const { code } = await runCli(words, {
    ...home,
    onStderr: (text, child) => {
      if (!isKilled && said.test(text)) isKilled = child.kill('SIGKILL');
    },
  });
  expect({ isKilled, code }).toEqual({ isKilled: true, code: null });
}

test('processes that are killed leave nothing twice, and nothing behind', async () => {
  await killedAt(/stack labs-choi/, 'start', 'trees', '--owner', 'choi');
  await start('--owner', 'choi');
  await killedAt(/✓/, 'down', '--all');
  const { code, stdout } = await labs('down', '--all', '--json');
  expect(code).toBe(0);
  const { receipts } = JSON.parse(stdout) as {
    receipts: { left: unknown[]; unknown: unknown[] }[];
  };
  expect(receipts.flatMap(({ left, unknown }) => [...left, ...unknown])).toEqual([]);
  expect(await aws('s3api', 'list-buckets', '--query', 'Buckets[].Name')).toEqual([]);
  expect(await aws('cloudformation', 'describe-stacks', '--query', 'Stacks')).toEqual([]);
  expect(await endpoints()).toEqual([]);
});
