import type { Range } from './observation.ts';
import { exactly } from './observation.ts';

/** A call that made, started, stopped or removed something, as CloudTrail recorded it. */
export interface HistoryEvent {
  readonly name: string;
  readonly time: Date;
  /** Name of the thing. */
  readonly thing: string;
}

/** What is known of a notebook instance now. */
export interface NotebookTimes {
  readonly name: string;
  /** SageMaker's status. */
  readonly status: string;
  readonly createdAt: Date;
  /** When the status or a setting last changed. */
  readonly modifiedAt: Date;
}

const notRunning = new Set(['Stopped', 'Failed', 'Deleting']);
/** An instance boots in some minutes; later changes than this are a stop or a start. */
const longestBootMs = 15 * 60_000;

/** Whether a notebook instance is billed for its instance type in a status. */
export function isNotebookRunning(status: string): boolean {
  return !notRunning.has(status);
}

/**
 * Seconds that a notebook instance was billed.
 *
 * With its starts and stops that is known to some minutes. Without them only the present run is: it
 * began when the status last changed; whether it ran before that is not told by any date.
 *
 * @param events StartNotebookInstance and StopNotebookInstance of all notebooks, or undefined where
 *   they could not be read
 */
export function notebookSeconds(
  { name, status, createdAt, modifiedAt }: NotebookTimes,
  events: readonly HistoryEvent[] | undefined,
  at: Date,
): Range {
  const isRunning = isNotebookRunning(status);
  // What changed last in one that does not run is that it stopped.
  const until = isRunning ? at : modifiedAt;
  if (events !== undefined) {
    const own = events.filter(({ thing }) => thing === name);
    return exactly(runningSeconds(own, createdAt, until));
  }
  const whole = seconds(createdAt, until);
  const isFirstRun = modifiedAt.getTime() - createdAt.getTime() < longestBootMs;
  if (isRunning)
    return isFirstRun ? exactly(whole) : { least: seconds(modifiedAt, at), most: whole };
  return isFirstRun ? exactly(whole) : { least: 0, most: whole };
}

function runningSeconds(events: readonly HistoryEvent[], createdAt: Date, until: Date): number {
  let since: Date | undefined = createdAt;
  let sum = 0;
  for (const { name, time } of byTime(events)) {
    if (name === 'StartNotebookInstance') since ??= time;
    if (name === 'StopNotebookInstance' && since !== undefined) {
      sum += seconds(since, time);
      since = undefined;
    }
  }
  return since === undefined ? sum : sum + seconds(since, until);
}

/** An endpoint that is gone, and how long it was there. */
export interface FormerEndpoint {
  readonly name: string;
  /** Name of its configuration. */
  readonly config: string;
  readonly seconds: number;
}

/** A CreateEndpoint event also says from which configuration. */
export interface EndpointEvent extends HistoryEvent {
  readonly config?: string;
}

/** Endpoints that were made and deleted again; one that is only made is looked at itself. */
export function formerEndpoints(events: readonly EndpointEvent[]): readonly FormerEndpoint[] {
  const open = new Map<string, EndpointEvent>();
  const former: FormerEndpoint[] = [];
  for (const event of byTime(events)) {
    if (event.name === 'CreateEndpoint') open.set(event.thing, event);
    const made = open.get(event.thing);
    if (event.name !== 'DeleteEndpoint' || made === undefined) continue;
    open.delete(event.thing);
    former.push({
      name: event.thing,
      config: made.config ?? '',
      seconds: seconds(made.time, event.time),
    });
  }
  return former;
}

function byTime<T extends HistoryEvent>(events: readonly T[]): readonly T[] {
  return events.toSorted((a, b) => a.time.getTime() - b.time.getTime());
}

function seconds(from: Date, to: Date): number {
  return Math.max(0, to.getTime() - from.getTime()) / 1000;
}
