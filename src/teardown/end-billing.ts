import type { Aws } from '../aws/clients.ts';
import type { ResourceType } from '../sandbox/resource-types.ts';
import type { SandboxPlan } from './plan.ts';
import { proofOf } from './proof.ts';
import type { Problem } from '../aws/problem.ts';
import { problemOf } from '../aws/problem.ts';
import { sweeperOf, sweepers } from './registry.ts';
import type { Context } from './sweeper.ts';
import type { Thing } from './thing.ts';
import { isUnproved } from './world.ts';

/** What was done about a thing that bills. */
export interface Ended {
  readonly sandbox: string;
  readonly type: ResourceType;
  readonly id: string;
  /** Why not, where AWS did not take it. */
  readonly problem?: Problem;
}

/** Types that bill by the hour, and what hangs on them and must be seen to before they go. */
export const billingTypes: ReadonlySet<ResourceType> = new Set(
  sweepers
    .filter(({ bills, outlives }) => bills === 'always' || bills === 'running' || outlives)
    .map(({ type }) => type),
);

/**
 * What bills by the hour and takes an order now, without any loss of work: notebooks and jobs are
 * stopped, endpoints deleted, whose configurations and models stay; pure.
 */
export function whatBills(
  { things }: SandboxPlan,
  { keepEndpoints }: { readonly keepEndpoints: boolean },
): readonly Thing[] {
  return things.filter((thing) => {
    if (isUnproved(thing)) return false;
    const { bills } = sweeperOf(thing.type);
    if (bills === 'running') return thing.stage === 'running';
    return bills === 'always' && thing.stage === 'settled' && !keepEndpoints;
  });
}

/**
 * Ends what {@link whatBills} names, one step each; never waits. One failure stops no other. What is
 * somebody else's after all, or gone, is not mentioned.
 */
export async function endBilling(
  aws: Aws,
  plan: SandboxPlan,
  things: readonly Thing[],
  signal: AbortSignal,
): Promise<readonly Ended[]> {
  const { account, region } = plan.facts;
  const context: Context = { aws, account, region, signal, memo: new Map() };
  const ended = await Promise.all(
    things.map(async (thing) => {
      const { sandbox, type, id } = thing;
      try {
        const parent = plan.things.find(({ key }) => key === thing.parent);
        const proof = await proofOf(context, plan.evidence, thing, parent);
        if (proof !== 'ours') return [];
        await end(context, plan, thing);
        return [{ sandbox, type, id }];
      } catch (error) {
        const problem = problemOf(error);
        return [{ sandbox, type, id, ...(problem.kind === 'gone' ? {} : { problem }) }];
      }
    }),
  );
  return ended.flat();
}

async function end(context: Context, { things }: SandboxPlan, thing: Thing): Promise<void> {
  const sweeper = sweeperOf(thing.type);
  if (sweeper.bills === 'running') {
    await sweeper.settle?.(context, thing);
    return;
  }
  // Once it is gone, nothing but its name tells whose its logs are.
  for (const log of things) {
    if (log.parent !== thing.key || log.stage !== 'running') continue;
    await sweeperOf(log.type).settle?.(context, log);
  }
  await sweeper.remove?.(context, thing);
}
