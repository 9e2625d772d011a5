import { defined } from '../defined.ts';
import { observeCosts } from '../aws/observe-cost.ts';
import { fetchPrices } from '../aws/prices.ts';
import type { SandboxStack } from '../aws/sandboxes.ts';
import type { Session } from '../aws/session.ts';
import type { Lab } from '../catalog/schema.ts';
import type { Estimate } from '../cost/estimate.ts';
import { estimate } from '../cost/estimate.ts';
import type { Meter } from '../cost/meter.ts';
import { meter } from '../cost/meter.ts';
import type { Observation } from '../cost/observation.ts';
import type { PriceLookup } from '../cost/prices.ts';
import type { CommandContext } from './command.ts';

/** A sandbox with what it has cost and is going to cost. */
export interface SandboxCost {
  readonly stack: SandboxStack;
  readonly meter: Meter;
  readonly estimate: Estimate;
  /** When its notebook is stopped, where it runs. */
  readonly stopsAt?: Date;
}

/** Observes sandboxes and prices what was seen: for `labs cost`, and before `labs down`. */
export async function costsOf(
  context: Pick<CommandContext, 'catalog' | 'now' | 'signal'>,
  { aws }: Session,
  stacks: readonly SandboxStack[],
): Promise<readonly SandboxCost[]> {
  const catalog = await context.catalog();
  const now = context.now();
  const observations = await observeCosts(aws, stacks, now, context.signal);
  const sandboxes = stacks.map((stack, at) => ({
    stack,
    labs: catalog.filter(({ id }) => stack.labs.includes(id)),
    observation: observations[at]!,
  }));
  const lookups = new Map<string, PriceLookup>();
  for (const region of new Set(stacks.map((stack) => stack.region))) {
    const types = sandboxes.filter(({ stack }) => stack.region === region).flatMap(typesOf);
    lookups.set(region, await fetchPrices(aws, region, types, now));
  }
  return sandboxes.map((sandbox) => costOf(sandbox, lookups.get(sandbox.stack.region)!, now));
}

interface Observed {
  readonly stack: SandboxStack;
  readonly labs: readonly Lab[];
  readonly observation: Observation;
}

/** Instance types whose prices are wanted: seen ones, and those that are still to come. */
function typesOf({ stack, labs, observation }: Observed): readonly string[] {
  return [
    ...(stack.instanceType === undefined ? [] : [stack.instanceType]),
    ...observation.things.flatMap((thing) => ('type' in thing ? [thing.type] : [])),
    ...labs.flatMap(({ uses }) =>
      Object.values(uses)
        .flat()
        .map(({ type }) => type),
    ),
  ];
}

function costOf(
  { stack, labs, observation }: Observed,
  lookup: PriceLookup,
  now: Date,
): SandboxCost {
  const metered = meter(observation, lookup);
  const isRunning = observation.things.some(
    (thing) => thing.kind === 'notebook' && thing.isRunning,
  );
  const stopsAt = isRunning ? stack.stopsAt : undefined;
  const request = {
    region: stack.region,
    type: stack.instanceType ?? '',
    volumeGiB: stack.volumeGiB ?? 0,
    runMs: Math.max(0, (stopsAt ?? now).getTime() - now.getTime()),
    labs,
  };
  return {
    stack,
    meter: metered,
    estimate: estimate(request, lookup),
    ...defined({ stopsAt }),
  };
}
