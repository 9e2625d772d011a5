import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { errorText } from '../process.ts';
import { nextElapse } from './timer.ts';
import { parseService, parseTimer, type ServiceUnit, type TimerUnit, UnitError } from './units.ts';

/** What a command of systemctl answers. */
interface CommandResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A service that was started. */
export interface Running {
  /** Exit code, when it has ended. */
  readonly end: Promise<number>;
  stop(): void;
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

interface ServiceState {
  running?: Running | undefined;
  failed: boolean;
  startedAt?: number;
  endedAt?: number;
}

interface TimerState {
  readonly unit: TimerUnit;
  readonly activeSince: number;
  firedAt?: number;
  handle?: NodeJS.Timeout;
}

const fine: CommandResult = { code: 0, stdout: '', stderr: '' };
const verbsOnUnits = new Set(['start', 'stop', 'restart', 'enable', 'disable', 'try-restart']);
/** Longest wait that setTimeout takes. */
const longestWait = 2 ** 31 - 1;

export function createManager({ folder, run, longestTimer, log }: ManagerOptions): Manager {
  const bootedAt = Date.now();
  const services = new Map<string, ServiceState>();
  const timers = new Map<string, TimerState>();
  const enabled = new Set<string>();
  let closed = false;

  function read(name: string): string {
    const path = join(folder, name);
    if (basename(name) !== name || !existsSync(path)) {
      throw new UnitError(`Unit ${name} not found.`);
    }
    return readFileSync(path, 'utf8');
  }

  function stateOf(name: string): ServiceState {
    const state = services.get(name) ?? { failed: false };
    services.set(name, state);
    return state;
  }

  /** Starts a service that does not run yet; the promise is that of its end. */
  function startService(name: string): {
    readonly unit: ServiceUnit;
    readonly end: Promise<number>;
  } {
    const unit = parseService(name, read(name));
    const state = stateOf(name);
    if (state.running !== undefined) return { unit, end: state.running.end };
    state.startedAt = Date.now();
    state.failed = false;
    const running = run(unit);
    const end = running.end.catch((error: unknown) => {
      log(`${name}: ${errorText(error)}`);
      return 1;
    });
    const settled = end.then((code) => {
      state.running = undefined;
      state.endedAt = Date.now();
      state.failed = code !== 0;
      if (code !== 0) log(`${name}: exit code ${code}`);
      rearm();
      return code;
    });
    state.running = { end: settled, stop: () => running.stop() };
    rearm();
    return { unit, end: settled };
  }

  async function stopUnit(name: string): Promise<void> {
    if (name.endsWith('.timer')) {
      stopTimer(name);
      return;
    }
    const running = services.get(name)?.running;
    running?.stop();
    await running?.end;
    const state = services.get(name);
    if (state !== undefined) state.failed = false;
  }

  function startTimer(name: string): void {
    const unit = parseTimer(name, read(name));
    parseService(unit.service, read(unit.service));
    const before = timers.get(name);
    clearTimeout(before?.handle);
    timers.set(name, { unit, activeSince: Date.now() });
    rearm();
  }

  function stopTimer(name: string): void {
    clearTimeout(timers.get(name)?.handle);
    timers.delete(name);
  }

  /** Sets every timer anew; called whenever something happened that one of them counts from. */
  function rearm(): void {
    for (const timer of timers.values()) {
      clearTimeout(timer.handle);
      const service = stateOf(timer.unit.service);
      if (closed || service.running !== undefined) continue;
      const at = nextElapse(
        timer.unit,
        {
          bootedAt,
          activeSince: timer.activeSince,
          ...(service.startedAt === undefined ? {} : { unitActiveAt: service.startedAt }),
          ...(service.endedAt === undefined ? {} : { unitInactiveAt: service.endedAt }),
          ...(timer.firedAt === undefined ? {} : { firedAt: timer.firedAt }),
        },
        longestTimer,
      );
      if (at === undefined) continue;
      timer.handle = setTimeout(
        () => fire(timer),
        Math.min(Math.max(0, at - Date.now()), longestWait),
      );
    }
  }

  function fire(timer: TimerState): void {
    timer.firedAt = Date.now();
    try {
      startService(timer.unit.service);
    } catch (error) {
      log(`${timer.unit.name}: ${errorText(error)}`);
    }
  }

  async function start(name: string): Promise<number> {
    if (name.endsWith('.timer')) {
      startTimer(name);
      return 0;
    }
    const { unit, end } = startService(name);
    // As systemd: whoever starts a oneshot waits for its end, other services are up at once.
    return unit.oneshot ? end : 0;
  }

  async function onUnit(verb: string, name: string, now: boolean): Promise<CommandResult> {
    read(name);
    if (verb === 'enable') enabled.add(name);
    if (verb === 'disable') enabled.delete(name);
    const stops = verb === 'stop' || verb === 'restart' || (verb === 'disable' && now);
    if (stops) await stopUnit(name);
    const starts = verb.endsWith('start') || (verb === 'enable' && now);
    if (!starts || (await start(name)) === 0) return fine;
    const stderr = `Job for ${name} failed because the control process exited with error code.\n`;
    return { code: 1, stdout: '', stderr };
  }

  function isActive(name: string): CommandResult {
    const service = services.get(name);
    const active = timers.has(name) || service?.running !== undefined;
    const word = active ? 'active' : service?.failed === true ? 'failed' : 'inactive';
    return { code: active ? 0 : 3, stdout: `${word}\n`, stderr: '' };
  }

  function isEnabled(name: string): CommandResult {
    read(name);
    const is = enabled.has(name);
    return { code: is ? 0 : 1, stdout: is ? 'enabled\n' : 'disabled\n', stderr: '' };
  }

  async function command(args: readonly string[]): Promise<CommandResult> {
    const [verb = '', ...rest] = args.filter((arg) => !arg.startsWith('-'));
    const quiet = args.includes('-q') || args.includes('--quiet');
    const names = rest.map((name) => (/\.\w+$/.test(name) ? name : `${name}.service`));
    try {
      if (verb === 'daemon-reload' || verb === 'reset-failed') return fine;
      if (verb === 'is-active') return hush(isActive(names[0] ?? ''), quiet);
      if (verb === 'is-enabled') return hush(isEnabled(names[0] ?? ''), quiet);
      if (!verbsOnUnits.has(verb)) return failed(`Unknown command verb ${verb}.`, 1);
      for (const name of names) {
        const result = await onUnit(verb, name, args.includes('--now'));
        if (result.code !== 0) return result;
      }
      return names.length === 0 ? failed('Too few arguments.', 1) : fine;
    } catch (error) {
      if (error instanceof UnitError) return failed(`Failed to ${verb} unit: ${error.message}`, 5);
      throw error;
    }
  }

  return {
    command,
    close() {
      closed = true;
      for (const name of timers.keys()) stopTimer(name);
    },
  };
}

function failed(text: string, code: number): CommandResult {
  return { code, stdout: '', stderr: `${text}\n` };
}

function hush(result: CommandResult, quiet: boolean): CommandResult {
  return quiet ? { ...result, stdout: '' } : result;
}
