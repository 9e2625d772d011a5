import type { Aws } from '../aws/clients.ts';
import { LabsError } from '../errors.ts';
import type { Host } from '../host/host.ts';
import { message } from '../messages/message.ts';
import { keepReceipts } from './keep-receipt.ts';
import type { TeardownPlan } from './plan.ts';
import type { Receipt } from './receipt.ts';
import type { RunOptions } from './run.ts';
import { runTeardown } from './run.ts';
import type { Consent } from './safety.ts';
import { askConsent, confirmPlace, refuseManagementAccount } from './safety.ts';

/** Who agrees to a plan, and in which account it was made. */
export interface Agreement extends Consent {
  readonly account: string;
}

/** The steps of a teardown that not every caller has. */
export interface CarryOutSteps {
  /**
   * `given`: {@link agree} was called with this plan, or one of the same sandboxes. `nobody`: a
   * timer calls, and the lease is the agreement.
   */
  readonly consent: Agreement | 'given' | 'nobody';
  /** Done after the consent and before anything is removed, such as saving; returns the plan of then. */
  readonly before?: () => Promise<TeardownPlan>;
  /** Where the receipts are kept as files. */
  readonly receipts?: { readonly dir: string; readonly isLocal: boolean };
  /** Hands over what is left to who goes on with it. */
  readonly handOver?: (receipts: readonly Receipt[]) => Promise<void>;
}

/**
 * Asks for the consent to a plan, after it was shown.
 *
 * @throws LabsError `safety.management-account`, `safety.count-missing`, `safety.count-differs`,
 *   `cli.declined`
 */
export async function agree(
  aws: Aws,
  host: Host,
  plan: TeardownPlan,
  { account, ...consent }: Agreement,
): Promise<void> {
  await refuseManagementAccount(aws, account, plan, consent.named);
  if (!(await askConsent(host, plan, consent))) throw new LabsError('cli.declined', {});
}

/**
 * The one way to take sandboxes away: asks, makes sure of the account, saves, removes, looks again,
 * keeps the receipts, and hands over what is left, as far as the caller has these steps. The exit
 * code is {@link receiptExitCode}'s.
 *
 * @returns a receipt for each sandbox of the plan that had anything to report
 */
export async function carryOut(
  aws: Aws,
  host: Host,
  plan: TeardownPlan,
  steps: CarryOutSteps,
  options: RunOptions,
): Promise<readonly Receipt[]> {
  const { consent } = steps;
  if (consent !== 'given' && consent !== 'nobody') await agree(aws, host, plan, consent);
  await confirmPlace(aws, plan);
  const fresh = (await steps.before?.()) ?? plan;
  if (fresh !== plan) await confirmPlace(aws, fresh);
  const receipts = await runTeardown(aws, host, fresh, options);
  if (steps.receipts !== undefined) await keep(host, receipts, steps.receipts, options.now());
  await steps.handOver?.(receipts);
  return receipts;
}

/** Files that are named; of more, their folder. */
const mostTold = 6;

async function keep(
  host: Host,
  receipts: readonly Receipt[],
  { dir, isLocal }: { readonly dir: string; readonly isLocal: boolean },
  now: Date,
): Promise<void> {
  const { files, warning } = await keepReceipts(receipts, dir, now);
  if (warning !== undefined) host.notify({ type: 'warning', message: warning });
  if (files.length === 0) return;
  const told = files.length > mostTold ? [dir] : files;
  host.notify({ type: 'note', message: message('down.receipt-kept', { files: told, isLocal }) });
}
