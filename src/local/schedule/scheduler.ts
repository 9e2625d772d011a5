import type { ServerSchedule } from '../control.ts';
import { errorText } from '../process.ts';
import { isModelled, nextInvocation, type ScheduleTimes } from './expression.ts';

/** Fires the schedules that the server holds. */
export interface Scheduler {
  tell(schedules: readonly ServerSchedule[]): void;
  /** Moves the clock of the schedules on; what falls due meanwhile fires once. */
  advance(milliseconds: number): void;
  /** What its clock shows, in milliseconds since 1970. */
  now(): number;
  close(): void;
}

interface Known {
  readonly schedule: ServerSchedule;
  readonly times: ScheduleTimes;
  readonly madeAt: number;
  /** The clock when it was last looked at. */
  lookedAt: number;
}

/** Longest wait that setTimeout takes. */
const longestWait = 2 ** 31 - 1;

/** @param invoke calls the target of a schedule */
export function createScheduler(
  invoke: (schedule: ServerSchedule) => Promise<void>,
  log: (line: string) => void,
): Scheduler {
  const known = new Map<string, Known>();
  let ahead = 0;
  let timer: NodeJS.Timeout | undefined;
  const now = () => Date.now() + ahead;

  function look(): void {
    clearTimeout(timer);
    const dues: number[] = [];
    for (const each of known.values()) {
      const { schedule, times, madeAt } = each;
      const due = nextInvocation(times, each.lookedAt, madeAt);
      if (due !== undefined && due <= now()) {
        each.lookedAt = now();
        fire(schedule);
      }
      const next = nextInvocation(times, each.lookedAt, madeAt);
      if (next !== undefined) dues.push(next);
    }
    if (dues.length === 0) return;
    timer = setTimeout(look, Math.min(Math.max(0, Math.min(...dues) - now()), longestWait));
  }

  function fire(schedule: ServerSchedule): void {
    const name = `schedule ${schedule.group}/${schedule.name}`;
    invoke(schedule).then(
      () => log(`${name}: invoked ${schedule.targetArn}`),
      (error: unknown) => log(`${name}: ${schedule.targetArn} failed: ${errorText(error)}`),
    );
  }

  return {
    now,
    tell(schedules) {
      const enabled = schedules.filter(({ state }) => state === 'ENABLED');
      const there = new Set(enabled.map(identity));
      for (const key of known.keys()) if (!there.has(key)) known.delete(key);
      for (const schedule of enabled) {
        const key = identity(schedule);
        if (known.has(key)) continue;
        if (!isModelled(schedule.expression)) {
          log(`schedule ${schedule.name}: ${schedule.expression} is not modelled`);
        }
        // A moment before, so that a rate without StartDate fires at once.
        const madeAt = now();
        known.set(key, { schedule, times: timesOf(schedule), madeAt, lookedAt: madeAt - 1 });
      }
      look();
    },
    advance(milliseconds) {
      ahead += milliseconds;
      look();
    },
    close() {
      clearTimeout(timer);
      known.clear();
    },
  };
}

/** Changes with whatever changes what the schedule does, so that an update is a new one. */
function identity(schedule: ServerSchedule): string {
  return JSON.stringify(schedule);
}

function timesOf({ expression, startDate, endDate }: ServerSchedule): ScheduleTimes {
  return {
    expression,
    ...(startDate === null ? {} : { start: Date.parse(startDate) }),
    ...(endDate === null ? {} : { end: Date.parse(endDate) }),
  };
}
