import { defined } from '../defined.ts';
import type { Aws } from '../aws/clients.ts';
import type { NotebookSummary } from '../aws/notebooks.ts';
import { listNotebooks } from '../aws/notebooks.ts';
import { fetchReport, fetchWish } from '../aws/reports.ts';
import type { FoundStack } from '../aws/sandboxes.ts';
import { listStacksIn } from '../aws/sandboxes.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { regionsOf } from '../catalog/catalog.ts';
import { LabsError } from '../errors.ts';
import type { Host } from '../host/host.ts';
import { message } from '../messages/message.ts';
import { guardStack } from '../sandbox/name.ts';
import { neverCameUp } from './failed-create.ts';
import { stackStanding } from './stack-status.ts';
import type { ExistingSandbox } from './start-plan.ts';

/** What is there under a name before a start. */
export interface Found {
  readonly existing?: ExistingSandbox;
  /** Every notebook instance of the sandbox's region, for its quota. */
  readonly notebooks: readonly NotebookSummary[];
  /** The guard that looks after the account, if there is one. */
  readonly guard?: { readonly region: string };
}

/**
 * Looks for a sandbox of this name in every region of the catalog: one call a region.
 *
 * @param wanted the region where it would go if there is none
 * @throws LabsError `stack.not-ours` for somebody else's stack of that name in the wanted region
 */
export async function findExisting(
  aws: Aws,
  catalog: Catalog,
  name: string,
  wanted: string,
  host: Host,
): Promise<Found> {
  const regions = [...new Set([wanted, ...regionsOf(catalog)])];
  const stacks = await listStacksIn(aws, regions, (region, error) => {
    if (region === wanted) throw error;
    const text = error instanceof Error ? error.message : String(error);
    host.notify({ type: 'warning', message: message('cli.region-unreadable', { region, text }) });
  });
  const itsGuard = stacks.find((one) => !one.ours && one.name === guardStack);
  const guard = itsGuard?.ours === false ? { guard: { region: itsGuard.region } } : {};
  const mine = stacks.find((one) => one.ours && one.sandbox.name === name);
  if (mine?.ours === true) return { ...guard, ...(await observeExisting(aws, mine)) };

  const foreign = stacks.find(
    (found) => !found.ours && found.name === name && found.region === wanted,
  );
  if (foreign !== undefined) throw new LabsError('stack.not-ours', { name, region: wanted });
  return { ...guard, notebooks: await listNotebooks(aws, wanted) };
}

async function observeExisting(
  aws: Aws,
  { sandbox }: Extract<FoundStack, { ours: true }>,
): Promise<Found> {
  const [notebooks, report, wish] = await Promise.all([
    listNotebooks(aws, sandbox.region),
    fetchReport(aws, sandbox),
    fetchWish(aws, sandbox),
  ]);
  const status = notebooks.find((notebook) => notebook.name === sandbox.notebook)?.status;
  const isStuck = stackStanding(sandbox.status) === 'unusable';
  return {
    notebooks,
    existing: {
      stack: sandbox,
      isIncomplete:
        wish === undefined || (report?.repos.some((repo) => repo.state === 'failed') ?? false),
      ...(isStuck ? { neverCameUp: await neverCameUp(aws, sandbox) } : {}),
      ...(wish?.undone === undefined ? {} : { undone: wish.undone }),
      ...defined({ notebookStatus: status }),
    },
  };
}
