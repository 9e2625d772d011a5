import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { packageRoot } from '../../src/paths.ts';
import type { SandboxView } from '../../src/provision/view.ts';
import type { Receipt } from '../../src/teardown/receipt.ts';
import { localPython } from '../python.ts';
import { runCli, runProgram } from './cli.ts';
import { localControl } from './local-control.ts';
import type { TestHome } from './test-home.ts';
import { testHome } from './test-home.ts';
import type { Workshops } from './workshops.ts';
import { makeWorkshops } from './workshops.ts';

/** A thing in the account: what it is, its name, and all that AWS tells of it. */
type Dumped = readonly [kind: string, name: string, told: unknown];

let home: TestHome;
let workshops: Workshops;
let environment: NodeJS.ProcessEnv;

beforeAll(async () => {
  home = await testHome();
  home.env['LABS_LOCAL_TIMES'] = 'modelled';
  home.env['LABS_LOCAL_POLICIES'] = 'enforced';
  workshops = makeWorkshops(home.dir);
  home.pointGitHubAt(workshops.git);
  makesEverything(join(workshops.labsDir, 'trees', 'lab.yaml'));
});

afterAll(async () => {
  await runCli(['local', 'down', '--keep-python', '--yes'], home);
  await home.remove();
});

/** Lets a lab make what the student is going to leave. */
function makesEverything(manifest: string): void {
  const text = readFileSync(manifest, 'utf8');
  const types =
    'training-job, tuning-job, processing-job, transform-job, model, endpoint-configuration, ' +
    'endpoint, experiment, trial, trial-component, ecr-repository, state-machine, topics-job';
  const instance = '[{ type: ml.m5.xlarge }]';
  writeFileSync(
    manifest,
    text
      .replace(/^creates: .*$/m, `creates: [${types}]`)
      .replace(/^uses:$/m, `uses:\n  processing: ${instance}\n  transform: ${instance}`),
  );
}

function labs(...args: readonly string[]) {
  return runCli([...args, '--labs-dir', workshops.labsDir, '--local', '--yes'], home);
}

async function start(owner: string): Promise<SandboxView> {
  const { stdout, stderr } = await labs('start', 'trees', '--owner', owner, '--json');
  expect(stderr).not.toMatch(/^error/m);
  return (JSON.parse(stdout) as { sandboxes: SandboxView[] }).sandboxes[0]!;
}

/** Runs one of the scripts, with a Python and credentials; what it printed, as JSON. */
async function runScript(
  python: string,
  script: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<unknown> {
  const file = join(packageRoot, 'test', 'e2e', 'student', script);
  const answer = await runProgram(python, [file, ...args], { env: { ...home.env, ...env } });
  if (answer.code !== 0) throw new Error(`${script}: ${answer.stderr}`);
  return answer.stdout.trim() === '' ? undefined : (JSON.parse(answer.stdout) as unknown);
}

/** Runs a script with the account's user. */
async function asUser(script: string, ...args: readonly string[]): Promise<unknown> {
  return runScript(await localPython(), script, args, environment);
}

/** Runs a script in the sandbox's own Python, with the credentials of its role. */
async function inSandbox(
  { name, role, bucket, notebook }: SandboxView,
  script: string,
  ...more: readonly 'computed'[]
): Promise<unknown> {
  const userHome = join(notebook?.home ?? '', '..');
  const python = join(userHome, 'anaconda3', 'envs', 'python3', 'bin', 'python');
  const keys = (await asUser('session.py', role ?? '')) as NodeJS.ProcessEnv;
  return runScript(python, script, [name, role ?? '', bucket ?? '', ...more], {
    ...environment,
    ...keys,
    HOME: userHome,
  });
}

async function dump(): Promise<readonly Dumped[]> {
  return (await asUser('dump.py')) as readonly Dumped[];
}

/** Whether a thing is the student's: by its name, that of the notebook, or a numbered job's role. */
function isOf({ name, notebook }: SandboxView): (one: Dumped) => boolean {
  const own = [name, notebook?.name ?? name];
  return ([kind, id, told]) =>
    /^untagged\b/.test(id) ||
    own.some((part) => id.includes(part)) ||
    (kind.startsWith('Topics') && JSON.stringify(told).includes(`role/labs/${name}/`));
}

/** A job that ends only when somebody stops it. */
function goesOn([, id]: Dumped): boolean {
  return /-(working|long|long-tune)$/.test(id);
}

/** The status of each of those jobs, by kind and name. */
function working(all: readonly Dumped[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    all.filter(goesOn).flatMap(([kind, id, told]) => {
      const status =
        /"(?:Training|HyperParameterTuning|Processing|Transform)JobStatus":"(\w+)"/.exec(
          JSON.stringify(told),
        )?.[1];
      return status === undefined ? [] : [[`${kind} ${id}`, status]];
    }),
  );
}

const jobKinds = ['TrainingJobSummaries', 'ProcessingJobSummaries', 'TransformJobSummaries'];

/** What {@link working} says of the jobs of `working.py` while they are at work. */
function inProgress(...owners: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    owners.flatMap((owner) =>
      jobKinds.map((kind) => [`${kind} ${owner}-working`, 'InProgress'] as const),
    ),
  );
}

/** The dump when no state passes by itself any more. */
async function settled(): Promise<readonly Dumped[]> {
  let moving: readonly Dumped[] = [];
  for (let left = 15; left > 0; left -= 1) {
    const all = await dump();
    moving = all.filter(
      (one) =>
        !goesOn(one) &&
        /"\w*(Job|Endpoint|Instance)Status":"(InProgress|Creating|Stopping)"/.test(
          JSON.stringify(one),
        ),
    );
    if (moving.length === 0) return all;
    await delay(1_000);
  }
  throw new Error(`these do not come to rest: ${JSON.stringify(moving)}`);
}

test('what a careless student left goes; what others have stays, byte for byte', async () => {
  await runCli(['local', 'up'], home);
  const { stdout } = await runCli(['local', 'env', '--json'], home);
  ({ environment } = JSON.parse(stdout) as { environment: NodeJS.ProcessEnv });
  const [kim, lee] = await Promise.all([start('kim'), start('lee')]);

  // A notebook that is off writes no report and no log; stopped first, for a stop ends what bills.
  expect((await labs('stop', '--owner', 'lee')).code).toBe(0);
  const refused = await inSandbox(lee, 'leave.py');
  await asUser('beside.py', kim.role ?? '');
  const before = await settled();
  expect(await inSandbox(kim, 'leave.py', 'computed')).toEqual(refused);
  expect(refused).toEqual({
    model: 'AccessDeniedException',
    endpoint: 'AccessDeniedException',
    'training job': 'AccessDeniedException',
    repository: 'AccessDeniedException',
    bucket: 'AccessDenied',
    user: 'AccessDenied',
  });
  expect(working(await dump())).toEqual({
    ...inProgress('labs-kim', 'untagged', 'labs-lee', 'strangers'),
    'TrainingJobSummaries labs-kim-long': 'InProgress',
    'HyperParameterTuningJobSummaries labs-kim-long-tune': 'InProgress',
  });

  const control = await localControl(home);
  const mark = await control.mark();
  const down = await labs('down', '--owner', 'kim', '--json');
  const calls = (await control.callsSince(mark)).map(({ operation }) => operation);
  const after = await dump();

  const isKims = isOf(kim);
  const others = before.filter((one) => !isKims(one));
  expect(after.filter((one) => !isKims(one))).toEqual(others);
  expect(others.length).toBeGreaterThan(50);
  expect(working(after)).toEqual({
    ...inProgress('labs-lee', 'strangers'),
    'TransformJobSummaries labs-kim-working': 'Stopped',
    'TransformJobSummaries untagged-working': 'Stopped',
  });
  const { receipts } = JSON.parse(down.stdout) as { receipts: Receipt[] };
  expect(receipts).toHaveLength(1);
  const [receipt] = receipts;
  expect(receipt).toMatchObject({
    sandbox: 'labs-kim',
    kept: [],
    left: [],
    unknown: [],
    stillBillingPerHour: 0,
  });
  expect(down.code).toBe(0);
  const stops = ['StopTrainingJob', 'StopHyperParameterTuningJob', 'StopExecution'];
  expect(calls).toEqual(expect.arrayContaining(stops));
  // The tagged one and the one without a tag; nobody else's was asked to stop.
  for (const stop of ['StopProcessingJob', 'StopTransformJob']) {
    expect(calls.filter((operation) => operation === stop)).toHaveLength(2);
  }

  // The receipt says of everything that was there what became of it, and of nothing else.
  const remaining = after.filter((one) => isKims(one) && one[0] !== 'Tags');
  expect(remaining.map(([kind]) => kind).toSorted()).toEqual([
    'TopicsDetectionJobPropertiesList',
    'TransformJobSummaries',
    'TransformJobSummaries',
    'TransformJobSummaries',
  ]);
  const topics = remaining.find(([kind]) => kind === 'TopicsDetectionJobPropertiesList')?.[1];
  expect(receipt?.records.map(({ type, id }) => `${type} ${id}`).toSorted()).toEqual([
    `topics-job ${topics}`,
    'transform-job labs-kim-transform',
    'transform-job labs-kim-working',
    'transform-job untagged-working',
  ]);
  const deleted = receipt?.deleted.map(({ type, id }) => `${type} ${id}`) ?? [];
  expect(deleted).toEqual(
    expect.arrayContaining([
      'endpoint labs-kim-kept',
      'endpoint labs-kim-orphan',
      'endpoint untagged',
      'endpoint-configuration labs-kim-kept',
      'endpoint-configuration untagged',
      'model labs-kim-kept',
      'model untagged',
      'training-job labs-kim-job',
      'training-job labs-kim-long',
      'tuning-job labs-kim-tune',
      'tuning-job labs-kim-long-tune',
      'training-job labs-kim-working',
      'training-job untagged-working',
      'processing-job labs-kim-process',
      'processing-job labs-kim-working',
      'processing-job untagged-working',
      'model labs-kim-working',
      'model untagged-working',
      'experiment labs-kim-experiment',
      'trial labs-kim-trial',
      'trial-component labs-kim-component',
      'ecr-repository labs-kim/demo',
      'state-machine labs-kim.flow',
      'log-stream /aws/sagemaker/TrainingJobs:labs-kim-job/algo-1-1',
      'log-group /aws/sagemaker/Endpoints/labs-kim-kept',
      `bucket ${kim.bucket}`,
      'stack labs-kim',
    ]),
  );
  expect(deleted.filter((line) => /lee|strangers/.test(line))).toEqual([]);
});
