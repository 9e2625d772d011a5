import { availableParallelism } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import PQueue from 'p-queue';
import type { Intercept } from '../gateway/aws-calls.ts';
import { errorText } from '../../process.ts';
import { endpointTimes, type Times, takes } from '../gateway/times.ts';
import type { ComputeOptions } from './context.ts';
import { computeContext } from './context.ts';
import { goesOn, untilStopped } from './endless.ts';
import { createHosting } from './hosting.ts';
import { notComputed } from './image.ts';
import { invokeIntercept } from './invoke.ts';
import { type Named, train } from './training.ts';
import { transform } from './transform.ts';
import { tune } from './tuning.ts';

/** A job or endpoint whose status passes by itself. */
export interface ComputedItem extends Named {
  /** `endpoint`, or the type of a job: `training-job`. */
  readonly type: string;
  readonly status: string;
  /** Where the control API ends it. */
  readonly path: string;
}

/** What the local AWS computes. */
export interface Computing {
  /**
   * Carries out the status of a job or an endpoint, and ends it.
   *
   * @returns false for a status in which nothing is computed: it just passes
   */
  pass(item: ComputedItem, signal: AbortSignal): Promise<boolean>;
  readonly invoke: Intercept;
  /** Ends every process that computes; jobs end with their signal. */
  close(): Promise<void>;
}

/** Ends in undefined, or in the FailureReason. */
type Work = (item: ComputedItem, signal: AbortSignal) => Promise<string | undefined>;

/** The statuses that a status ends in. */
type Passages = Readonly<Record<string, { readonly ends: string; readonly fails: string }>>;

const jobPassages: Passages = { InProgress: { ends: 'Completed', fails: 'Failed' } };
const endpointPassages: Passages = {
  Creating: { ends: 'InService', fails: 'Failed' },
  // It goes on with what it had.
  Updating: { ends: 'InService', fails: 'InService' },
  Deleting: { ends: 'Gone', fails: 'Gone' },
};

/**
 * Computes training, tuning and transform jobs, and what endpoints answer.
 *
 * @param times how long an endpoint takes at least; a job takes what it computes
 */
export function createComputing(options: ComputeOptions, times: Times): Computing {
  const context = computeContext(options);
  const hosting = createHosting(context);
  // Others wait in Starting, as on AWS for an instance.
  const queue = new PQueue({ concurrency: availableParallelism() });

  /** Work that waits until a processor is free. */
  function inTurn(work: Work): Work {
    return (item, signal) => queue.add(() => work(item, signal), { signal });
  }

  /** Work of a container that does not end by itself takes no turn. */
  function unlessItGoesOn(work: Work): Work {
    return async (item, signal) =>
      (await goesOn(context, item)) ? untilStopped(signal) : work(item, signal);
  }

  async function host(item: ComputedItem, signal: AbortSignal): Promise<string | undefined> {
    if (item.status === 'Deleting') {
      await hosting.end(item);
      return undefined;
    }
    const passing = endpointTimes[item.status];
    const atLeast = passing === undefined ? 0 : takes(passing, times);
    const [reason] = await Promise.all([
      hosting.load(item, signal),
      sleep(atLeast, undefined, { signal }),
    ]);
    return reason;
  }

  const works: Readonly<Record<string, Work>> = {
    'training-job': unlessItGoesOn(inTurn((item, signal) => train(context, item, signal))),
    'transform-job': unlessItGoesOn(inTurn((item, signal) => transform(context, item, signal))),
    'hyper-parameter-tuning-job': (item, signal) => tune(context, item, signal),
    'processing-job': unlessItGoesOn(() => Promise.resolve(`AlgorithmError: ${notComputed}`)),
    endpoint: host,
  };

  async function pass(item: ComputedItem, signal: AbortSignal): Promise<boolean> {
    const work = works[item.type];
    const passage = (item.type === 'endpoint' ? endpointPassages : jobPassages)[item.status];
    if (work === undefined || passage === undefined) return false;
    let reason: string | undefined;
    try {
      reason = await work(item, signal);
    } catch (error) {
      signal.throwIfAborted();
      options.log(`${item.name}: ${errorText(error)}`);
      reason = `InternalServerError: ${errorText(error)}`;
    }
    signal.throwIfAborted();
    const ends = reason === undefined ? passage.ends : passage.fails;
    await options.control.end(item.path, ends, reason);
    return true;
  }

  return { pass, invoke: invokeIntercept(hosting), close: () => hosting.endAll() };
}
