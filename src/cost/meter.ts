import type {
  MeteredThing,
  Observation,
  Range,
  Rented,
  Stored,
  Unobserved,
} from './observation.ts';
import { exactly } from './observation.ts';
import type { Price, PriceLookup, StoragePrice } from './prices.ts';
import { hoursInMonth, objectPrice, volumePrice } from './prices.ts';

/** One thing and what it costs, US dollars. */
export interface MeterRow {
  readonly thing: MeteredThing;
  /** So far; null where its price is not known. */
  readonly usd: Range | null;
  /** An hour, now; 0 where it rents nothing any more. */
  readonly usdPerHour: number | null;
  readonly price: Price | StoragePrice | null;
}

/** What a sandbox has cost, and costs now. */
export interface Meter {
  readonly sandbox: string;
  readonly account: string;
  readonly region: string;
  readonly since: Date;
  readonly at: Date;
  readonly rows: readonly MeterRow[];
  /** Sum of the rows that have a price. */
  readonly usd: Range;
  readonly usdPerHour: number;
  /** False where a price is missing or something could not be observed: then both are a part. */
  readonly isComplete: boolean;
  readonly unobserved: readonly Unobserved[];
}

/** Price times observed time; pure. What has no price is null, never zero. */
export function meter(observation: Observation, lookup: PriceLookup): Meter {
  const { things, unobserved, ...seen } = observation;
  const rows = things.map((thing) =>
    'seconds' in thing
      ? rentedRow(thing, lookup(observation.region, thing.use, thing.type))
      : storedRow(thing, observation.region),
  );
  const known = rows.flatMap(({ usd }) => (usd === null ? [] : [usd]));
  return {
    ...seen,
    rows,
    usd: {
      least: sum(known.map(({ least }) => least)),
      most: sum(known.map(({ most }) => most)),
    },
    usdPerHour: sum(rows.map(({ usdPerHour }) => usdPerHour ?? 0)),
    isComplete: rows.every(({ usd }) => usd !== null) && unobserved.length === 0,
    unobserved,
  };
}

function rentedRow(thing: Rented, price: Price | undefined): MeterRow {
  if (price === undefined) {
    return { thing, usd: null, usdPerHour: thing.isRunning ? null : 0, price: null };
  }
  const perHour = price.usdPerHour * thing.count;
  const usd = (seconds: number) => (seconds / 3600) * perHour;
  return {
    thing,
    usd: { least: usd(thing.seconds.least), most: usd(thing.seconds.most) },
    usdPerHour: thing.isRunning ? perHour : 0,
    price,
  };
}

function storedRow(thing: Stored, region: string): MeterRow {
  const price = thing.kind === 'volume' ? volumePrice(region) : objectPrice(region);
  const perGiBHour = price.usdPerGiBMonth / hoursInMonth;
  return {
    thing,
    usd: exactly(thing.gibHours * perGiBHour),
    usdPerHour: thing.gib * perGiBHour,
    price,
  };
}

function sum(parts: readonly number[]): number {
  return parts.reduce((total, part) => total + part, 0);
}
