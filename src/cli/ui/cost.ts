import { describeEstimate, describeMeter, describeSources } from '../../cost/describe.ts';
import type { Range } from '../../cost/observation.ts';
import type { Reconciled } from '../../cost/reconcile.ts';
import { wrapHanging } from '../../host/width.ts';
import type { Message } from '../../messages/message.ts';
import { message } from '../../messages/message.ts';
import { parameterDate } from '../../sandbox/lease.ts';
import { tagKeys } from '../../sandbox/tags.ts';
import type { CommandContext } from '../command.ts';
import type { SandboxCost } from '../costs.ts';

/** What `labs cost` prints, as wide as the terminal. */
export function describeCosts(
  costs: readonly SandboxCost[],
  reconciled: readonly Reconciled[],
  { say }: Pick<CommandContext, 'say'>,
): string {
  const width = Math.max(30, Math.min(process.stdout.columns ?? 80, 100));
  const lines = (messages: readonly Message[]) =>
    inColumn(messages.map(say)).flatMap((line) => wrapHanging(line, width));
  return [
    ...costs.flatMap(({ meter, estimate, stopsAt }) => [
      ...lines([...describeMeter(meter), ...describeEstimate(estimate, stopsAt)]),
      '',
    ]),
    ...lines(reconciled.map(describeReconciled)),
    ...lines(describeSources(costs.map(({ meter }) => meter))),
  ].join('\n');
}

/** The amounts that lines begin with, below each other at their last digit. */
function inColumn(lines: readonly string[]): readonly string[] {
  const amount = /^ {2}([<$?]\S*)(?= {2})/;
  const widest = Math.max(0, ...lines.map((line) => amount.exec(line)?.[1]?.length ?? 0));
  return lines.map((line) => line.replace(amount, (_, usd: string) => `  ${usd.padStart(widest)}`));
}

function describeReconciled({ sandbox, explorer, difference = 0 }: Reconciled): Message {
  return explorer === undefined
    ? message('cost.explorer-nothing', { sandbox, tag: `${tagKeys.sandbox}=${sandbox}` })
    : message('cost.explorer', { sandbox, ...explorer, difference });
}

/** A sandbox's cost as `labs cost --json` prints it; money in US dollars, null where not known. */
export function costView(
  { stack, meter, estimate, stopsAt }: SandboxCost,
  reconciled: readonly Reconciled[],
): object {
  const { sandbox, account, region, usd, usdPerHour, isComplete, unobserved } = meter;
  const held = reconciled.find((one) => one.sandbox === sandbox);
  return {
    name: sandbox,
    owner: stack.owner,
    account,
    region,
    since: parameterDate(meter.since),
    at: parameterDate(meter.at),
    rows: meter.rows.map((row) => ({
      ...row.thing,
      usd: row.usd && roundedRange(row.usd),
      usdPerHour: rounded(row.usdPerHour),
      price: row.price,
    })),
    usd: roundedRange(usd),
    usdPerHour: rounded(usdPerHour),
    isComplete,
    unobserved,
    stopsAt: stopsAt === undefined ? null : parameterDate(stopsAt),
    untilStop: stopsAt === undefined ? null : rounded(estimate.lease),
    rented: estimate.rented.map((one) => ({ ...one, usd: rounded(one.usd) })),
    rentedMost: rounded(estimate.rentedMost),
    ...(held === undefined
      ? {}
      : { costExplorer: held.explorer ?? null, difference: rounded(held.difference ?? null) }),
  };
}

/** Millionths of a dollar are enough. */
function rounded(usd: number | null): number | null {
  return usd === null ? null : Number(usd.toFixed(6));
}

function roundedRange({ least, most }: Range): object {
  return { least: rounded(least), most: rounded(most) };
}
