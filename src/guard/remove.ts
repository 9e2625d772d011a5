import { defined } from '../defined.ts';
import type { Aws } from '../aws/clients.ts';
import type { Host } from '../host/host.ts';
import { observe } from '../provision/observe.ts';
import type { Sleep } from '../time/clock.ts';
import { carryOut } from '../teardown/carry-out.ts';
import { planTeardown } from '../teardown/plan.ts';
import type { Receipt } from '../teardown/receipt.ts';
import type { Duty, Standing } from './duty.ts';
import type { WorkStep } from './keep-work.ts';
import { keepWork } from './keep-work.ts';
import type { GuardSettings } from './settings.ts';

/** A sandbox that is due for removal. */
export interface RemoveWork {
  readonly standing: Standing;
  readonly duty: Extract<Duty, { do: 'remove' }>;
}

/** How long saving is tried before a sandbox goes with what was saved last. */
const saveGraceMs = 24 * 60 * 60_000;

/** How long a run goes on where only AWS can: it is the next run's turn then. */
const patienceMs = 20_000;

/** Takes the one step that saves a sandbox's work; a removal that somebody began needs none. */
export async function saveBefore(
  aws: Aws,
  { standing: { stack }, duty }: RemoveWork,
  { place }: GuardSettings,
  now: Date,
): Promise<WorkStep> {
  if (duty.because === 'deletion') return { is: 'none' };
  const [observed] = await observe(aws, [stack]);
  if (observed === undefined) return { is: 'none' };
  const isLate = now.getTime() - duty.since.getTime() > saveGraceMs;
  return keepWork(aws, observed, place, { now, isLate });
}

export interface RemoveOptions {
  readonly now: () => Date;
  readonly signal: AbortSignal;
  readonly sleep?: Sleep;
}

/** Removes sandboxes whose work is safe, all in one sweep, as far as it goes without waiting. */
export async function removeAll(
  aws: Aws,
  host: Host,
  works: readonly RemoveWork[],
  { stackRole }: GuardSettings,
  options: RemoveOptions,
): Promise<readonly Receipt[]> {
  if (works.length === 0) return [];
  const targets = works.map(({ standing: { stack } }) => ({
    name: stack.name,
    account: stack.account,
    region: stack.region,
    stack,
  }));
  const plan = await planTeardown(aws, targets, { now: options.now, signal: options.signal });
  if (plan.isEmpty) return [];
  const run = { ...options, patienceMs, ...defined({ stackRole }) };
  return carryOut(aws, host, plan, { consent: 'nobody' }, run);
}
