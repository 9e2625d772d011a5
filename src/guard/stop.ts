import type { Aws } from '../aws/clients.ts';
import type { Ended } from '../teardown/end-billing.ts';
import { billingTypes, endBilling, whatBills } from '../teardown/end-billing.ts';
import { planTeardown } from '../teardown/plan.ts';
import type { Duty, Standing } from './duty.ts';

/** A sandbox that is due for a stop. */
export interface StopWork {
  readonly standing: Standing;
  readonly duty: Extract<Duty, { do: 'stop' }>;
}

/** What was ended of a sandbox, and what could not be read of it. */
export interface Stopped {
  readonly ended: readonly Ended[];
  readonly unknown: readonly string[];
}

/**
 * Ends what bills by the hour in sandboxes whose time, or money, is up: one look for all of them.
 * Endpoints that a learner asked to keep outlive the end of the lease, and nothing else.
 *
 * @returns by the sandbox's name and region
 */
export async function stopAll(
  aws: Aws,
  works: readonly StopWork[],
  now: Date,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Stopped>> {
  if (works.length === 0) return new Map();
  const targets = works.map(({ standing: { stack } }) => ({
    name: stack.name,
    account: stack.account,
    region: stack.region,
    stack,
  }));
  const plan = await planTeardown(aws, targets, { now: () => now, signal, types: billingTypes });
  const pairs = await Promise.all(
    plan.sandboxes.map(async (sandbox) => {
      const { name, region } = sandbox.facts;
      const work = works.find(
        ({ standing: { stack } }) => stack.name === name && stack.region === region,
      );
      const isLeaseEnd = work?.duty.because === 'stops-at';
      const keepEndpoints = isLeaseEnd && work.standing.stack.keepEndpoints;
      const ended = await endBilling(aws, sandbox, whatBills(sandbox, { keepEndpoints }), signal);
      const unknown = sandbox.unknown.map(({ type, problem }) => `${type}: ${problem.code}`);
      return [keyOf(sandbox.facts), { ended, unknown }] as const;
    }),
  );
  return new Map(pairs);
}

export function keyOf({
  name,
  region,
}: {
  readonly name: string;
  readonly region: string;
}): string {
  return `${region} ${name}`;
}
