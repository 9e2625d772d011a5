import { estimate } from '../cost/estimate.ts';
import type { PriceLookup, PriceUse } from '../cost/prices.ts';
import { storagePerHour } from '../cost/prices.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { Lab } from '../catalog/schema.ts';
import { compareTypes } from '../sandbox/instance-size.ts';
import type { Message } from '../messages/message.ts';
import { message } from '../messages/message.ts';
import type { RegionChoice } from './region.ts';
import type { StartPlan } from './start-plan.ts';

/** What the quotas say about a plan, found before it is shown. */
export type QuotaRemark =
  | {
      readonly kind: 'short';
      readonly name: string;
      readonly code: string;
      readonly limit: number;
      readonly needed: number;
    }
  | { readonly kind: 'unknown'; readonly name: string };

/** The plan as a person reads it, in order. */
export function describePlan(
  plan: StartPlan,
  catalog: Catalog,
  {
    lookup,
    choice,
    remarks,
    guard,
    offersGuard = true,
    now,
  }: {
    readonly lookup: PriceLookup;
    readonly choice: RegionChoice;
    readonly remarks: readonly QuotaRemark[];
    /** The guard that looks after the account, if there is one. */
    readonly guard?: { readonly region: string } | undefined;
    /** @default true */
    readonly offersGuard?: boolean;
    readonly now: Date;
  },
): readonly Message[] {
  const labs = plan.labs.flatMap((id) => catalog.filter((lab) => lab.id === id));
  const title = { name: plan.name, region: plan.region, account: plan.account };
  const added = plan.action === 'create' ? plan.labs : plan.addedLabs;
  return [
    plan.action === 'create'
      ? message('start.title-create', title)
      : message('start.title-change', title),
    ...labs.flatMap((lab) => describeLab(lab, added.includes(lab.id))),
    ...describeWork(plan),
    ...describeSmaller(plan, labs),
    ...describePrice(plan, labs, lookup, now),
    message('start.stops-at', {
      stopsAt: plan.lease.stopsAt,
      forMs: plan.lease.stopsAt.getTime() - now.getTime(),
      idleMinutes: plan.idleMinutes,
    }),
    ...describeGuard(plan, labs, lookup, guard, offersGuard),
    ...(choice.replaces === undefined
      ? []
      : [message('start.region-replaced', { ...choice.replaces, to: choice.region })]),
    ...remarks.map((remark) =>
      remark.kind === 'short'
        ? message('start.quota-zero', remark)
        : message('start.quota-unknown', remark),
    ),
  ];
}

function describeLab(lab: Lab, added: boolean): readonly Message[] {
  return [
    message('start.lab', { id: lab.id, titleEn: lab.title.en, titleKo: lab.title.ko, added }),
    ...(lab.state.is === 'partly' && added
      ? [message('start.lab-stops', { en: lab.state.stops.en, ko: lab.state.stops.ko })]
      : []),
  ];
}

function describeWork(plan: StartPlan): readonly Message[] {
  const size = { type: plan.type, gib: plan.volumeGiB };
  if (plan.action === 'create') {
    return [
      ...(plan.removes === undefined
        ? []
        : [message('start.replaces', { status: plan.removes.status })]),
      message('start.makes', size),
    ];
  }
  if (plan.startsNotebook) return [message('start.starts-notebook', { type: plan.type })];
  return plan.restartsNotebook ? [message('start.restarts-notebook', size)] : [];
}

/** Labs that are added to a smaller notebook than they ask for: it is not changed unasked. */
function describeSmaller(plan: StartPlan, labs: readonly Lab[]): readonly Message[] {
  if (plan.action === 'create' || !plan.keepsType) return [];
  const { name, owner } = plan;
  return labs
    .filter(({ id, instance }) => {
      const asksForMore = compareTypes(instance.type, plan.type) > 0;
      return asksForMore && plan.addedLabs.includes(id);
    })
    .map(({ id, instance }) =>
      message('start.smaller', { id, wanted: instance.type, type: plan.type, at: { name, owner } }),
    );
}

function describePrice(
  plan: StartPlan,
  labs: readonly Lab[],
  lookup: PriceLookup,
  now: Date,
): readonly Message[] {
  const { region, type, volumeGiB } = plan;
  const runMs = plan.lease.stopsAt.getTime() - now.getTime();
  const cost = estimate({ region, type, volumeGiB, runMs, labs }, lookup);
  const notebook = lookup(region, 'notebook', type);
  const uses = usesOf(labs).map((rented) => ({
    ...rented,
    usd: lookup(region, rented.use, rented.type)?.usdPerHour,
  }));
  return [
    notebook === undefined || cost.running === null || cost.lease === null
      ? message('start.price-unknown', { type, region })
      : message('start.price', {
          running: cost.running,
          stopped: cost.stopped,
          lease: cost.lease,
          source: notebook.source === 'price-list' ? 'AWS Price List' : `labs ${notebook.asOf}`,
          estimate: notebook.estimate,
        }),
    ...(uses.length === 0 ? [] : [message('start.uses', { uses, most: cost.rentedMost })]),
  ];
}

/** Who ends what bills when the time is up; without a guard, what would bill on. */
function describeGuard(
  { name, region, volumeGiB, budget, lease }: StartPlan,
  labs: readonly Lab[],
  lookup: PriceLookup,
  guard: { readonly region: string } | undefined,
  isOffered: boolean,
): readonly Message[] {
  const isKept = guard !== undefined;
  const endpoints = usesOf(labs)
    .filter(({ use }) => use === 'hosting')
    .reduce<number | null>((total, { use, type, count }) => {
      const price = lookup(region, use, type);
      return total === null || price === undefined ? null : total + price.usdPerHour * count;
    }, 0);
  const volume = storagePerHour(region, volumeGiB);
  return [
    ...(isKept
      ? [message('start.guard-there', { region: guard.region, removedAfter: lease.removedAfter })]
      : []),
    ...(!isKept && isOffered ? [message('start.guard-offer', { name, endpoints, volume })] : []),
    ...(budget === undefined ? [] : [message('start.budget', { budget, isKept })]),
  ];
}

/** The instances that the labs' notebooks rent beside their own; the larger count of equal ones. */
export function usesOf(
  labs: readonly Lab[],
): readonly { readonly use: PriceUse; readonly type: string; readonly count: number }[] {
  const most = new Map<string, { use: PriceUse; type: string; count: number }>();
  for (const lab of labs) {
    for (const use of ['training', 'processing', 'transform', 'hosting'] as const) {
      for (const { type, count } of lab.uses[use]) {
        const key = `${use} ${type}`;
        most.set(key, { use, type, count: Math.max(count, most.get(key)?.count ?? 0) });
      }
    }
  }
  return [...most.values()];
}
