import { setTimeout as sleep } from 'node:timers/promises';
import type { Control, ServerState } from '../server/control.ts';
import { errorText } from '../../process.ts';
import { endpointTimes, jobTimes, type Passing, type Times, takes } from '../gateway/times.ts';

/** Follows the server's state: whoever wants to know is told of every change. */
export async function followState(
  control: Control,
  tell: (state: ServerState) => void,
  signal: AbortSignal,
): Promise<void> {
  for (;;) {
    const state = await control.state(signal);
    tell(state);
    await control.changed(state.serial, signal);
  }
}

/** Something whose state may pass. */
interface Item {
  readonly key: string;
  readonly status: string;
  readonly since: string;
}

/**
 * Does something once for every state that a thing enters, and drops it when the thing has left
 * that state before.
 */
export interface Reconciler<T extends Item> {
  tell(items: readonly T[]): void;
  /** Drops all, and waits until they have noticed. */
  close(): Promise<void>;
}

interface Task {
  readonly since: string;
  readonly status: string;
  readonly stop: AbortController;
  done: Promise<void>;
}

/** @param enter must end when its signal is aborted */
export function createReconciler<T extends Item>(
  enter: (item: T, signal: AbortSignal) => Promise<void>,
  log: (line: string) => void,
): Reconciler<T> {
  const tasks = new Map<string, Task>();
  let closed = false;

  async function begin(item: T, before: Task | undefined, stop: AbortController): Promise<void> {
    // What was done for the state before must be over: both work on the same thing.
    await before?.done;
    if (stop.signal.aborted) return;
    await enter(item, stop.signal).catch((error: unknown) => {
      if (!stop.signal.aborted) log(`${item.key} ${item.status}: ${errorText(error)}`);
    });
  }

  return {
    tell(items) {
      if (closed) return;
      const there = new Set(items.map(({ key }) => key));
      for (const [key, task] of tasks) {
        if (there.has(key)) continue;
        task.stop.abort();
        tasks.delete(key);
      }
      for (const item of items) {
        const before = tasks.get(item.key);
        if (before?.since === item.since && before.status === item.status) continue;
        before?.stop.abort();
        const stop = new AbortController();
        const { since, status } = item;
        tasks.set(item.key, { since, status, stop, done: begin(item, before, stop) });
      }
    },
    async close() {
      closed = true;
      for (const { stop } of tasks.values()) stop.abort();
      await Promise.all([...tasks.values()].map(({ done }) => done));
    },
  };
}

/** An endpoint or a job, whose state passes by itself. */
export interface PassingItem extends Item {
  readonly region: string;
  readonly name: string;
  /** `endpoint`, or the type of a job: `training-job`. */
  readonly type: string;
  /** Where the control API ends it, such as `endpoints/us-east-1/name`. */
  readonly path: string;
  readonly times: Readonly<Record<string, Passing>>;
}

/** The endpoints and jobs of a state. */
export function passingItems(state: ServerState): PassingItem[] {
  const endpoints = state.endpoints.map(({ region, name, status, since }) => {
    const path = `endpoints/${region}/${name}`;
    return { key: path, path, region, name, type: 'endpoint', status, since, times: endpointTimes };
  });
  const jobs = state.jobs.map(({ region, type, name, status, since }) => {
    const path = `jobs/${region}/${type}/${name}`;
    return { key: path, path, region, name, type, status, since, times: jobTimes };
  });
  return [...endpoints, ...jobs];
}

/** Waits as long as the state lasts, then ends it. */
export async function letPass(
  { path, status, times: table }: PassingItem,
  { control, times, signal }: { control: Control; times: Times; signal: AbortSignal },
): Promise<void> {
  const passing = table[status];
  if (passing === undefined) return;
  await sleep(takes(passing, times), undefined, { signal });
  await control.end(path, passing.ends);
}
