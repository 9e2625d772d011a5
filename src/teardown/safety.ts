import { DescribeOrganizationCommand } from '@aws-sdk/client-organizations';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import type { Aws } from '../aws/clients.ts';
import { LabsError } from '../errors.ts';
import type { Host } from '../host/host.ts';
import { message } from '../messages/message.ts';
import type { TeardownPlan } from './plan.ts';
import { hasWork } from './plan.ts';

/** Names of the sandboxes that a plan would take away. */
function namesIn(plan: TeardownPlan): readonly string[] {
  return plan.sandboxes.filter(hasWork).map(({ facts }) => facts.name);
}

/**
 * Refuses to sweep more than one sandbox in the management account of an organization, unless each
 * was named: there, work of everybody's is close to what bills everybody.
 *
 * Whoever may not ask what the account is (organizations:DescribeOrganization) is not held up by it.
 *
 * @throws LabsError `safety.management-account`
 */
export async function refuseManagementAccount(
  aws: Aws,
  account: string,
  plan: TeardownPlan,
  named: readonly string[],
): Promise<void> {
  const names = namesIn(plan);
  if (names.length < 2 || names.every((name) => named.includes(name))) return;
  if (await isManagementAccount(aws, account)) {
    throw new LabsError('safety.management-account', { account, names });
  }
}

/** Whether an account manages an organization (DescribeOrganization, MasterAccountId). */
async function isManagementAccount(aws: Aws, account: string): Promise<boolean> {
  try {
    const client = await aws.client('organizations', 'us-east-1');
    const { Organization } = await client.send(new DescribeOrganizationCommand({}));
    return Organization?.MasterAccountId === account;
  } catch {
    return false;
  }
}

/**
 * Makes sure, right before the first deletion, that who calls is still in the account that was
 * planned for, and that nothing in the plan is of another account or region: a profile can have been
 * switched, and credentials renewed, while the question stood on the screen.
 *
 * @throws LabsError `safety.other-account`, `safety.foreign-thing`
 */
export async function confirmPlace(aws: Aws, plan: TeardownPlan): Promise<void> {
  for (const { facts, things } of plan.sandboxes) {
    for (const { type, id, arn = '' } of things) {
      const [, , , region = '', account = ''] = arn.split(':');
      const isElsewhere =
        (region !== '' && region !== facts.region) || (account !== '' && account !== facts.account);
      if (isElsewhere) throw new LabsError('safety.foreign-thing', { type, id, arn, ...facts });
    }
  }
  const [first] = plan.sandboxes;
  if (first === undefined) return;
  const sts = await aws.client('sts', first.facts.region);
  const { Account: account = '' } = await sts.send(new GetCallerIdentityCommand({}));
  const planned = plan.sandboxes.find(({ facts }) => facts.account !== account);
  if (planned !== undefined) {
    throw new LabsError('safety.other-account', { account, planned: planned.facts.account });
  }
}

/** What was said about how many sandboxes may go, before the question. */
export interface Consent {
  /** Sandboxes that were named one by one. */
  readonly named: readonly string[];
  /** How many they are, as typed. */
  readonly count?: number;
  /** Whether `--yes` answers in advance. */
  readonly yes: boolean;
  /** Whether nothing there is anybody's: the local AWS, where `--yes` is enough for any number. */
  readonly local: boolean;
}

/**
 * Asks whether a plan is to be carried out. For more than one sandbox their number has to be typed,
 * after their names were seen; a `--yes` from before they were, needs it too (`--count`), unless each
 * was named.
 *
 * @returns false for no
 * @throws LabsError `safety.count-missing`, `safety.count-differs`
 */
export async function askConsent(
  host: Host,
  plan: TeardownPlan,
  { named, count, yes, local }: Consent,
): Promise<boolean> {
  const names = namesIn(plan);
  if (count !== undefined && count !== names.length) {
    throw new LabsError('safety.count-differs', { names, typed: count });
  }
  const isCounted =
    names.length < 2 || count !== undefined || names.every((name) => named.includes(name));
  if (isCounted || (yes && local)) return host.confirm({ message: message('common.proceed') });
  if (yes) throw new LabsError('safety.count-missing', { names });
  return host.confirm({
    message: message('safety.count', { names }),
    expects: String(names.length),
  });
}
