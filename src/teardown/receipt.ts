import type { Message } from '../messages/message.ts';
import { message } from '../messages/message.ts';
import type { ResourceType } from '../sandbox/resource-types.ts';
import type { Unknown } from './plan.ts';
import type { ProblemKind } from '../aws/problem.ts';
import { sweeperOf, sweepers } from './registry.ts';
import { unreachable } from './unreachable.ts';

/** A thing in a receipt. */
export interface ReceiptItem {
  readonly type: ResourceType;
  readonly id: string;
}

/** Something that was found and not removed on purpose. */
export interface KeptItem extends ReceiptItem {
  /** Nothing proves that it is the sandbox's. */
  readonly reason: 'unproved';
  /** US dollars; null where the price is not known. */
  readonly pricePerHour: number | null;
}

/** Something that should be gone and is not. */
export interface LeftThing extends ReceiptItem {
  /** `waits`: for something else that is left; the others are what AWS answered, or did not. */
  readonly reason: 'denied' | 'stuck' | 'waits' | 'interrupted' | 'failed';
  /** AWS's words, or the status it is stuck in. */
  readonly detail: string;
  /** What is in the way; without an id it is a list that could not be read. */
  readonly waitsFor?: { readonly type: ResourceType; readonly id?: string };
  /** The IAM action that is missing, where that is the reason and AWS names it. */
  readonly action?: string;
  readonly pricePerHour: number | null;
}

/**
 * Something with the sandbox's tag that no sweeper answers for, by its ARN; what was removed in the
 * last minutes can still be shown.
 */
export interface LeftStray {
  readonly type: 'other';
  readonly id: string;
  readonly reason: 'no-sweeper';
  readonly detail: '';
  readonly pricePerHour: null;
}

export type LeftItem = LeftThing | LeftStray;

/** Something that could not be read: there may be more than the receipt says. */
export interface UnknownItem {
  readonly type: Unknown['type'];
  readonly id?: string;
  readonly reason: ProblemKind;
  readonly detail: string;
  readonly action?: string;
}

/** What teardown found, did and proved about one sandbox: the document of `down --json`. */
export interface Receipt {
  readonly sandbox: string;
  readonly account: string;
  readonly region: string;
  readonly deleted: readonly ReceiptItem[];
  /** Ended, free of charge, and not removable in AWS. */
  readonly records: readonly ReceiptItem[];
  readonly kept: readonly KeptItem[];
  readonly left: readonly LeftItem[];
  readonly unknown: readonly UnknownItem[];
  /** US dollars, of what is left and kept; null where a price, or what is left, is not known. */
  readonly stillBillingPerHour: number | null;
  /** End of the second look, ISO 8601; null where there was none. */
  readonly verifiedAt: string | null;
}

/** 0 where nothing is left; 3 where something is, bills although it may be ours, or is unknown. */
export function receiptExitCode(receipts: readonly Receipt[]): 0 | 3 {
  return receipts.every(isClean) ? 0 : 3;
}

/** Whether a receipt proves that nothing of the sandbox is left or bills. */
function isClean({ left, unknown, kept, verifiedAt }: Receipt): boolean {
  const bills = kept.some(({ pricePerHour }) => pricePerHour !== 0);
  return left.length === 0 && unknown.length === 0 && !bills && verifiedAt !== null;
}

/** The lines of receipts; where something is left, the last ones say what to do. */
export function describeReceipts(receipts: readonly Receipt[]): readonly Message[] {
  return [...receipts.flatMap(describeReceipt), ...adviceOf(receipts)];
}

function describeReceipt(receipt: Receipt): readonly Message[] {
  const { sandbox, region, account, left, kept, unknown, verifiedAt } = receipt;
  return [
    message('down.receipt-title', { sandbox, region, account }),
    ...byType(receipt.deleted).map((named) => message('down.deleted', named)),
    ...byType(receipt.records).map((named) =>
      message(sweeperOf(named.type).record === 'shared' ? 'down.shared' : 'down.records', named),
    ),
    ...kept.map((item) => message('down.kept', item)),
    ...left.map(leftLine),
    ...unknown.map(({ type, detail }) => message('down.unknown', { type, detail })),
    ...(verifiedAt === null ? [message('down.not-verified')] : []),
    isClean(receipt) && verifiedAt !== null
      ? message('down.clean', { verifiedAt: new Date(verifiedAt) })
      : message('down.not-clean', {
          left: left.length,
          kept: kept.length,
          unknown: unknown.length,
          perHour: receipt.stillBillingPerHour,
        }),
  ];
}

function byType(items: readonly ReceiptItem[]) {
  return sweepers
    .map(({ type }) => ({
      type,
      ids: items.filter((item) => item.type === type).map(({ id }) => id),
    }))
    .filter(({ ids }) => ids.length > 0);
}

function leftLine(item: LeftItem): Message {
  switch (item.reason) {
    case 'denied':
      return message('down.left-denied', { ...item, action: item.action ?? '' });
    case 'stuck':
      return message('down.left-stuck', item);
    case 'waits':
      return message('down.left-waits', { ...item, waitsFor: item.waitsFor ?? item });
    case 'interrupted':
      return message('down.left-interrupted', item);
    case 'failed':
      return message('down.left-failed', item);
    case 'no-sweeper':
      return message('down.left-other', item);
    default:
      return unreachable(item);
  }
}

function adviceOf(receipts: readonly Receipt[]): readonly Message[] {
  const unclean = receipts.filter((receipt) => !isClean(receipt));
  if (unclean.length === 0) return [];
  const names = [...new Set(unclean.map(({ sandbox }) => sandbox))];
  const left = receipts.flatMap((receipt) => receipt.left);
  const unknown = receipts.flatMap((receipt) => receipt.unknown);
  const actions = new Set(
    [...left, ...unknown].flatMap((item) => ('action' in item ? (item.action ?? []) : [])),
  );
  const lines = sweepers.flatMap(({ type, stuckAdvice }): readonly Message[] => {
    const stuck = left.find((item) => item.type === type && item.reason === 'stuck');
    return stuck === undefined || stuckAdvice === undefined
      ? []
      : [stuckAdvice({ names, status: stuck.detail })];
  });
  if (actions.size > 0) {
    lines.push(message('down.advice-permission', { names, actions: [...actions] }));
  }
  if (left.some(({ reason }) => reason === 'no-sweeper')) {
    lines.push(message('down.advice-other', { names }));
  }
  if (receipts.some(({ kept }) => kept.some(({ pricePerHour }) => pricePerHour !== 0))) {
    lines.push(message('down.advice-kept'));
  }
  return lines.length > 0 ? lines : [message('down.advice-again', { names })];
}
