import { defined } from '../defined.ts';
import type { Aws } from '../aws/clients.ts';
import type { PriceLookup } from '../cost/prices.ts';
import { tablePrice } from '../cost/prices.ts';
import type { Host } from '../host/host.ts';
import { decideAll } from './decide-all.ts';
import { lookAgain, secondLook, straysLeft } from './look-again.ts';
import { receiptsOf } from './make-receipts.ts';
import type { Sleep } from '../time/clock.ts';
import { sleep } from '../time/clock.ts';
import { allowManyListeners, nextPause, sleepUntil } from '../time/pause.ts';
import type { TeardownPlan } from './plan.ts';
import { hasWork } from './plan.ts';
import { createProgress } from './progress.ts';
import type { Receipt } from './receipt.ts';
import type { Run } from './run-state.ts';
import { isOver } from './run-state.ts';
import { createStepQueue } from './step-queue.ts';
import { worldOf } from './world.ts';

export interface RunOptions {
  /** Stops new work; the receipt then says what is left. */
  readonly signal: AbortSignal;
  readonly now: () => Date;
  /**
   * Longest time that a thing may stay in one status before it counts as stuck.
   *
   * @default 30 minutes, as long as the SDK's own waiters for notebook instances
   */
  readonly timeoutMs?: number;
  /** @default the dated table of src/cost */
  readonly price?: PriceLookup;
  /**
   * How long to go on while there is nothing to do but to wait for AWS; the receipt then says what is
   * left, and another run goes on.
   *
   * @default as long as it takes
   */
  readonly patienceMs?: number;
  /** ARN of the role with whose permissions CloudFormation deletes stacks; else the caller's. */
  readonly stackRole?: string;
  /** Waits between two looks; `now` goes on meanwhile. */
  readonly sleep?: Sleep;
}

/** New things that a second look finds are swept too, but not for ever. */
const mostRounds = 5;

/**
 * Carries a plan out: everything that can go on at the same time does, nothing goes before what
 * depends on it, and no failure stops the rest. Ends with a fresh, read-only look.
 *
 * @returns a receipt for each sandbox of the plan that had anything to report
 */
export async function runTeardown(
  aws: Aws,
  host: Host,
  plan: TeardownPlan,
  options: RunOptions,
): Promise<readonly Receipt[]> {
  const clock = () => options.now().getTime();
  const sandboxes = plan.sandboxes.filter(hasWork);
  const impatience = new AbortController();
  const { patienceMs = Infinity, stackRole } = options;
  const run: Run = {
    aws,
    world: worldOf(sandboxes, clock()),
    evidence: new Map(sandboxes.map(({ facts, evidence }) => [facts.region, evidence])),
    signal: allowManyListeners(AbortSignal.any([options.signal, impatience.signal])),
    clock,
    timeoutMs: options.timeoutMs ?? 30 * 60_000,
    price: options.price ?? tablePrice,
    progress: createProgress(host),
    stopped: undefined,
    ...defined({ stackRole }),
  };
  let isVerified = false;
  for (let round = 0; round < mostRounds; round += 1) {
    await sweep(run, options.sleep ?? sleep, patienceMs, () => impatience.abort());
    isVerified = !isOver(run) && (await secondLook(run));
    if (!isVerified || !hasMore(run)) break;
  }
  run.progress.end(run.world);
  const strays = await straysLeft(run, sandboxes);
  return receiptsOf(sandboxes, run, strays, isVerified ? options.now() : undefined);
}

/** Takes every step that can be taken, until nothing more can be done or learned. */
async function sweep(
  run: Run,
  sleepFor: Sleep,
  patienceMs: number,
  giveUp: () => void,
): Promise<void> {
  const steps = createStepQueue(run);
  let pause = nextPause(undefined);
  let nextLook = run.clock() + pause;
  let busyAt = run.clock();
  while (!isOver(run)) {
    const { next, wanted } = decideAll(run);
    for (const { track, step } of next) steps.add(track, step);
    run.progress.show(run.world);
    if (steps.isEmpty() && wanted.size === 0) return;
    if (next.length > 0 || !steps.isEmpty()) busyAt = run.clock();
    else if (run.clock() - busyAt > patienceMs) return giveUp();
    if (next.length > 0) {
      pause = nextPause(undefined);
      nextLook = Math.min(nextLook, run.clock() + pause);
    }
    const left = Math.max(0, nextLook - run.clock());
    await sleepUntil(steps.nextAnswer(), left, run.signal, sleepFor);
    if (isOver(run) || run.clock() < nextLook) continue;
    await lookAgain(run, decideAll(run).wanted);
    pause = nextPause(pause);
    nextLook = run.clock() + pause;
  }
}

function hasMore(run: Run): boolean {
  const { next, wanted } = decideAll(run);
  return next.length > 0 || wanted.size > 0;
}
