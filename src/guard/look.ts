import { defined } from '../defined.ts';
import type { Aws } from '../aws/clients.ts';
import type { NotebookSummary } from '../aws/notebooks.ts';
import { listNotebooks } from '../aws/notebooks.ts';
import { observeCosts } from '../aws/observe-cost.ts';
import { fetchPrices } from '../aws/prices.ts';
import type { SandboxStack } from '../aws/sandboxes.ts';
import { listSandboxesIn } from '../aws/sandboxes.ts';
import { meter } from '../cost/meter.ts';
import type { Range } from '../cost/observation.ts';
import type { Standing } from './duty.ts';

/** Every sandbox that could be seen, and what could not. */
export interface GuardView {
  readonly standings: readonly Standing[];
  readonly unreadable: readonly { readonly region: string; readonly text: string }[];
}

/**
 * Looks at every sandbox of an account: one list of stacks and one of notebooks a region, and what
 * was spent only where there is a budget. Read-only.
 */
export async function lookAtAll(
  aws: Aws,
  regions: readonly string[],
  now: Date,
  signal: AbortSignal,
): Promise<GuardView> {
  const unreadable: { region: string; text: string }[] = [];
  const note = (region: string, error: unknown) =>
    void unreadable.push({ region, text: error instanceof Error ? error.message : String(error) });
  const stacks = await listSandboxesIn(aws, regions, note);
  const used = [...new Set(stacks.map(({ region }) => region))];
  const notebooks = new Map<string, readonly NotebookSummary[]>();
  await Promise.all(
    used.map(async (region) => {
      try {
        notebooks.set(region, await listNotebooks(aws, region));
      } catch (error) {
        note(region, error);
      }
    }),
  );
  const spent = await spentOf(
    aws,
    stacks.filter(({ budget }) => budget !== undefined),
    now,
    signal,
  );
  const standings = stacks.map((stack): Standing => {
    const notebook = notebooks.get(stack.region)?.find(({ name }) => name === stack.notebook);
    const usd = spent.get(stack.stackId);
    return {
      stack,
      ...defined({ notebook, spent: usd }),
    };
  });
  return { standings, unreadable };
}

/** What sandboxes have cost so far, by stack; what cannot be priced or seen is not in it. */
async function spentOf(
  aws: Aws,
  stacks: readonly SandboxStack[],
  now: Date,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Range>> {
  if (stacks.length === 0) return new Map();
  const observations = await observeCosts(aws, stacks, now, signal);
  const pairs = await Promise.all(
    observations.map(async (observation, at) => {
      const types = observation.things.flatMap((thing) => ('type' in thing ? [thing.type] : []));
      const lookup = await fetchPrices(aws, observation.region, [...new Set(types)], now);
      return [stacks[at]?.stackId ?? '', meter(observation, lookup).usd] as const;
    }),
  );
  return new Map(pairs);
}
