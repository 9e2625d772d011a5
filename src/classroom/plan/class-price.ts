import type { Catalog } from '../../catalog/catalog.ts';
import { estimate } from '../../cost/estimate.ts';
import type { PriceLookup } from '../../cost/prices.ts';
import { storagePerHour } from '../../cost/prices.ts';
import type { ClassPlan } from './class-plan.ts';
import { startOf } from './hour.ts';

/** What a class costs, US dollars; null where a price is not known. */
export interface ClassPrice {
  readonly students: number;
  /** An hour, all notebooks running. */
  readonly running: number | null;
  /** An hour, all stopped. */
  readonly stopped: number;
  /** Until the notebooks are stopped. */
  readonly lease: number | null;
  /** Until everything is removed, the notebooks not started again. */
  readonly term: number | null;
  /** What the labs train and host, when every student runs every notebook once; at most. */
  readonly rentedMost: number | null;
  /** Where the prices are from: AWS now, or the dated table. */
  readonly source: string;
  readonly isEstimate: boolean;
}

/** What a class of a plan costs as a whole, also what it has already; pure. */
export function classPrice(
  plan: ClassPlan,
  catalog: Catalog,
  lookup: PriceLookup,
  now: Date,
): ClassPrice {
  const { region, lease, hour } = plan;
  const sizes = plan.members.flatMap((member) => {
    if (member.action === 'create' || member.action === 'change') {
      const { type, volumeGiB, labs } = member.plan;
      return [{ type, volumeGiB, labs }];
    }
    if (member.action !== 'keep') return [];
    const { instanceType = '', volumeGiB = 0, labs } = member.stack;
    return [{ type: instanceType, volumeGiB, labs }];
  });
  const begins = hour === undefined ? now : startOf(hour, 0);
  const runMs = Math.max(0, lease.stopsAt.getTime() - begins.getTime());
  const restMs = Math.max(0, lease.removedAfter.getTime() - now.getTime() - runMs);
  const estimates = sizes.map(({ labs, ...size }) =>
    estimate(
      { region, runMs, labs: catalog.filter(({ id }) => labs.includes(id)), ...size },
      lookup,
    ),
  );
  const stopped = sizes.reduce((sum, { volumeGiB }) => sum + storagePerHour(region, volumeGiB), 0);
  const leasePrice = total(estimates.map(({ lease: price }) => price));
  const prices = [...new Set(sizes.map(({ type }) => type))].flatMap(
    (type) => lookup(region, 'notebook', type) ?? [],
  );
  const listed = prices.length > 0 && prices.every(({ source }) => source === 'price-list');
  return {
    students: sizes.length,
    running: total(estimates.map(({ running }) => running)),
    stopped,
    lease: leasePrice,
    term: leasePrice === null ? null : leasePrice + (stopped * restMs) / 3_600_000,
    rentedMost: total(estimates.map(({ rentedMost }) => rentedMost)),
    source: listed ? 'AWS Price List' : `labs ${prices[0]?.asOf ?? ''}`.trim(),
    isEstimate: prices.some((price) => price.estimate),
  };
}

function total(parts: readonly (number | null)[]): number | null {
  return parts.reduce<number | null>(
    (sum, part) => (sum === null || part === null ? null : sum + part),
    0,
  );
}
