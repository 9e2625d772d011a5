import type { Aws } from '../../aws/clients.ts';
import type { SandboxStack } from '../../aws/sandboxes.ts';
import { stackStanding } from '../../provision/stack-status.ts';
import { failureReason } from '../../provision/stack-wait.ts';
import { continueRollback } from '../../provision/stacks.ts';
import { inBoth, reason } from '../run/reason.ts';
import type { Seen, Step, Verdict } from '../run/step.ts';
import { act, done, wait } from '../run/step.ts';

const timeoutMs = 40 * 60_000;

/**
 * Changes a sandbox's stack and waits until it is changed. A stack that is still at work is waited
 * for first; one whose rollback is stuck goes on with it.
 *
 * @param ask asks CloudFormation for the change; false where it is so already
 */
export function updateStep(aws: Aws, ask: (stack: SandboxStack) => Promise<boolean>): Step {
  let asked: 'not-yet' | 'changing' | 'was-so' = 'not-yet';
  let cause: string | undefined;

  async function change(stack: SandboxStack): Promise<void> {
    asked = (await ask(stack)) ? 'changing' : 'was-so';
  }

  async function explain(stack: SandboxStack): Promise<void> {
    cause = await failureReason(aws, stack, Date.now());
  }

  return {
    name: 'change',
    looksAt: ['stack'],
    timeoutMs,
    next({ stack }: Seen): Verdict {
      if (asked === 'was-so') return done;
      if (stack === undefined) return { is: 'failed', reason: reason('class.stack-gone', {}) };
      switch (stackStanding(stack.status)) {
        case 'settled':
          if (asked === 'not-yet') return { is: 'do', act: () => change(stack), busies: true };
          if (!stack.status.includes('ROLLBACK')) return done;
          if (cause === undefined) return act(() => explain(stack));
          return { is: 'failed', reason: inBoth(cause) };
        case 'busy':
          return wait;
        case 'stuck-rollback':
          return act(() => continueRollback(aws, stack));
        default:
          return { is: 'failed', reason: inBoth(`${stack.status} ${stack.statusReason ?? ''}`) };
      }
    },
  };
}
