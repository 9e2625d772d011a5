import type { Aws } from '../aws/clients.ts';
import type { NotebookSummary } from '../aws/notebooks.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { LabsError } from '../errors.ts';
import { quotaOf, readQuota, totalNotebooks } from '../preflight/quotas.ts';
import type { QuotaRemark } from './describe.ts';
import { usesOf } from './describe.ts';
import type { StartPlan } from './start-plan.ts';

/**
 * Holds a plan against the account's quotas, before anything is made.
 *
 * @param notebooks every notebook instance of the plan's region
 * @returns what the plan should say: quotas that the labs' own notebooks will hit, and unread ones
 * @throws LabsError `quota.full` where the notebook instance itself could not be made
 */
export async function checkQuotas(
  aws: Aws,
  plan: StartPlan,
  catalog: Catalog,
  notebooks: readonly NotebookSummary[],
): Promise<readonly QuotaRemark[]> {
  const [own, rented] = await Promise.all([
    plan.action === 'create' || plan.startsNotebook ? checkNotebook(aws, plan, notebooks) : [],
    checkUses(aws, plan, catalog),
  ]);
  return [...own, ...rented];
}

/** Statuses in which a notebook instance does not count against the quota of its type. */
const notRunning = new Set(['Stopped', 'Failed', 'Deleting']);

async function checkNotebook(
  aws: Aws,
  plan: StartPlan,
  notebooks: readonly NotebookSummary[],
): Promise<readonly QuotaRemark[]> {
  const ofType = quotaOf('notebook', plan.type);
  const running = notebooks.filter(
    ({ type, status }) => type === plan.type && !notRunning.has(status),
  );
  const checks = [
    ...(plan.action === 'create' ? [{ quota: totalNotebooks, used: notebooks.length }] : []),
    ...(ofType === undefined ? [] : [{ quota: ofType, used: running.length }]),
  ];
  const remarks = await Promise.all(
    checks.map(async ({ quota, used }): Promise<readonly QuotaRemark[]> => {
      const limit = await readQuota(aws, plan.region, quota);
      if (limit === undefined) return [{ kind: 'unknown', name: quota.name }];
      if (used + 1 > limit) {
        throw new LabsError('quota.full', { ...quota, limit, used, region: plan.region });
      }
      return [];
    }),
  );
  return remarks.flat();
}

async function checkUses(
  aws: Aws,
  plan: StartPlan,
  catalog: Catalog,
): Promise<readonly QuotaRemark[]> {
  const added = plan.action === 'create' ? plan.labs : plan.addedLabs;
  const uses = usesOf(catalog.filter((lab) => added.includes(lab.id)));
  const remarks = await Promise.all(
    uses.map(async ({ use, type, count }): Promise<readonly QuotaRemark[]> => {
      const quota = quotaOf(use, type);
      if (quota === undefined) return [];
      const limit = await readQuota(aws, plan.region, quota);
      return limit === undefined || limit >= count
        ? []
        : [{ kind: 'short', ...quota, limit, needed: count }];
    }),
  );
  return remarks.flat();
}
