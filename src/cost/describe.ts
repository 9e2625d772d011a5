import type { Message } from '../messages/message.ts';
import { message } from '../messages/message.ts';
import type { Estimate } from './estimate.ts';
import type { Meter, MeterRow } from './meter.ts';
import type { Range } from './observation.ts';
import type { Price } from './prices.ts';

/** Things of one kind and size that have ended, in one line. */
interface Line {
  readonly row: MeterRow;
  readonly things: number;
  /** Seconds of each instance, added up over the things; undefined for what is stored. */
  readonly seconds: Range | undefined;
  readonly usd: Range | null;
}

/** What a sandbox costs, line by line: so far, now, and what is not in it. */
export function describeMeter(meter: Meter): readonly Message[] {
  const { sandbox, region, since, at, usd, usdPerHour, isComplete } = meter;
  return [
    message('cost.title', { sandbox, region, since, ms: at.getTime() - since.getTime() }),
    ...linesOf(meter.rows).map(describeLine),
    message('cost.so-far', { usd, isComplete }),
    message('cost.now', { usd: usdPerHour, isComplete }),
  ];
}

/** What is going to come: until it stops, and what its notebooks would rent. */
export function describeEstimate(
  { lease, rented, rentedMost }: Estimate,
  stopsAt: Date | undefined,
): readonly Message[] {
  return [
    ...(stopsAt === undefined ? [] : [message('cost.until-stop', { usd: lease, stopsAt })]),
    ...(rented.length === 0 ? [] : [message('cost.rents', { usd: rentedMost })]),
  ];
}

/** Where the prices come from, and what no figure has in it. */
export function describeSources(meters: readonly Meter[]): readonly Message[] {
  const prices = meters.flatMap(({ rows }) =>
    rows.flatMap(({ price }) => (price === null ? [] : [price])),
  );
  const sources = new Map<string, Pick<Price, 'source' | 'asOf'> & { hasEstimates: boolean }>();
  for (const { source, asOf, estimate } of prices) {
    const key = `${source} ${asOf}`;
    const hasEstimates = estimate || sources.get(key)?.hasEstimates === true;
    sources.set(key, { source, asOf, hasEstimates });
  }
  const inOrder = [...sources].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
  const unobserved = new Map(
    meters.flatMap((meter) => meter.unobserved.map((one) => [`${one.what} ${one.reason}`, one])),
  );
  return [
    ...(inOrder.length === 0 ? [] : [message('cost.sources', { sources: inOrder })]),
    message('cost.not-in-it'),
    ...[...unobserved.values()].map((one) => message(`cost.unobserved-${one.what}`, one)),
  ];
}

/**
 * What a sandbox has cost in the end, for when it is taken away.
 *
 * @param isLocal whether it was on the local AWS, which sends no bill
 */
export function describeFinalCost(
  meters: readonly Meter[],
  { isLocal = false }: { readonly isLocal?: boolean } = {},
): readonly Message[] {
  return meters.map(({ sandbox, since, at, usd, isComplete }) => {
    const ms = at.getTime() - since.getTime();
    return isLocal
      ? message('cost.final-local', { sandbox, ms, usd, isComplete })
      : message('cost.final', { sandbox, ms, usd, isComplete });
  });
}

function linesOf(rows: readonly MeterRow[]): readonly Line[] {
  const lines = new Map<string, Line>();
  rows.forEach((row, at) => {
    const { thing } = row;
    if (!('seconds' in thing)) {
      lines.set(`${at}`, { row, things: 1, seconds: undefined, usd: row.usd });
      return;
    }
    const isEnded = !thing.isRunning && thing.kind !== 'notebook';
    const key = isEnded ? [thing.kind, thing.type, thing.count, thing.how].join(' ') : `${at}`;
    const before = lines.get(key);
    lines.set(key, {
      row,
      things: (before?.things ?? 0) + 1,
      seconds: added(before?.seconds, thing.seconds),
      usd: before?.usd === null || row.usd === null ? null : added(before?.usd, row.usd),
    });
  });
  return [...lines.values()];
}

function added(a: Range | undefined, b: Range): Range {
  return { least: (a?.least ?? 0) + b.least, most: (a?.most ?? 0) + b.most };
}

function describeLine({ row, things, seconds, usd }: Line): Message {
  const { thing } = row;
  if (!('seconds' in thing)) {
    return message('cost.stored', { kind: thing.kind, gib: thing.gib, usd });
  }
  const { kind, id, type, count, isRunning } = thing;
  return message('cost.rented', {
    kind,
    ...(things === 1 && kind !== 'notebook' ? { id } : {}),
    things,
    type,
    count,
    seconds: seconds ?? thing.seconds,
    isRunning,
    usd,
  });
}
