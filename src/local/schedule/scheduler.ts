import type { ServerSchedule } from '../server/control.ts';
import { errorText } from '../../process.ts';
import { isModelled, nextInvocation, type ScheduleTimes } from './expression.ts';
import { retryDelay, windowDelay } from './spread.ts';
import { isRetried } from './target.ts';

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
  /** How much later than its times it fires. */
  readonly delay: number;
  /** The clock when it was last looked at. */
  lookedAt: number;
}

interface Attempt {
  readonly key: string;
  readonly schedule: ServerSchedule;
  /** 0 for the first. */
  readonly retry: number;
  readonly firstAt: number;
  readonly at: number;
}

/** Longest wait that setTimeout takes. */
const longestWait = 2 ** 31 - 1;

/** @param invoke calls the target of a schedule */
export function createScheduler(
  invoke: (schedule: ServerSchedule) => Promise<void>,
  log: (line: string) => void,
): Scheduler {
  const known = new Map<string, Known>();
  const retries = new Set<Attempt>();
  let ahead = 0;
  let timer: NodeJS.Timeout | undefined;
  const now = () => Date.now() + ahead;

  function look(): void {
    clearTimeout(timer);
    for (const attempt of retries) {
      if (attempt.at > now()) continue;
      retries.delete(attempt);
      fire(attempt);
    }
    const dues = [...retries].map(({ at }) => at);
    for (const [key, each] of known) {
      const due = next(each);
      if (due !== undefined && due <= now()) {
        const at = now();
        each.lookedAt = at;
        fire({ key, schedule: each.schedule, retry: 0, firstAt: at, at });
      }
      const after = next(each);
      if (after !== undefined) dues.push(after);
    }
    if (dues.length === 0) return;
    timer = setTimeout(look, Math.min(Math.max(0, Math.min(...dues) - now()), longestWait));
  }

  function fire(attempt: Attempt): void {
    const { schedule } = attempt;
    const name = `schedule ${schedule.group}/${schedule.name}`;
    invoke(schedule).then(
      () => log(`${name}: invoked ${schedule.targetArn}`),
      (error: unknown) => {
        log(`${name}: ${schedule.targetArn} failed: ${errorText(error)}`);
        if (isRetried(error)) retryLater(attempt);
      },
    );
  }

  function retryLater({ key, schedule, retry, firstAt }: Attempt): void {
    const at = now() + retryDelay(schedule, retry + 1);
    const isOver = retry >= schedule.retryAttempts || at > firstAt + schedule.retrySeconds * 1000;
    if (isOver || !known.has(key)) return;
    retries.add({ key, schedule, retry: retry + 1, firstAt, at });
    look();
  }

  return {
    now,
    tell(schedules) {
      const enabled = schedules.filter(({ state }) => state === 'ENABLED');
      const there = new Set(enabled.map(identity));
      for (const key of known.keys()) if (!there.has(key)) known.delete(key);
      for (const each of retries) if (!there.has(each.key)) retries.delete(each);
      for (const schedule of enabled) {
        const key = identity(schedule);
        if (known.has(key)) continue;
        if (!isModelled(schedule.expression)) {
          log(`schedule ${schedule.name}: ${schedule.expression} is not modelled`);
        }
        // A moment before, so that a rate without StartDate fires at once.
        const madeAt = now();
        const times = timesOf(schedule);
        const delay = windowDelay(schedule);
        known.set(key, { schedule, times, madeAt, delay, lookedAt: madeAt - 1 });
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
      retries.clear();
    },
  };
}

/** When it fires next, in its window. */
function next({ times, madeAt, delay, lookedAt }: Known): number | undefined {
  const time = nextInvocation(times, lookedAt - delay, madeAt);
  return time === undefined ? undefined : time + delay;
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
