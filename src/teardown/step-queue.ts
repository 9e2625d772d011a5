import PQueue from 'p-queue';
import type { Run } from './run-state.ts';
import { isOver } from './run-state.ts';
import { takeStep } from './step.ts';
import type { Step, Track } from './world.ts';

/** Steps of one type and region that are taken at the same time; the rate gates do the rest. */
const atOnce = 10;

/** Steps that were decided on, taken as fast as AWS lets us. */
export interface StepQueue {
  add(track: Track, step: Step): void;
  /** Whether every step was answered. */
  isEmpty(): boolean;
  /** Resolves when a step is answered, with all that are answered in the same moment. */
  nextAnswer(): Promise<void>;
}

/** Each type and region has a queue of its own, so that a slow one does not hold up the others. */
export function createStepQueue(run: Run): StepQueue {
  const queues = new Map<string, PQueue>();
  let underway = 0;
  let waiting: (() => void)[] = [];

  async function take(track: Track, step: Step): Promise<void> {
    if (!isOver(run)) await takeStep(run, track, step);
    underway -= 1;
    for (const wake of waiting) setImmediate(wake);
    waiting = [];
  }

  return {
    add: (track, step) => {
      const { region, type } = track.thing;
      const key = `${region} ${type}`;
      const queue = queues.get(key) ?? new PQueue({ concurrency: atOnce });
      queues.set(key, queue);
      track.active = step;
      underway += 1;
      void queue.add(() => take(track, step));
    },
    isEmpty: () => underway === 0,
    nextAnswer: () => new Promise((resolve) => void waiting.push(resolve)),
  };
}
