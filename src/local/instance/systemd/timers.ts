import type { ServiceState } from './services.ts';
import { nextElapse } from './timer.ts';
import type { TimerUnit } from './units.ts';

export interface Timers {
  start(unit: TimerUnit): void;
  stop(name: string): void;
  isActive(name: string): boolean;
  /** Sets every timer anew: something happened that one of them may count from. */
  rearm(): void;
  /** Fires none any more. */
  close(): void;
}

export interface TimersOptions {
  readonly stateOf: (service: string) => ServiceState;
  readonly fire: (timer: TimerUnit) => void;
  /** Spans are cut to it, in milliseconds. */
  readonly longest: number;
}

interface TimerState {
  readonly unit: TimerUnit;
  readonly activeSince: number;
  firedAt?: number;
  handle?: NodeJS.Timeout;
}

/** Longest wait that setTimeout takes. */
const longestWait = 2 ** 31 - 1;

export function createTimers({ stateOf, fire, longest }: TimersOptions): Timers {
  const bootedAt = Date.now();
  const timers = new Map<string, TimerState>();
  let closed = false;

  function dueAt({ unit, activeSince, firedAt }: TimerState): number | undefined {
    const { running, startedAt, endedAt } = stateOf(unit.service);
    if (running !== undefined) return undefined;
    const events = {
      bootedAt,
      activeSince,
      ...(startedAt === undefined ? {} : { unitActiveAt: startedAt }),
      ...(endedAt === undefined ? {} : { unitInactiveAt: endedAt }),
      ...(firedAt === undefined ? {} : { firedAt }),
    };
    return nextElapse(unit, events, longest);
  }

  function arm(timer: TimerState): void {
    clearTimeout(timer.handle);
    const at = closed ? undefined : dueAt(timer);
    if (at === undefined) return;
    const wait = Math.min(Math.max(0, at - Date.now()), longestWait);
    timer.handle = setTimeout(() => {
      // It may come a millisecond before its time, and would be due again.
      timer.firedAt = Math.max(at, Date.now());
      fire(timer.unit);
    }, wait);
  }

  function stop(name: string): void {
    clearTimeout(timers.get(name)?.handle);
    timers.delete(name);
  }

  return {
    start(unit) {
      stop(unit.name);
      const timer: TimerState = { unit, activeSince: Date.now() };
      timers.set(unit.name, timer);
      arm(timer);
    },
    stop,
    isActive: (name) => timers.has(name),
    rearm: () => timers.forEach(arm),
    close() {
      closed = true;
      timers.forEach(arm);
    },
  };
}
