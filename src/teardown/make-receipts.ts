import { defined } from '../defined.ts';
import { sum } from './look.ts';
import type { Stray } from './look-again.ts';
import type { SandboxPlan, Unknown } from './plan.ts';
import { inOrder } from './plan.ts';
import type { Problem } from '../aws/problem.ts';
import type { LeftStray, LeftThing, Receipt, ReceiptItem, UnknownItem } from './receipt.ts';
import { sweeperOf } from './registry.ts';
import type { Run } from './run-state.ts';
import type { Thing, Waiting } from './thing.ts';
import { unreachable } from './unreachable.ts';
import { isUnproved } from './world.ts';

/** The receipts of a run, one for each sandbox of its plan. */
export function receiptsOf(
  plans: readonly SandboxPlan[],
  run: Run,
  strays: readonly Stray[],
  verifiedAt: Date | undefined,
): readonly Receipt[] {
  return plans.map((plan) => receiptOf(plan, run, strays, verifiedAt));
}

function receiptOf(
  { facts, unknown }: SandboxPlan,
  run: Run,
  strays: readonly Stray[],
  verifiedAt: Date | undefined,
): Receipt {
  const { name: sandbox, account, region } = facts;
  const all = [...run.world.tracks.values()].map(({ thing }) => thing);
  const things = inOrder(
    all.filter((thing) => thing.sandbox === sandbox && thing.region === region),
  );
  const kept = things.filter(isUnproved);
  const left = [
    ...things.flatMap((thing) => leftItem(thing, run)),
    ...strays
      .filter((stray) => stray.sandbox === sandbox && stray.region === region)
      .map(({ arn }): LeftStray => ({ ...unswept, id: arn })),
  ];
  const unread = [
    ...unknown.filter(({ type }) => type === 'tag-index' || type === 'stack-contents'),
    ...problemsIn(run, region),
  ].map(unknownItem);
  const unseen = things.flatMap(({ type, id, state }) =>
    state.is === 'unknown'
      ? [{ ...unknownItem({ type, of: 'list', problem: state.error }), id }]
      : [],
  );
  return {
    sandbox,
    account,
    region,
    deleted: things.filter(({ state }) => state.is === 'gone').map(itemOf),
    records: things
      .filter(({ state }) => state.is === 'kept' && state.reason === 'record')
      .map(itemOf),
    kept: kept.map((thing) => ({
      ...itemOf(thing),
      reason: 'unproved',
      pricePerHour: thing.pricePerHour,
    })),
    left,
    unknown: [...unread, ...unseen],
    stillBillingPerHour: mayHide([...unread, ...unseen])
      ? null
      : sum([...left, ...kept].map(({ pricePerHour }) => pricePerHour)),
    verifiedAt: verifiedAt?.toISOString() ?? null,
  };
}

const unswept = { type: 'other', reason: 'no-sweeper', detail: '', pricePerHour: null } as const;

function itemOf({ type, id }: Thing): ReceiptItem {
  return { type, id };
}

function leftItem(thing: Thing, run: Run): readonly LeftThing[] {
  const { state } = thing;
  const item = { ...itemOf(thing), pricePerHour: isLaunching(thing) ? null : thing.pricePerHour };
  switch (state.is) {
    case 'gone':
    case 'kept':
    case 'unknown':
      return [];
    case 'failed':
      return [{ ...item, ...failure(state.error) }];
    case 'waiting':
      if (run.signal.aborted) return [{ ...item, reason: 'interrupted', detail: '' }];
      if (run.stopped !== undefined) return [{ ...item, ...failure(run.stopped) }];
      return [{ ...item, ...waits(state.for) }];
    case 'found':
    case 'removing':
      if (run.stopped !== undefined) return [{ ...item, ...failure(run.stopped) }];
      return [{ ...item, reason: 'interrupted', detail: '' }];
    default:
      return unreachable(state);
  }
}

/** Whether a thing can still start others that bill; what those cost nobody knows yet. */
function isLaunching({ type, stage }: Thing): boolean {
  return sweeperOf(type).launches === true && (stage === 'running' || stage === 'changing');
}

function failure({ kind, code, text, action }: Problem): Pick<LeftThing, 'reason' | 'detail'> {
  if (kind === 'stuck') return { reason: 'stuck', detail: code };
  return {
    reason: kind === 'denied' ? 'denied' : 'failed',
    detail: text === '' ? code : `${code}: ${text}`,
    ...defined({ action }),
  };
}

function waits(waiting: Waiting): Pick<LeftThing, 'reason' | 'detail' | 'waitsFor'> {
  switch (waiting.what) {
    case 'status':
      return { reason: 'stuck', detail: waiting.status };
    case 'thing':
    case 'list': {
      const { type } = waiting;
      const waitsFor = waiting.what === 'thing' ? { type, id: waiting.id } : { type };
      return { reason: 'waits', detail: '', waitsFor };
    }
    default:
      return unreachable(waiting);
  }
}

function problemsIn({ world }: Run, region: string): readonly Unknown[] {
  return [...world.problems.values()].filter((unread) => unread.region === region);
}

function unknownItem({ type, problem }: Unknown): UnknownItem {
  const { kind, code, text, action } = problem;
  const detail = text === '' ? code : `${code}: ${text}`;
  return { type, reason: kind, detail, ...defined({ action }) };
}

/** Whether what could not be read can bill by the hour, or start what does. */
function mayHide(unknown: readonly UnknownItem[]): boolean {
  return unknown.some(({ type }) => {
    if (type === 'tag-index' || type === 'stack-contents') return true;
    const { bills, launches } = sweeperOf(type);
    return bills === 'always' || bills === 'running' || launches === true;
  });
}
