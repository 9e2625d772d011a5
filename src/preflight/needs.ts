import type { Catalog } from '../catalog/catalog.ts';
import type { PriceUse } from '../cost/prices.ts';

/** Instances of a type that labs need at the same time in a use. */
export interface InstanceNeed {
  readonly use: PriceUse;
  readonly type: string;
  /** Of the lab that needs most. */
  readonly count: number;
  /** Ids of the labs that need any. */
  readonly labs: readonly string[];
}

/** What the labs of a region need, notebooks first. */
export function needsOf(catalog: Catalog, region: string): readonly InstanceNeed[] {
  const needs = new Map<string, InstanceNeed>();
  const add = (lab: string, use: PriceUse, type: string, count: number) => {
    const key = `${use} ${type}`;
    const before = needs.get(key);
    needs.set(key, {
      use,
      type,
      count: Math.max(count, before?.count ?? 0),
      labs: [...(before?.labs ?? []), lab],
    });
  };
  const labs = catalog.filter((lab) => lab.regions.includes(region));
  for (const lab of labs) add(lab.id, 'notebook', lab.instance.type, 1);
  for (const lab of labs) {
    for (const use of ['training', 'processing', 'transform', 'hosting'] as const) {
      for (const { type, count } of lab.uses[use]) add(lab.id, use, type, count);
    }
  }
  return [...needs.values()];
}
