/** When a schedule of EventBridge Scheduler invokes its target. */
export interface ScheduleTimes {
  /** `rate(...)` or `at(...)`; `cron(...)` is not modelled. */
  readonly expression: string;
  /** Milliseconds since 1970. */
  readonly start?: number;
  readonly end?: number;
}

const unitMilliseconds: Readonly<Record<string, number>> = {
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
};

/**
 * The next time that a schedule invokes its target, after a moment.
 *
 * A rate counts from StartDate, which is its first occurrence, else from when it was made, at
 * once; it ends with EndDate. A one-time schedule knows neither. Source: "Schedule types in
 * EventBridge Scheduler", EventBridge Scheduler User Guide.
 *
 * @param after milliseconds since 1970; a time equal to it is past
 * @param madeAt when the schedule was made
 * @returns undefined where there is none any more, or the expression is not modelled
 */
export function nextInvocation(
  schedule: ScheduleTimes,
  after: number,
  madeAt: number,
): number | undefined {
  const once = parseAt(schedule.expression);
  if (once !== undefined) return once > after ? once : undefined;
  const period = parseRate(schedule.expression);
  if (period === undefined) return undefined;
  const first = schedule.start ?? madeAt;
  const passed = Math.max(0, Math.floor((after - first) / period) + 1);
  const next = first + passed * period;
  return schedule.end !== undefined && next > schedule.end ? undefined : next;
}

/** Whether we know when it fires. */
export function isModelled(expression: string): boolean {
  return parseAt(expression) !== undefined || parseRate(expression) !== undefined;
}

function parseRate(expression: string): number | undefined {
  const [, count = '', unit = ''] =
    /^rate\(\s*([1-9]\d*)\s+(minute|hour|day)s?\s*\)$/.exec(expression.trim()) ?? [];
  const period = Number(count) * (unitMilliseconds[unit] ?? 0);
  return period > 0 ? period : undefined;
}

/** `at(yyyy-mm-ddThh:mm:ss)`, in UTC. */
function parseAt(expression: string): number | undefined {
  const text = /^at\(\s*(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)\s*\)$/.exec(expression.trim())?.[1];
  const time = text === undefined ? NaN : Date.parse(`${text}Z`);
  return Number.isNaN(time) ? undefined : time;
}
