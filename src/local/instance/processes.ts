import { type ChildProcess, execFile, spawn, type StdioOptions } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { sep } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { isAlive } from '../process.ts';

const run = promisify(execFile);

export interface GroupOptions {
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

/**
 * Ends every process that is marked with an instance at or below a folder.
 *
 * @param leaders process groups that are ended too
 */
export async function endMarked(
  root: string,
  leaders: ReadonlySet<number> = new Set(),
): Promise<void> {
  const all = [...leaders].map((pid) => -pid);
  let signal: NodeJS.Signals = 'SIGTERM';
  let until = Date.now() + gently;
  const told = new Set<number>();
  for (;;) {
    const alive = [
      ...all.filter((group) => isGroupAlive(-group)),
      ...(await markedProcesses(root)),
    ];
    if (alive.length === 0) return;
    if (Date.now() > until) {
      if (signal === 'SIGKILL') return;
      signal = 'SIGKILL';
      until = Date.now() + gently;
      told.clear();
    }
    for (const pid of alive.filter((id) => !told.has(id))) {
      told.add(pid);
      send(pid, signal);
    }
    await sleep(lookEvery);
  }
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended by itself.
  }
}

function isGroupAlive(leader: number): boolean {
  try {
    process.kill(-leader, 0);
    return true;
  } catch {
    return false;
  }
}

/** Ids of the processes that carry the mark of an instance at or below a folder. */
export async function markedProcesses(root: string): Promise<number[]> {
  const found = process.platform === 'linux' ? await marksOfProc() : await marksOfPs();
  return found
    .filter(({ mark }) => mark === root || mark.startsWith(root + sep))
    .map(({ pid }) => pid)
    .filter((pid) => pid !== process.pid && isAlive(pid));
}

const markInProc = new RegExp(`(?:^|\\0)${processMark}=([^\\0]*)`);
/** A value may hold blanks; the next variable begins after one. */
const markInPs = new RegExp(` ${processMark}=(.*?)(?: [A-Za-z_][A-Za-z0-9_]*=|$)`);

interface Marked {
  readonly pid: number;
  readonly mark: string;
}

async function marksOfProc(): Promise<Marked[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(
    pids.map(async (name): Promise<Marked[]> => {
      // Unreadable are those of other users, and those that have just ended.
      const env = await readFile(`/proc/${name}/environ`, 'utf8').catch(() => '');
      const mark = markInProc.exec(env)?.[1];
      return mark === undefined ? [] : [{ pid: Number(name), mark }];
    }),
  );
  return found.flat();
}

/** Where there is no /proc: the environment as ps prints it, behind the command. */
async function marksOfPs(): Promise<Marked[]> {
  const { stdout } = await run('ps', ['axeww', '-o', 'pid=,command='], {
    maxBuffer: 64_000_000,
  }).catch(() => ({ stdout: '' }));
  return stdout.split('\n').flatMap((line) => {
    const pid = /^\s*(\d+)\s/.exec(line)?.[1];
    const mark = markInPs.exec(line)?.[1];
    return pid === undefined || mark === undefined ? [] : [{ pid: Number(pid), mark }];
  });
}
