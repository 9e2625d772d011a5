import type { NotebookSummary } from '../../aws/notebooks.ts';
import type { SandboxStack } from '../../aws/sandboxes.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import type { PriceUse } from '../../cost/prices.ts';
import {
  quotaName,
  quotaOf,
  totalInstances,
  totalNotebooks,
  totalNotebookVolume,
} from '../../preflight/quotas.ts';
import { usesOf } from '../../provision/describe.ts';
import type { ClassPlan, MemberPlan } from './class-plan.ts';
import type { TemplateCounts } from './template-counts.ts';

/** Which service's quota it is, by Service Quotas' codes. */
export type QuotaService = 'sagemaker' | 'iam' | 's3' | 'cloudformation';

/** What a class needs of one quota. */
export interface QuotaNeed {
  readonly service: QuotaService;
  /** Absent where AWS publishes no quota, or none that we know the code of. */
  readonly code?: string;
  readonly name: string;
  /** What is there already; null where nobody counts it. */
  readonly inUse: number | null;
  readonly needed: number;
  /** What each new sandbox needs of it. */
  readonly each: number;
  /**
   * `sandboxes`: without it they cannot be made; `work`: students cannot all run their notebooks at
   * the same time.
   */
  readonly for: 'sandboxes' | 'work';
}

/** What is in use in the account and its region. */
export interface Usage {
  readonly notebooks: readonly NotebookSummary[];
  /** Stacks of the region, also those that are not ours. */
  readonly stacks: number;
  readonly sandboxes: readonly SandboxStack[];
  readonly roles: number | null;
  readonly buckets: number | null;
}

/** Statuses in which a notebook instance does not count against the quota of its type. */
const notRunning = new Set(['Stopped', 'Failed', 'Deleting']);

/** What a plan needs of the account's quotas; pure. Nothing where it makes and starts nothing. */
export function quotaNeeds(
  plan: ClassPlan,
  catalog: Catalog,
  usage: Usage,
  counts: TemplateCounts,
): readonly QuotaNeed[] {
  const made = plan.members.flatMap((member) => (member.action === 'create' ? [member.plan] : []));
  const started = plan.members.flatMap((member) =>
    member.action === 'change' && member.plan.startsNotebook ? [member.plan] : [],
  );
  if (made.length === 0 && started.length === 0) return [];
  const count = made.length;
  const volume = made.reduce((sum, { volumeGiB }) => sum + volumeGiB, 0);
  const sagemaker = { service: 'sagemaker', for: 'sandboxes' } as const;
  const types = [...new Set([...made, ...started].map(({ type }) => type))];
  return [
    ...(count === 0
      ? []
      : [
          {
            ...sagemaker,
            ...totalNotebooks,
            inUse: usage.notebooks.length,
            needed: count,
            each: 1,
          },
          {
            ...sagemaker,
            ...totalNotebookVolume,
            inUse: usage.sandboxes.reduce((sum, { volumeGiB = 0 }) => sum + volumeGiB, 0),
            needed: volume,
            each: Math.ceil(volume / count),
          },
        ]),
    ...types.map((type) => ({
      ...sagemaker,
      ...(quotaOf('notebook', type) ?? { name: quotaName('notebook', type) }),
      inUse: usage.notebooks.filter(
        (notebook) => notebook.type === type && !notRunning.has(notebook.status),
      ).length,
      needed: [...made, ...started].filter((one) => one.type === type).length,
      each: 1,
    })),
    ...workNeeds(plan, catalog),
    ...(count === 0 ? [] : stackNeeds(count, usage, counts)),
  ];
}

/** What it takes for all students to run their labs' notebooks at the same time. */
function workNeeds(plan: ClassPlan, catalog: Catalog): readonly QuotaNeed[] {
  const students = plan.members.filter(staysIn).length;
  const labs = catalog.filter(({ id }) => plan.labs.includes(id));
  const uses = usesOf(labs);
  const work = { service: 'sagemaker', for: 'work', inUse: null } as const;
  const totals = (['training', 'processing', 'transform', 'hosting'] as const).flatMap((use) => {
    const quota = totalInstances[use];
    const each = largest(uses, use);
    return quota === undefined || each === 0
      ? []
      : [{ ...work, ...quota, needed: students * each, each }];
  });
  const perType = uses.map(({ use, type, count: each }) => ({
    ...work,
    ...(quotaOf(use, type) ?? { name: quotaName(use, type) }),
    needed: students * each,
    each,
  }));
  return [...totals, ...perType];
}

/** The most instances that one student's notebook rents in a use at a time. */
function largest(uses: ReturnType<typeof usesOf>, use: PriceUse): number {
  return Math.max(0, ...uses.filter((one) => one.use === use).map(({ count }) => count));
}

function stackNeeds(
  count: number,
  usage: Usage,
  { roles, buckets, lifecycleConfigs }: TemplateCounts,
): readonly QuotaNeed[] {
  const sandboxes = { for: 'sandboxes' } as const;
  return [
    {
      ...sandboxes,
      service: 'iam',
      code: 'L-FE177D64',
      name: 'Roles per account',
      inUse: usage.roles,
      needed: count * roles,
      each: roles,
    },
    {
      ...sandboxes,
      service: 's3',
      code: 'L-DC2B2D3D',
      name: 'General purpose buckets',
      inUse: usage.buckets,
      needed: count * buckets,
      each: buckets,
    },
    {
      ...sandboxes,
      service: 'cloudformation',
      code: 'L-0485CB21',
      name: 'Stacks',
      inUse: usage.stacks,
      needed: count,
      each: 1,
    },
    {
      ...sandboxes,
      service: 'sagemaker',
      name: 'Notebook instance lifecycle configurations',
      inUse: null,
      needed: count * lifecycleConfigs,
      each: lifecycleConfigs,
    },
  ];
}

/** Whether a member is in the class after the plan was carried out. */
export function staysIn({ action }: MemberPlan): boolean {
  return action === 'create' || action === 'change' || action === 'keep';
}
