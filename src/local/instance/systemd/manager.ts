import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { errorText } from '../../../process.ts';
import type { ServiceUnit, TimerUnit } from './units.ts';
import { parseService, parseTimer, UnitError } from './units.ts';

/** What a command of systemctl answers. */
interface CommandResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ManagerOptions {
  /** Folder of the unit files: `/etc/systemd/system` of the instance. */
  readonly folder: string;
  /** Runs a service to its end; gives its exit code. */
  readonly run: (service: ServiceUnit) => Promise<number>;
  /** Spans of timers are cut to it, in milliseconds. */
  readonly longestTimer: number;
  readonly log: (line: string) => void;
}

/** As much of systemd as our hooks need: timers that run a service again and again. */
export interface Manager {
  /** What `systemctl <args>` does. */
  command(args: readonly string[]): CommandResult;
  /** Starts no service any more; what runs is not touched. */
  close(): void;
}

export function createManager(options: ManagerOptions): Manager {
  const { folder } = options;
  const timers = new Map<string, AbortController>();

  function start(name: string): void {
    const timer = parseTimer(name, read(folder, name));
    parseService(timer.service, read(folder, timer.service));
    stop(name);
    const ending = new AbortController();
    timers.set(name, ending);
    // It ends only by its signal.
    follow(options, timer, ending.signal).catch(() => undefined);
  }

  function stop(name: string): void {
    timers.get(name)?.abort();
    timers.delete(name);
  }

  function obey(args: readonly string[]): CommandResult {
    const [verb = '', name = ''] = args.filter((arg) => !arg.startsWith('-'));
    switch (verb === 'enable' && args.includes('--now') ? 'start' : verb) {
      case 'daemon-reload':
        return answer(0, '');
      case 'start':
        start(name);
        return answer(0, '');
      case 'stop':
        stop(name);
        return answer(0, '');
      case 'is-active':
        return timers.has(name) ? answer(0, 'active\n') : answer(3, 'inactive\n');
      default:
        return { code: 1, stdout: '', stderr: `Unknown command verb ${verb}.\n` };
    }
  }

  return {
    command(args) {
      try {
        return obey(args);
      } catch (error) {
        if (!(error instanceof UnitError)) throw error;
        return {
          code: 5,
          stdout: '',
          stderr: `Failed to ${args[0] ?? ''} unit: ${error.message}\n`,
        };
      }
    },
    close: () => {
      for (const name of timers.keys()) stop(name);
    },
  };
}

function answer(code: number, stdout: string): CommandResult {
  return { code, stdout, stderr: '' };
}

function read(folder: string, name: string): string {
  const path = join(folder, name);
  if (basename(name) !== name || !existsSync(path)) {
    throw new UnitError(`Unit ${name} not found.`);
  }
  return readFileSync(path, 'utf8');
}

async function runOnce({ folder, run, log }: ManagerOptions, service: string): Promise<void> {
  try {
    const code = await run(parseService(service, read(folder, service)));
    if (code !== 0) log(`${service}: exit code ${code}`);
  } catch (error) {
    log(`${service}: ${errorText(error)}`);
  }
}

async function follow(
  options: ManagerOptions,
  { service, first, again }: TimerUnit,
  signal: AbortSignal,
): Promise<void> {
  for (let span = first; ; span = again) {
    await delay(Math.min(span, options.longestTimer), undefined, { signal });
    await runOnce(options, service);
  }
}
