import type { Aws } from '../aws/clients.ts';
import type { SandboxStack } from '../aws/sandboxes.ts';
import { type Message, message } from '../messages/message.ts';
import type { Besides } from '../teardown/besides.ts';
import { besidesOf } from '../teardown/besides.ts';
import { billingTypes, endBilling, type Ended } from '../teardown/end-billing.ts';
import { planTeardown, type SandboxPlan } from '../teardown/plan.ts';
import type { Thing } from '../teardown/thing.ts';

/** What bills beside a sandbox's notebook, and the look that found it. */
export interface Beside extends Besides {
  readonly plan: SandboxPlan;
}

/** Looks for what bills beside the notebooks: each region once for all of its sandboxes. */
export async function lookBeside(
  aws: Aws,
  stacks: readonly SandboxStack[],
  options: { readonly keepEndpoints: boolean; readonly now: Date; readonly signal: AbortSignal },
): Promise<readonly Beside[]> {
  const targets = stacks.map((stack) => {
    const { name, account, region } = stack;
    return { name, account, region, stack };
  });
  const { sandboxes } = await planTeardown(aws, targets, {
    now: () => options.now,
    signal: options.signal,
    types: billingTypes,
  });
  return sandboxes.map((plan) => ({ ...besidesOf(plan, options), plan }));
}

/** The lines of a sandbox's plan below its notebook. */
export function describeBeside(beside: Beside): readonly Message[] {
  return [
    ...beside.ends.map((thing) => message('stop.ends', thing)),
    ...beside.keeps.map((thing) => message('stop.keeps', thing)),
    ...beside.early.map((thing) => message('stop.early', thing)),
    ...beside.unproved.map((thing) => message('stop.unproved', thing)),
    ...(beside.unknown.length === 0 ? [] : [message('stop.unknown', { what: beside.unknown })]),
  ];
}

/** What was asked to be ended, in the order of the plan. */
export interface EndedBeside {
  readonly thing: Thing;
  readonly problem?: Ended['problem'];
}

/** Ends what is to be ended; one failure stops no other. */
export async function endBeside(
  aws: Aws,
  all: readonly Beside[],
  signal: AbortSignal,
): Promise<readonly EndedBeside[]> {
  const ended = await Promise.all(
    all.map(async ({ plan, ends }) => {
      const answers = await endBilling(aws, plan, ends, signal);
      return ends.map((thing, at): EndedBeside => {
        const problem = answers[at]?.problem;
        return problem === undefined ? { thing } : { thing, problem };
      });
    }),
  );
  return ended.flat();
}

/** How it went. */
export function describeEnded(ended: readonly EndedBeside[]): readonly Message[] {
  return ended.map(({ thing, problem }) =>
    problem === undefined
      ? message('stop.ended', thing)
      : message('stop.not-ended', { ...thing, why: `${problem.code}: ${problem.text}` }),
  );
}

/** How it went, for a program to read. */
export function endedJson(ended: readonly EndedBeside[]) {
  return ended.map(({ thing: { sandbox, type, id, pricePerHour }, problem }) => ({
    sandbox,
    type,
    id,
    pricePerHour,
    ...(problem === undefined ? {} : { error: `${problem.code}: ${problem.text}` }),
  }));
}
