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

interface State {
  readonly known: Map<string, Known>;
  readonly retries: Set<Attempt>;
}

/** Longest wait that setTimeout takes. */
const longestWait = 2 ** 31 - 1;

/** @param invoke calls the target of a schedule */
export function createScheduler(
  invoke: (schedule: ServerSchedule) => Promise<void>,
  log: (line: string) => void,
): Scheduler {
  const state: State = { known: new Map(), retries: new Set() };
  let ahead = 0;
  let timer: NodeJS.Timeout | undefined;
  const now = () => Date.now() + ahead;

  function look(): void {
    clearTimeout(timer);
    for (const attempt of takeDue(state, now())) fire(attempt);
    const at = nextDue(state);
    if (at === undefined) return;
    timer = setTimeout(look, Math.min(Math.max(0, at - now()), longestWait));
  }

  function fire(attempt: Attempt): void {
    const { schedule } = attempt;
    const name = `schedule ${schedule.group}/${schedule.name}`;
    invoke(schedule).then(
      () => log(`${name}: invoked ${schedule.targetArn}`),
      (error: unknown) => {
        log(`${name}: ${schedule.targetArn} failed: ${errorText(error)}`);
        const again = isRetried(error) ? attemptAfter(attempt, now()) : undefined;
        if (again === undefined || !state.known.has(again.key)) return;
        state.retries.add(again);
        look();
      },
    );
  }

  return {
    now,
    tell(schedules) {
      follow(state, schedules, now(), log);
      look();
    },
    advance(milliseconds) {
      ahead += milliseconds;
      look();
    },
    close() {
      clearTimeout(timer);
      state.known.clear();
      state.retries.clear();
    },
  };
}

/** Takes up the schedules that are new, and drops those that are gone with their retries. */
function follow(
  { known, retries }: State,
  schedules: readonly ServerSchedule[],
  madeAt: number,
  log: (line: string) => void,
): void {
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
    const times = timesOf(schedule);
    const delay = windowDelay(schedule);
    // A moment before, so that a rate without StartDate fires at once.
    known.set(key, { schedule, times, madeAt, delay, lookedAt: madeAt - 1 });
  }
}

/** Takes the retries and schedules that are due at a time. */
function takeDue({ known, retries }: State, at: number): readonly Attempt[] {
  const due = [...retries].filter((attempt) => attempt.at <= at);
  for (const attempt of due) retries.delete(attempt);
  for (const [key, each] of known) {
    if ((next(each) ?? Infinity) > at) continue;
    each.lookedAt = at;
    due.push({ key, schedule: each.schedule, retry: 0, firstAt: at, at });
  }
  return due;
}

/** When something falls due next. */
function nextDue({ known, retries }: State): number | undefined {
  const dues = [
    ...[...retries].map(({ at }) => at),
    ...[...known.values()].flatMap((each) => next(each) ?? []),
  ];
  return dues.length === 0 ? undefined : Math.min(...dues);
}

/** The retry of an attempt that failed; undefined where the schedule allows no more. */
function attemptAfter(failed: Attempt, now: number): Attempt | undefined {
  const { schedule, retry, firstAt } = failed;
  const at = now + retryDelay(schedule, retry + 1);
  const isOver = retry >= schedule.retryAttempts || at > firstAt + schedule.retrySeconds * 1000;
  return isOver ? undefined : { ...failed, retry: retry + 1, at };
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
