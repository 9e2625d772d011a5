import type { HandoutFiles } from '../../classroom/handouts/store.ts';
import type { ClassPlan } from '../../classroom/plan/class-plan.ts';
import type { Arrival } from '../../classroom/run/step.ts';
import type { Message } from '../../messages/message.ts';
import { message } from '../../messages/message.ts';
import { stackName } from '../../sandbox/name.ts';
import type { TeardownPlan } from '../../teardown/plan.ts';
import type { Receipt } from '../../teardown/receipt.ts';
import { describeReceipts, receiptExitCode } from '../../teardown/receipt.ts';
import { sweepers } from '../../teardown/registry.ts';

type Failed = Extract<Arrival, { readonly is: 'failed' }>;

/** What `labs class up` ends with. */
export function describeOutcome(
  { group, members }: ClassPlan,
  arrivals: readonly Arrival[],
  receipts: readonly Receipt[],
  handouts: HandoutFiles | undefined,
): readonly Message[] {
  const failed = arrivals.filter((arrival) => arrival.is === 'failed');
  const blocked = members.flatMap(({ action, name }) => (action === 'blocked' ? [name] : []));
  const missing = arrivals.flatMap(({ id, is, seen }) =>
    is === 'ready' && seen.report?.repos.some(({ state }) => state === 'failed') === true
      ? [id]
      : [],
  );
  return [
    message('class.up-ready', {
      group,
      ready: arrivals.length - failed.length,
      failed: failed.length,
    }),
    ...describeFailed(failed),
    ...(blocked.length === 0 ? [] : [message('class.plan-not-ours', { names: blocked })]),
    ...(missing.length === 0 ? [] : [message('class.up-repos-missing', { ids: missing, group })]),
    ...(receipts.length === 0 ? [] : describeClassReceipt(group, receipts)),
    ...(failed.length + blocked.length === 0 ? [] : [message('class.up-again', { group })]),
    ...(handouts === undefined ? [] : [message('class.up-handouts', handouts)]),
    message('class.up-next', { group }),
  ];
}

/** One line for each reason, with who it met. */
export function describeFailed(failed: readonly Failed[]): readonly Message[] {
  const byReason = new Map<string, Failed[]>();
  for (const one of failed) {
    byReason.set(one.reason.en, [...(byReason.get(one.reason.en) ?? []), one]);
  }
  return [...byReason.values()].flatMap((same) => {
    const [first] = same;
    if (first === undefined) return [];
    return [message('class.failed', { ids: same.map(({ id }) => id), reason: first.reason })];
  });
}

/** How a run over a class ended, as `--json` prints it: a row for each student. */
export function arrivalsJson(arrivals: readonly Arrival[]): readonly object[] {
  return arrivals.map((arrival) => ({
    id: arrival.id,
    sandbox: arrival.name,
    state: arrival.is,
    ...(arrival.is === 'failed' ? { step: arrival.step, reason: arrival.reason.en } : {}),
  }));
}

/** The document of `labs class up --json`. */
export function outcomeJson(
  { group, account, region, members }: ClassPlan,
  arrivals: readonly Arrival[],
  receipts: readonly Receipt[],
  handouts: HandoutFiles | undefined,
): object {
  const blocked = members.filter(({ action }) => action === 'blocked');
  return {
    class: group,
    account,
    region,
    students: [
      ...arrivalsJson(arrivals),
      ...blocked.map(({ id, name }) => ({ id, sandbox: name, state: 'blocked' })),
    ],
    receipts,
    ...(handouts === undefined ? {} : { handouts: { csv: handouts.csv, html: handouts.html } }),
  };
}

/** What a sweep over a class will remove, counted. */
export function describeSweep(group: string, { sandboxes }: TeardownPlan): readonly Message[] {
  const things = sandboxes.flatMap((sandbox) => sandbox.things);
  const unknown = new Map(
    sandboxes.flatMap((sandbox) =>
      sandbox.unknown.map(({ type, problem }) => [`${type} ${problem.code}`, { type, problem }]),
    ),
  );
  const prices = things.map(({ pricePerHour }) => pricePerHour ?? 0);
  return [
    message('class.down-title', { group, students: sandboxes.length }),
    ...sweepers.flatMap(({ type }) => {
      const count = things.filter((thing) => thing.type === type).length;
      return count === 0 ? [] : [message('class.down-counts', { type, count })];
    }),
    ...[...unknown.values()].map(({ type, problem }) =>
      message('down.unknown', { type, detail: `${problem.code}: ${problem.text}` }),
    ),
    message('down.plan-price', { pricePerHour: prices.reduce((sum, price) => sum + price, 0) }),
    message('class.down-work', { group }),
  ];
}

/** One receipt for a class: a line for each student, and all of it where something is left. */
export function describeClassReceipt(
  group: string,
  receipts: readonly Receipt[],
): readonly Message[] {
  const isClean = (receipt: Receipt) => receiptExitCode([receipt]) === 0;
  const prefix = `${stackName({ owner: '', class: group })}-`;
  const unclean = receipts.filter((receipt) => !isClean(receipt));
  return [
    message('class.receipt-title', { group, students: receipts.length }),
    ...receipts.map((receipt) =>
      message('class.receipt-student', {
        id: receipt.sandbox.slice(prefix.length),
        deleted: receipt.deleted.length,
        left: receipt.left.length,
        unknown: receipt.unknown.length,
        isClean: isClean(receipt),
      }),
    ),
    unclean.length === 0
      ? message('class.receipt-clean', { students: receipts.length })
      : message('class.receipt-unclean', { unclean: unclean.length, group }),
    ...(unclean.length === 0 ? [] : describeReceipts(unclean)),
  ];
}
