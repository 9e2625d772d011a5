import { execFile, spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';

import { onCreateBody, onStartBody } from '../../src/notebook/hooks.ts';
import { bucketKeys } from '../../src/sandbox/parameters.ts';
import type { Report } from '../../src/sandbox/report.ts';
import { parseReport } from '../../src/sandbox/report.ts';
import type { Wish } from '../../src/sandbox/wish.ts';
import type { FakeAws } from './fake-aws.ts';
import type { Ended } from './fork-server.ts';
import { runForked } from './fork-server.ts';
import { hookText } from './hook-text.ts';
import { basePython, makeEnvironment } from './python.ts';

const run = promisify(execFile);

export const sandbox = 'labs-kim';
export const bucket = 'labs-kim-bucket-1a2b';

/** What the template's parameters say where a test says nothing. */
const parameters = {
  'AWS::StackName': sandbox,
  'AWS::Region': 'us-east-1',
  Bucket: bucket,
  IdleMinutes: '60',
  StopsAt: '2099-01-01T00:00:00Z',
  KeepEndpoints: 'false',
};

/** A notebook instance in a folder: its hooks and its agent run as real processes. */
export interface Instance {
  readonly root: string;
  readonly home: string;
  readonly sagemaker: string;
  /** `.labs` on the volume. */
  readonly labs: string;
  /** Of hooks, agent and whatever a learner starts. */
  readonly env: Record<string, string>;
  /** Python of the kernel `conda_python3`, which the agent runs on, too. */
  readonly python: string;
  /** What systemctl was told. */
  systemctl(): readonly string[];
  create(wish: Wish): Promise<Ended>;
  /** Runs OnStart, with other parameters of the template where given. */
  start(other?: Partial<typeof parameters>): Promise<Ended>;
  /** Runs what the timer runs. */
  tick(): Promise<Ended>;
  report(): Report;
  remove(): void;
}

export async function makeInstance(aws: FakeAws): Promise<Instance> {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'labs-instance-')));
  const home = join(root, 'home/ec2-user');
  const sagemaker = join(home, 'SageMaker');
  const systemd = join(root, 'etc/systemd/system');
  const shims = join(root, 'shims');
  for (const dir of [sagemaker, systemd, shims, join(root, 'opt/ml/metadata')]) {
    mkdirSync(dir, { recursive: true });
  }
  writeFileSync(
    join(root, 'opt/ml/metadata/resource-metadata.json'),
    JSON.stringify({ ResourceName: 'the-notebook', ResourceArn: 'arn:the-notebook' }),
  );
  const told = join(root, 'systemctl.log');
  writeFileSync(join(shims, 'systemctl'), `#!/bin/sh\necho "$*" >>'${told}'\n`);
  chmodSync(join(shims, 'systemctl'), 0o755);
  const python = makeEnvironment(join(home, 'anaconda3/envs/python3'), await basePython());

  const env: Record<string, string> = {
    PATH: [shims, dirname(python), '/usr/local/bin:/usr/bin:/bin'].join(delimiter),
    HOME: home,
    LABS_SYSTEMD: systemd,
    LABS_SAGEMAKER: sagemaker,
    LABS_USER: userInfo().username,
    AWS_ENDPOINT_URL: aws.endpoint,
    AWS_ACCESS_KEY_ID: 'AKIDTEST',
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_MAX_ATTEMPTS: '1',
    GIT_TERMINAL_PROMPT: '0',
    GIT_CONFIG_NOSYSTEM: '1',
  };

  const hook = (body: string, other: Partial<typeof parameters> = {}) =>
    ended(run('bash', ['-c', hookText(body, { ...parameters, ...other })], { env, cwd: root }));

  return {
    root,
    home,
    sagemaker,
    labs: join(sagemaker, '.labs'),
    env,
    python,
    systemctl: () => (existsSync(told) ? readFileSync(told, 'utf8').trim().split('\n') : []),
    create: (wish) => hook(onCreateBody(wish)),
    start: (other) => hook(onStartBody(), other),
    tick: () => {
      const unit = readFileSync(join(systemd, 'labs-agent.service'), 'utf8');
      const command = /^ExecStart="(.+)" "(.+)" "(.+)"$/m.exec(unit)!.slice(1);
      return runForked({ argv: command, env, cwd: root });
    },
    report: () => {
      const body = aws.objects.get(bucketKeys.report)?.toString() ?? '';
      const report = parseReport(body);
      if (report === undefined) throw new Error(`not a report: ${body}`);
      return report;
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

async function ended(
  running: Promise<{ readonly stdout: string; readonly stderr: string }>,
): Promise<Ended> {
  try {
    const { stdout, stderr } = await running;
    return { code: 0, output: stdout + stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, output: stdout + stderr };
  }
}

/** In bash: uses a third of a core, which is work, and leaves the rest to the other tests. */
export const busyLoop = 'while :; do for i in {1..30000}; do :; done; sleep 0.15; done';

/** Starts a process that a learner leaves running. */
export function startProcess(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): { readonly pid: number; stop(): void } {
  const child = spawn(command, args, { env, detached: true, stdio: 'ignore' });
  return {
    pid: child.pid!,
    stop: () => {
      child.kill('SIGKILL');
    },
  };
}
