import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cli } from './measure.ts';

/** What a command took. */
export interface Taken {
  readonly seconds: number;
  /** AWS calls of the person, not of instances. */
  readonly calls: number;
  /** Of these, objects that were put into buckets. */
  readonly puts: number;
  /** Most memory that its process held, MB; 0 where the system does not tell (it is in /proc). */
  readonly megabytes: number;
  readonly stdout: string;
}

/** A local AWS for measurements: no state times, and instances that run nothing. */
export interface BenchAws {
  /** Environment for other programs. */
  readonly env: NodeJS.ProcessEnv;
  labs(...args: readonly string[]): Promise<Taken>;
  run(program: string, args: readonly string[], env?: NodeJS.ProcessEnv): Promise<Taken>;
  close(): void;
}

export function openBenchAws(rates: 'published' | 'none' = 'none'): BenchAws {
  const home = mkdtempSync(join(tmpdir(), 'labs-bench-'));
  const own = {
    ...process.env,
    LABS_HOME: home,
    LABS_LANG: 'en',
    LABS_LOCAL_TIMES: 'instant',
    LABS_LOCAL_RATES: rates,
    LABS_LOCAL_INSTANCES: 'none',
  };
  const direct = (...args: readonly string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], {
      env: own,
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`labs ${args.join(' ')}: ${stderr}`);
    return stdout;
  };
  direct('local', 'up');
  const { environment } = JSON.parse(direct('local', 'env', '--json')) as {
    environment: NodeJS.ProcessEnv;
  };
  const env = { ...own, ...environment };
  const log = join(home, 'local', 'calls.ndjson');

  async function run(
    program: string,
    args: readonly string[],
    more: NodeJS.ProcessEnv = {},
  ): Promise<Taken> {
    const before = statSync(log, { throwIfNoEntry: false })?.size ?? 0;
    const begun = performance.now();
    const child = spawn(program, args, { cwd: home, env: { ...env, ...more } });
    let [stdout, stderr, megabytes] = ['', '', 0];
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    const watch = setInterval(() => {
      megabytes = Math.max(megabytes, peakOf(child.pid));
    }, 100);
    const status = await new Promise<number | null>((resolve) => void child.on('close', resolve));
    clearInterval(watch);
    const seconds = (performance.now() - begun) / 1000;
    if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${status} ${stderr}${stdout}`);
    return { seconds, ...callsSince(log, before), megabytes, stdout };
  }

  return {
    env,
    run,
    labs: (...args) => run(process.execPath, [cli, ...args, '--local', '--yes']),
    close: () => {
      direct('local', 'down', '--keep-python', '--yes');
      rmSync(home, { recursive: true, force: true });
    },
  };
}

function callsSince(log: string, before: number): Pick<Taken, 'calls' | 'puts'> {
  const lines = readFileSync(log).subarray(before).toString('utf8').trim().split('\n');
  const own = lines.filter((line) => line !== '' && !line.includes('assumed-role/'));
  const puts = own.filter((line) => line.includes('"operation":"PutObject"')).length;
  return { calls: own.length, puts };
}

/** The peak of a process's memory in MB (VmHWM, proc(5)). */
function peakOf(pid: number | undefined): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}
