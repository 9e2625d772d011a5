import { LabsError } from '../../errors.ts';

/** When a class begins, and in whose time it was said. */
export interface ClassHour {
  readonly beginsAt: Date;
  /** IANA name, such as `Asia/Seoul`. */
  readonly timeZone: string;
  /** How many notebooks are to be started before. */
  readonly seats: number;
}

/**
 * What a start takes before somebody can work: 234 s for the instance (aws-cloudformation/rain),
 * up to a minute of Scheduler's, and a margin.
 */
const bootMs = 6 * 60_000;

/**
 * When the schedule of a seat starts its notebook: one a second, which is SageMaker's rate, and so
 * early that the last is up when the class begins.
 */
export function startOf({ beginsAt, seats }: ClassHour, at: number): Date {
  return new Date(beginsAt.getTime() - bootMs - (seats - 1 - at) * 1000);
}

/**
 * Whether a class begins so late that its notebooks are stopped until then. Making them takes a
 * second each and a boot, stopping them about as long.
 */
export function restsUntil(hour: ClassHour, now: Date): boolean {
  const making = hour.seats * 1000 + bootMs;
  return startOf(hour, 0).getTime() - now.getTime() > 2 * making + 15 * 60_000;
}

/**
 * Reads when a class begins: `2026-11-24T09:00`, or `09:00` for the next time it is nine.
 *
 * @param timeZone IANA name of the zone that it is said in
 * @throws LabsError `class.zone-unknown`, `class.hour-invalid`, `class.hour-past`
 */
export function parseHour(given: string, timeZone: string, seats: number, now: Date): ClassHour {
  const offset = offsetIn(timeZone);
  const [, date, time] = /^(?:(\d{4}-\d\d-\d\d)[T ])?([01]\d|2[0-3]):[0-5]\d$/.test(given.trim())
    ? (/^(?:(\S{10})[T ])?(\d\d:\d\d)$/.exec(given.trim()) ?? [])
    : [];
  if (time === undefined) throw new LabsError('class.hour-invalid', { given });
  const today = dayIn(now, offset);
  const at = (day: string) => zoned(`${day}T${time}:00Z`, offset);
  if (date !== undefined && !isDay(date)) throw new LabsError('class.hour-invalid', { given });
  let beginsAt = at(date ?? today);
  if (date === undefined && beginsAt <= now) {
    beginsAt = at(dayIn(new Date(now.getTime() + 24 * 3_600_000), offset));
  }
  if (beginsAt <= now) throw new LabsError('class.hour-past', { given, timeZone });
  return { beginsAt, timeZone, seats };
}

/** Whether the calendar has a day: `2026-02-30` would be taken for one of March. */
function isDay(day: string): boolean {
  const read = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(read.getTime()) && read.toISOString().startsWith(day);
}

/** Milliseconds that a zone is ahead of UTC at a moment. */
type Offset = (moment: Date) => number;

function offsetIn(timeZone: string): Offset {
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch (error) {
    throw new LabsError('class.zone-unknown', { timeZone }, { cause: error });
  }
  return (moment) => {
    const parts = Object.fromEntries(
      format.formatToParts(moment).map(({ type, value }) => [type, Number(value)]),
    );
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
    const local = Date.UTC(year, month - 1, day, hour, minute, second);
    return local - Math.floor(moment.getTime() / 1000) * 1000;
  };
}

/** The moment at which a zone's clocks show what is written as UTC. */
function zoned(written: string, offset: Offset): Date {
  const local = Date.parse(written);
  const guess = local - offset(new Date(local));
  // Once more, for a change of the clocks between the two.
  return new Date(local - offset(new Date(guess)));
}

function dayIn(moment: Date, offset: Offset): string {
  return new Date(moment.getTime() + offset(moment)).toISOString().slice(0, 10);
}
