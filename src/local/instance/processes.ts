import { type ChildProcess, execFile, spawn, type StdioOptions } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { sep } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

interface GroupOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly stdio: StdioOptions;
}

/** The processes of instances: each in a group of its own, all with their {@link processMark}. */
export interface Processes {
  start(
    root: string,
    command: string,
    args: readonly string[],
    options: GroupOptions,
  ): ChildProcess;
  /** Ends everything that runs in an instance, whoever started it; gently at first. */
  end(root: string): Promise<void>;
}

/**
 * The variable that marks a process of the local AWS: the folder it belongs to, that of the daemon
 * or of an instance below it.
 */
export const processMark = 'LABS_LOCAL_FOLDER';

const gently = 4_000;
const lookEvery = 50;

export function createProcesses(): Processes {
  /** Leaders whose group may still live, by instance. */
  const groups = new Map<string, Set<number>>();

  return {
    start(root, command, args, options) {
      const child = spawn(command, [...args], { ...options, detached: true });
      const { pid } = child;
      if (pid !== undefined) {
        const own = groups.get(root) ?? new Set();
        groups.set(root, own.add(pid));
        child.once('exit', () => {
          if (!isGroupAlive(pid)) own.delete(pid);
        });
      }
      return child;
    },
    async end(root) {
      const leaders = groups.get(root) ?? new Set();
      groups.delete(root);
      await endMarked(root, leaders);
    },
  };
}

/** False also for a number that is nobody's: it may become a stranger's. */
function isGroupAlive(leader: number): boolean {
  try {
    process.kill(-leader, 0);
    return true;
  } catch {
    return false;
  }
}

/**
 * Ends every process that is marked with an instance at or below a folder.
 *
 * @param leaders process groups that are ended too
 */
export async function endMarked(
  root: string,
  leaders: ReadonlySet<number> = new Set(),
): Promise<void> {
  let signal: NodeJS.Signals = 'SIGTERM';
  let until = Date.now() + gently;
  const told = new Set<number>();
  for (;;) {
    const all = await listProcesses();
    const left = all.filter(({ group, mark }) => leaders.has(group) || isBelow(root, mark));
    if (left.length === 0) return;
    if (Date.now() > until) {
      if (signal === 'SIGKILL') return;
      signal = 'SIGKILL';
      until = Date.now() + gently;
      told.clear();
    }
    for (const { pid } of left.filter((each) => !told.has(each.pid))) {
      told.add(pid);
      send(pid, signal);
    }
    await sleep(lookEvery);
  }
}

/** Ends a process group at once. */
export function killGroup(leader: number | undefined): void {
  if (leader !== undefined) send(-leader, 'SIGKILL');
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended by itself.
  }
}

/** Ids of the processes that carry the mark of an instance at or below a folder. */
export async function markedProcesses(root: string): Promise<number[]> {
  const all = await listProcesses();
  return all.filter(({ mark }) => isBelow(root, mark)).map(({ pid }) => pid);
}

function isBelow(root: string, mark: string | undefined): boolean {
  return mark !== undefined && (mark === root || mark.startsWith(root + sep));
}

interface Listed {
  readonly pid: number;
  readonly group: number;
  readonly mark: string | undefined;
}

/** Every process that runs, but this one; those that have ended and wait to be fetched are not. */
async function listProcesses(): Promise<Listed[]> {
  const all = process.platform === 'linux' ? await listFromProc() : await listFromPs();
  return all.filter(({ pid }) => pid !== process.pid);
}

const markInProc = new RegExp(`(?:^|\\0)${processMark}=([^\\0]*)`);
/** A value may hold blanks; the next variable begins after one. */
const markInPs = new RegExp(` ${processMark}=(.*?)(?: [A-Za-z_][A-Za-z0-9_]*=|$)`);

async function listFromProc(): Promise<Listed[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(
    pids.map(async (name): Promise<Listed[]> => {
      // Unreadable are those of other users, and those that have just ended.
      const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '');
      const [, state, group] = /.*\) (\S) \d+ (\d+) /s.exec(stat) ?? [];
      if (state === undefined || state === 'Z' || state === 'X') return [];
      const env = await readFile(`/proc/${name}/environ`, 'utf8').catch(() => '');
      return [{ pid: Number(name), group: Number(group), mark: markInProc.exec(env)?.[1] }];
    }),
  );
  return found.flat();
}

/** Where there is no /proc: the environment as ps prints it, behind the command. */
async function listFromPs(): Promise<Listed[]> {
  const { stdout } = await run('ps', ['axeww', '-o', 'pid=,pgid=,stat=,command='], {
    maxBuffer: 64_000_000,
  });
  return parsePs(stdout);
}

/** Reads what `ps axeww -o pid=,pgid=,stat=,command=` prints, on macOS as on Linux. */
export function parsePs(output: string): Listed[] {
  return output.split('\n').flatMap((line) => {
    const [, pid, group, state] = /^\s*(\d+)\s+(\d+)\s+(\S+)\s/.exec(line) ?? [];
    if (pid === undefined || state?.startsWith('Z') === true) return [];
    return [{ pid: Number(pid), group: Number(group), mark: markInPs.exec(line)?.[1] }];
  });
}
