import type { Aws } from '../../aws/clients.ts';
import type { SandboxStack } from '../../aws/sandboxes.ts';
import { stackStanding } from '../../provision/stack-status.ts';
import { failureReason } from '../../provision/stack-wait.ts';
import { clearFailedCreate } from '../../provision/failed-create.ts';
import { createStack } from '../../provision/stacks.ts';
import type { CreatePlan } from '../../provision/start-plan.ts';
import { inBoth } from '../run/reason.ts';
import type { Seen, Step, Verdict } from '../run/step.ts';
import { act, done, wait } from '../run/step.ts';

/** Stacks that fell to throttling are made again, so many times in all. */
const mostAttempts = 4;
/** CloudFormation gives up a notebook that does not come up after half an hour or so. */
const timeoutMs = 60 * 60_000;

/**
 * Makes a sandbox's stack. One that throttling brought down is deleted and made again; one that
 * another run has begun is taken as it is.
 *
 * @param template body of the template, the same for all
 */
export function makeStep(aws: Aws, plan: CreatePlan, template: string): Step {
  let attempt = 1;
  let cause: string | undefined;
  let isGivenUp = false;

  /** Keeps the cause, and takes the stack away: what is not made again leaves nothing behind. */
  async function giveUp(stack: SandboxStack): Promise<void> {
    cause = await failureReason(aws, stack, Date.now());
    if (isThrottled(cause) && attempt < mostAttempts) return clear(stack);
    isGivenUp = true;
    // The cause is what is told; a stack that stays is removed by the next run.
    await clearFailedCreate(aws, stack).catch(() => undefined);
  }

  async function clear(stack: SandboxStack): Promise<void> {
    await clearFailedCreate(aws, stack);
    attempt += 1;
    cause = undefined;
  }

  return {
    name: 'make',
    looksAt: ['stack'],
    timeoutMs,
    next({ stack }: Seen): Verdict {
      if (isGivenUp && cause !== undefined) {
        return { is: 'failed', reason: inBoth(cause), forAll: isQuota(cause) };
      }
      if (stack === undefined) {
        const create = () => createStack(aws, plan, template, attempt);
        return { is: 'do', act: create, busies: true };
      }
      switch (stackStanding(stack.status)) {
        case 'settled':
          return done;
        case 'busy':
        case 'going':
          return wait;
        case 'replaceable':
          return act(() => (stack.stackId === plan.removes?.stackId ? clear : giveUp)(stack));
        default:
          return { is: 'failed', reason: inBoth(`${stack.status} ${stack.statusReason ?? ''}`) };
      }
    },
  };
}

/** Whether a resource failed for too many requests, as services and CloudFormation say it. */
export function isThrottled(cause: string): boolean {
  return /rate exceeded|throttl|too ?many ?requests|request ?limit ?exceeded|slow ?down/i.test(
    cause,
  );
}

/** Whether a resource failed at a quota, at which the next one would fail too. */
export function isQuota(cause: string): boolean {
  return !isThrottled(cause) && /(resource)?limit ?exceeded|service limit|quota/i.test(cause);
}
