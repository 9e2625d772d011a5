import { defined } from '../../../defined.ts';
import type { Card } from '../../../classroom/handouts/cards.ts';
import { writeHandouts } from '../../../classroom/handouts/store.ts';
import { describeClassPlan, isAtWork } from '../../../classroom/plan/describe.ts';
import { roomFor } from '../../../classroom/plan/quota-table.ts';
import type { Arrival } from '../../../classroom/run/step.ts';
import { runUp } from '../../../classroom/up.ts';
import { LabsError } from '../../../errors.ts';
import { message } from '../../../messages/message.ts';
import type { Receipt } from '../../../teardown/receipt.ts';
import { receiptExitCode } from '../../../teardown/receipt.ts';
import type { CommandContext } from '../../command.ts';
import { readCount } from '../../read-option.ts';
import { describeOutcome, describeSweep, outcomeJson } from '../../ui/class.ts';
import { toJson } from '../../ui/json.ts';
import { printed } from '../../ui/lines.ts';
import type { PlanFlags } from './action.ts';
import { classAction, planOptions } from './action.ts';
import type { Prepared } from './prepare.ts';
import { prepareClass } from './prepare.ts';
import { planPrune } from './prune.ts';

/** `labs class up <class>`: makes what is missing of a class, and repairs what failed. */
export const subcommand = classAction({
  startsLocal: true,
  define: (command, describe) =>
    planOptions(command, describe)
      .option('--count <number>', describe('down.option-count'), readCount)
      .option('--no-wait', describe('cli.option-no-wait')),
  run: (context, { group, flags }) => upClass(context, group, flags),
});

/**
 * Plans a class, asks once, and makes it so.
 *
 * @returns the exit code
 */
export async function upClass(
  context: CommandContext,
  group: string,
  typed: PlanFlags & { readonly count?: number; readonly wait: boolean },
): Promise<number> {
  const prepared = await prepareClass(context, group, typed);
  const { plan, outlook, catalog, session } = prepared;
  const { host, flags } = context;
  host.show(describeClassPlan(plan, catalog, outlook, context.now()));
  const prune = await planPrune(context, session, plan, typed);
  if (prune !== undefined) host.show(describeSweep(plan.group, prune.plan));
  if (flags.dryRun) {
    const { price, quotas, seconds } = outlook;
    if (flags.json) context.write(toJson({ plan, price, quotas, seconds }));
    return 0;
  }
  refuseWithoutRoom(prepared);
  if (prune !== undefined) await prune.agree();
  else if (isAtWork(plan) && !(await host.confirm({ message: message('common.proceed') }))) {
    throw new LabsError('cli.declined', {});
  }
  // Before anything is made: a code that is in no file could never be handed out.
  const cards = await handOut(context, prepared);
  const arrivals = await runUp(session.aws, host, plan, {
    catalog,
    scene: prepared.scene,
    template: prepared.template,
    contents: prepared.contents,
    mostBusy: prepared.mostBusy,
    wait: typed.wait,
    signal: context.signal,
    now: context.now(),
  });
  const receipts = (await prune?.carryOut()) ?? [];
  const blocked = plan.members.filter(({ action }) => action === 'blocked').length;
  const files = cards === undefined ? undefined : prepared.handouts;
  context.write(
    flags.json
      ? toJson(outcomeJson(plan, arrivals, receipts, files))
      : printed(describeOutcome(plan, arrivals, receipts, files), context.say),
  );
  return exitCodeOf(arrivals, blocked, receipts);
}

/** What cannot be made because of a quota is not begun: it would fail in the middle. */
function refuseWithoutRoom({ plan, outlook }: Prepared): void {
  const wanted = plan.members.filter(({ action }) => action === 'create').length;
  const room = roomFor(outlook.quotas, wanted);
  if (room === undefined || room >= wanted) return;
  throw new LabsError('class.quota-short', { group: plan.group, room, wanted });
}

/** Writes the handouts of who is in the roster; who has no code here is said. */
async function handOut(
  { host, lang }: CommandContext,
  { students, codes, handouts, handed, plan, catalog }: Prepared,
): Promise<readonly Card[] | undefined> {
  if (students === undefined) return undefined;
  const codeOf = new Map(codes.map((one) => [one.id, one]));
  const cards = students.flatMap(({ id, person }): readonly Card[] => {
    const { code, isRevoked } = codeOf.get(id) ?? {};
    if (code !== undefined) return [{ id, person, code }];
    return isRevoked === true ? [{ id, person }] : [];
  });
  const { hour, group } = plan;
  const { doorUrl } = handed;
  await writeHandouts(handouts, cards, {
    lang,
    group,
    labs: catalog.filter(({ id }) => plan.labs.includes(id)).map(({ title }) => title[lang]),
    ...defined({ doorUrl }),
    ...(hour === undefined ? {} : { begins: { at: hour.beginsAt, timeZone: hour.timeZone } }),
  });
  const there = new Set(cards.map(({ id }) => id));
  const ids = students.flatMap(({ id }) => (there.has(id) ? [] : [id]));
  if (ids.length > 0) {
    host.notify({ type: 'warning', message: message('class.codes-elsewhere', { ids, group }) });
  }
  return cards;
}

function exitCodeOf(
  arrivals: readonly Arrival[],
  blocked: number,
  receipts: readonly Receipt[],
): number {
  if (receiptExitCode(receipts) !== 0) return receiptExitCode(receipts);
  return blocked > 0 || arrivals.some((arrival) => arrival.is === 'failed') ? 1 : 0;
}
