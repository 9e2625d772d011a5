import type { Lab } from '../catalog/schema.ts';
import type { PriceLookup, PriceUse } from './prices.ts';
import { storagePerHour } from './prices.ts';

/** What is to be estimated. */
export interface EstimateRequest {
  readonly region: string;
  /** Instance type of the notebook. */
  readonly type: string;
  readonly volumeGiB: number;
  /** Milliseconds that the notebook is going to run. */
  readonly runMs: number;
  readonly labs: readonly Lab[];
}

/** Instances that a lab's notebooks rent, at most: all of them for as long as the lab takes. */
export interface RentedEstimate {
  readonly lab: string;
  readonly use: PriceUse;
  readonly type: string;
  readonly count: number;
  readonly minutes: number;
  /** US dollars; null where the price is not known. */
  readonly usd: number | null;
}

/** What a sandbox is going to cost, US dollars; null where a price is not known. */
export interface Estimate {
  /** Notebook and volume, an hour. */
  readonly running: number | null;
  /** The volume alone. */
  readonly stopped: number;
  /** Notebook and volume, for the time it is going to run. */
  readonly lease: number | null;
  readonly rented: readonly RentedEstimate[];
  /** All of it, at most, when every notebook of every lab is run once. */
  readonly rentedMost: number | null;
}

/** What a sandbox is going to cost; pure. */
export function estimate(request: EstimateRequest, lookup: PriceLookup): Estimate {
  const { region, type, volumeGiB, runMs, labs } = request;
  const stopped = storagePerHour(region, volumeGiB);
  const notebook = lookup(region, 'notebook', type);
  const running = notebook === undefined ? null : notebook.usdPerHour + stopped;
  const rented = labs.flatMap((lab) => rentedBy(lab, region, lookup));
  return {
    running,
    stopped,
    lease: running === null ? null : (running * runMs) / 3_600_000,
    rented,
    rentedMost: rented.reduce<number | null>(
      (total, { usd }) => (total === null || usd === null ? null : total + usd),
      0,
    ),
  };
}

function rentedBy(lab: Lab, region: string, lookup: PriceLookup): readonly RentedEstimate[] {
  const { id, minutes, uses } = lab;
  return (['training', 'processing', 'transform', 'hosting'] as const).flatMap((use) =>
    uses[use].map(({ type, count }) => {
      const price = lookup(region, use, type);
      const usd = price === undefined ? null : (price.usdPerHour * count * minutes) / 60;
      return { lab: id, use, type, count, minutes, usd };
    }),
  );
}
