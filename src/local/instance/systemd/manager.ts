import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { errorText } from '../../../process.ts';
import { createServices, type Running } from './services.ts';
import { createTimers } from './timers.ts';
import { parseService, parseTimer, type ServiceUnit, type TimerUnit, UnitError } from './units.ts';

/** What a command of systemctl answers. */
interface CommandResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ManagerOptions {
  /** Folder of the unit files: `/etc/systemd/system` of the instance. */
  readonly folder: string;
  readonly run: (service: ServiceUnit) => Running;
  /** Spans of timers are cut to it, in milliseconds. */
  readonly longestTimer: number;
  readonly log: (line: string) => void;
}

/** As much of systemd as an instance needs: services, and timers that start them. */
export interface Manager {
  /** What `systemctl <args>` does. */
  command(args: readonly string[]): Promise<CommandResult>;
  /** Fires no timer any more; what runs is not touched. */
  close(): void;
}

const fine: CommandResult = { code: 0, stdout: '', stderr: '' };
const verbsOnUnits = new Set(['start', 'stop', 'restart', 'enable', 'disable', 'try-restart']);
const isTimer = (name: string) => name.endsWith('.timer');

export function createManager({ folder, run, longestTimer, log }: ManagerOptions): Manager {
  const enabled = new Set<string>();
  const services = createServices({ read, run, log, onChange: () => timers.rearm() });
  const timers = createTimers({
    stateOf: (service) => services.state(service),
    fire,
    longest: longestTimer,
  });

  function read(name: string): string {
    const path = join(folder, name);
    if (basename(name) !== name || !existsSync(path)) {
      throw new UnitError(`Unit ${name} not found.`);
    }
    return readFileSync(path, 'utf8');
  }

  function fire(timer: TimerUnit): void {
    try {
      services.start(timer.service);
    } catch (error) {
      log(`${timer.name}: ${errorText(error)}`);
    }
  }

  async function start(name: string): Promise<number> {
    if (isTimer(name)) {
      const timer = parseTimer(name, read(name));
      parseService(timer.service, read(timer.service));
      timers.start(timer);
      return 0;
    }
    const { unit, end } = services.start(name);
    // As systemd: whoever starts a oneshot waits for its end, other services are up at once.
    return unit.oneshot ? end : 0;
  }

  async function onUnit(verb: string, name: string, now: boolean): Promise<CommandResult> {
    read(name);
    if (verb === 'enable') enabled.add(name);
    if (verb === 'disable') enabled.delete(name);
    const stops = verb === 'stop' || verb.endsWith('restart') || (verb === 'disable' && now);
    const wasActive = isActive(name).code === 0;
    if (stops && isTimer(name)) timers.stop(name);
    else if (stops) await services.stop(name);
    const starts = verb.endsWith('start') || (verb === 'enable' && now);
    if (!starts || (verb === 'try-restart' && !wasActive)) return fine;
    if ((await start(name)) === 0) return fine;
    return failed(`Job for ${name} failed because the control process exited with error code.`, 1);
  }

  function isActive(name: string): CommandResult {
    const { running, failed: hasFailed } = services.state(name);
    const active = timers.isActive(name) || running !== undefined;
    const word = active ? 'active' : hasFailed ? 'failed' : 'inactive';
    return { code: active ? 0 : 3, stdout: `${word}\n`, stderr: '' };
  }

  function isEnabled(name: string): CommandResult {
    read(name);
    const is = enabled.has(name);
    return { code: is ? 0 : 1, stdout: is ? 'enabled\n' : 'disabled\n', stderr: '' };
  }

  async function obey(args: readonly string[]): Promise<CommandResult> {
    const [verb = '', ...rest] = args.filter((arg) => !arg.startsWith('-'));
    const names = rest.map((name) => (/\.\w+$/.test(name) ? name : `${name}.service`));
    const [name] = names;
    if (verb === 'daemon-reload' || verb === 'reset-failed') return fine;
    if (verb !== 'is-active' && verb !== 'is-enabled' && !verbsOnUnits.has(verb)) {
      return failed(`Unknown command verb ${verb}.`, 1);
    }
    if (name === undefined) return failed('Too few arguments.', 1);
    if (verb === 'is-active') return isActive(name);
    if (verb === 'is-enabled') return isEnabled(name);
    for (const each of names) {
      const result = await onUnit(verb, each, args.includes('--now'));
      if (result.code !== 0) return result;
    }
    return fine;
  }

  return {
    async command(args) {
      const quiet = args.includes('-q') || args.includes('--quiet');
      try {
        const result = await obey(args);
        return quiet ? { ...result, stdout: '' } : result;
      } catch (error) {
        if (!(error instanceof UnitError)) throw error;
        return failed(`Failed to ${args[0] ?? ''} unit: ${error.message}`, 5);
      }
    },
    close: () => timers.close(),
  };
}

function failed(text: string, code: number): CommandResult {
  return { code, stdout: '', stderr: `${text}\n` };
}
