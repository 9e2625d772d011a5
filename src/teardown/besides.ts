import { whatBills } from './end-billing.ts';
import type { SandboxPlan } from './plan.ts';
import { sweeperOf } from './registry.ts';
import type { Thing } from './thing.ts';
import { isUnproved } from './world.ts';

/** What bills beside a sandbox's notebook, and what a stop does about it. */
export interface Besides {
  /** Are ended. */
  readonly ends: readonly Thing[];
  /** Endpoints that bill on because they are to be kept. */
  readonly keeps: readonly Thing[];
  /** Take no order yet, because AWS is still making them. */
  readonly early: readonly Thing[];
  /** Could be the sandbox's, and nothing proves it. */
  readonly unproved: readonly Thing[];
  /** What could not be read, each with AWS's error code, such as `endpoint: Throttling`. */
  readonly unknown: readonly string[];
}

/** Sorts what a look at the types that bill found; pure. */
export function besidesOf(
  plan: SandboxPlan,
  { keepEndpoints }: { readonly keepEndpoints: boolean },
): Besides {
  const things = plan.things.filter(({ type }) => type !== 'notebook');
  const all = whatBills({ ...plan, things }, { keepEndpoints: false });
  const ends = whatBills({ ...plan, things }, { keepEndpoints });
  const bills = ({ type }: Thing) => ['always', 'running'].includes(sweeperOf(type).bills);
  return {
    ends,
    keeps: all.filter((thing) => !ends.includes(thing)),
    // What AWS is ending already is busy, too.
    early: things.filter(
      (thing) =>
        bills(thing) &&
        !isUnproved(thing) &&
        thing.stage === 'changing' &&
        !/^stopp/i.test(thing.status),
    ),
    unproved: things.filter(
      (thing) => bills(thing) && isUnproved(thing) && thing.pricePerHour !== 0,
    ),
    unknown: plan.unknown.map(({ type, problem }) => `${type}: ${problem.code}`),
  };
}
