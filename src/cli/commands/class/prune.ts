import type { ClassPlan } from '../../../classroom/plan/class-plan.ts';
import { receiptsHome } from '../../../home.ts';
import type { Session } from '../../../aws/session.ts';
import { agree, carryOut } from '../../../teardown/carry-out.ts';
import type { TeardownPlan } from '../../../teardown/plan.ts';
import { planTeardown } from '../../../teardown/plan.ts';
import type { Receipt } from '../../../teardown/receipt.ts';
import type { CommandContext } from '../../command.ts';
import { leaveLeft } from '../../leave-left.ts';
import { consentOf, targetOf } from './down.ts';

/** What `--prune` takes away: a teardown like any other, agreed to before anything is made. */
export interface Prune {
  readonly plan: TeardownPlan;
  /** Asks for the consent to it, and with it to all that the command does. */
  agree(): Promise<void>;
  /** Carries it out, from a look of then: making the rest can have taken an hour. */
  carryOut(): Promise<readonly Receipt[]>;
}

/** The teardown of those of a class who are not in its roster any more; undefined for none. */
export async function planPrune(
  context: CommandContext,
  { aws, account, local }: Pick<Session, 'aws' | 'account' | 'local'>,
  { members }: Pick<ClassPlan, 'members'>,
  typed: { readonly count?: number },
): Promise<Prune | undefined> {
  const { host, signal, now } = context;
  const targets = members.flatMap((one) => (one.action === 'remove' ? targetOf(one.stack) : []));
  if (targets.length === 0) return undefined;
  const plan = await planTeardown(aws, targets, { signal });
  return {
    plan,
    agree: () => agree(aws, host, plan, { account, ...consentOf(context, local, typed) }),
    carryOut: () =>
      carryOut(
        aws,
        host,
        plan,
        {
          consent: 'given',
          before: () => planTeardown(aws, targets, { signal }),
          receipts: { dir: receiptsHome(context.env, local), isLocal: local },
          handOver: (left) => leaveLeft(context, aws, left),
        },
        { signal, now },
      ),
  };
}
