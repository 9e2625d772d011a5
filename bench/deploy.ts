// `labs start` against `cdk deploy` of the same stack on the same local AWS, state times off: from
// the command to CREATE_COMPLETE, synthesis included; then the AWS calls of one start and one down.
// Run: npm run build && node dist/bench/deploy.js
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { packageRoot } from '../src/paths.ts';
import { cli, median, publish, secondsOf } from './measure.ts';

const rounds = 3;
const lab = 'xgboost';
const home = mkdtempSync(join(tmpdir(), 'labs-bench-'));
const env = { ...process.env, LABS_HOME: home, LABS_LOCAL_TIMES: 'instant', LABS_LANG: 'en' };

function labs(...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], {
    env,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`labs ${args.join(' ')}: ${stderr}`);
  return stdout;
}

/** Seconds from the command to its event that says the stack is complete. */
function startSeconds(owner: string): Promise<number> {
  const started = performance.now();
  const args = ['start', lab, '--owner', owner, '--local', '--yes', '--events'];
  const child = spawn(process.execPath, [cli, ...args], {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let complete: number | undefined;
  createInterface({ input: child.stderr }).on('line', (line) => {
    const event = JSON.parse(line) as { id?: string; state?: string };
    if (event.id === 'stack' && event.state === 'done') complete = performance.now() - started;
  });
  return new Promise((resolve, reject) => {
    child.on('close', () =>
      complete === undefined
        ? reject(new Error('the stack did not come up'))
        : resolve(complete / 1000),
    );
  });
}

function deploySeconds(owner: string, localEnv: NodeJS.ProcessEnv): number {
  const cdk = join(packageRoot, 'node_modules', 'aws-cdk', 'bin', 'cdk');
  const context = ['-c', `lab=${lab}`, '-c', `owner=${owner}`];
  const args = [
    cdk,
    'deploy',
    ...context,
    '--require-approval',
    'never',
    '--output',
    join(home, owner),
  ];
  return secondsOf(process.execPath, args, { env: { ...env, ...localEnv }, cwd: packageRoot });
}

/** Calls that are made again and again until something is done; the first of each counts. */
const polled = /^(cloudformation:Describe|sagemaker:List|s3:GetObject|sagemaker:Describe)/;

function callsOf(command: () => void): { readonly all: number; readonly withoutPolling: number } {
  const log = join(home, 'local', 'calls.ndjson');
  const before = readFileSync(log, 'utf8').length;
  command();
  const calls = readFileSync(log, 'utf8')
    .slice(before)
    .trim()
    .split('\n')
    .map(
      (line) =>
        JSON.parse(line) as Record<'service' | 'operation' | 'region' | 'principal', string>,
    )
    .filter(({ principal }) => !principal.includes('assumed-role/'));
  const seen = new Set<string>();
  const kept = calls.filter(({ service, operation, region }) => {
    const name = `${service}:${operation}`;
    if (!polled.test(name)) return true;
    const first = !seen.has(name + region);
    seen.add(name + region);
    return first;
  });
  return { all: calls.length, withoutPolling: kept.length };
}

try {
  labs('local', 'up');
  const { environment } = JSON.parse(labs('local', 'env', '--json')) as {
    environment: NodeJS.ProcessEnv;
  };
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    ours.push(await startSeconds(`a${round}`));
    theirs.push(deploySeconds(`b${round}`, environment));
  }
  const start = callsOf(() => void labs('start', lab, '--owner', 'counted', '--local', '--yes'));
  const down = callsOf(() => void labs('down', '--owner', 'counted', '--local', '--yes'));
  publish('deploy', [
    { what: 'labs start, s to CREATE_COMPLETE', value: Number(median(ours).toFixed(2)) },
    { what: 'cdk deploy, s', value: Number(median(theirs).toFixed(2)) },
    {
      what: 'cdk deploy / labs start (aim 3)',
      value: Number((median(theirs) / median(ours)).toFixed(1)),
    },
    { what: 'AWS calls of one start', value: start.all },
    { what: '  without polling (aim < 20)', value: start.withoutPolling },
    { what: 'AWS calls of one down', value: down.all },
    { what: '  without polling (aim < 40)', value: down.withoutPolling },
  ]);
} finally {
  labs('local', 'down', '--keep-python', '--yes');
  rmSync(home, { recursive: true, force: true });
}
