import type { Aws } from '../../../aws/clients.ts';
import { createBoardReader } from '../../../classroom/board/read.ts';
import type { SandboxStack } from '../../../aws/sandboxes.ts';
import { LabsError, isLabsError } from '../../../errors.ts';
import { receiptsHome } from '../../../local/home.ts';
import { message } from '../../../messages/message.ts';
import { saveFolder } from '../../../saved/save-folder.ts';
import { keepReceipts } from '../../../teardown/keep-receipt.ts';
import { planTeardown } from '../../../teardown/plan.ts';
import type { Receipt } from '../../../teardown/receipt.ts';
import { receiptExitCode } from '../../../teardown/receipt.ts';
import { runTeardown } from '../../../teardown/run.ts';
import { askConsent, confirmPlace, refuseManagementAccount } from '../../../teardown/safety.ts';
import type { CommandContext } from '../../command.ts';
import { leaveLeft } from '../../leave-left.ts';
import { describeClassReceipt, describeSweep } from '../../ui/class.ts';
import { toJson } from '../../ui/json.ts';
import { printed } from '../../ui/lines.ts';
import { nothingWithoutLocal } from '../../local-home.ts';
import type { ClassRunner } from './flags.ts';
import { membersFor } from './members.ts';
import { saveBefore } from './save.ts';

/** `labs class down <class>`: one sweep for the whole class, one receipt. */
export const runClassDown: ClassRunner = async (context, { group, flags: typed }) => {
  const { host, flags, signal, now } = context;
  const dir = typed.save === undefined ? undefined : await saveFolder(typed.save);
  const session = await context.session().catch(nothingWithoutLocal);
  const members =
    session === undefined ? [] : await membersOrNone(membersFor(context, session, group));
  if (session === undefined || members.length === 0) return finish(context, group, []);
  const { aws, account, local } = session;
  const targets = members.map(targetOf);
  const plan = await planTeardown(aws, targets, { signal });
  host.show(describeSweep(group, plan));
  if (flags.dryRun) {
    if (flags.json) context.write(toJson({ plan }));
    return 0;
  }
  // To name the class is not to name its sandboxes: their number is typed, as for `labs down --all`.
  await refuseManagementAccount(aws, account, plan, []);
  // Looked at while the question is being read: afterwards there is nothing left to look at.
  const cost = costOf(context, aws, group, members);
  const count = typed.count === undefined ? {} : { count: Number(typed.count) };
  if (!(await askConsent(host, plan, { named: [], yes: flags.yes, local, ...count }))) {
    throw new LabsError('cli.declined', {});
  }
  await confirmPlace(aws, plan);
  const spent = await cost;
  if (dir !== undefined) await saveBefore(context, session, group, members, dir);
  // A notebook that was started to save is not what the plan saw.
  const fresh = dir === undefined ? plan : await planTeardown(aws, targets, { signal });
  const receipts = await runTeardown(aws, host, fresh, { signal, now });
  const kept = await keepReceipts(receipts, receiptsHome(context.env, local), now());
  if (kept.warning !== undefined) host.notify({ type: 'warning', message: kept.warning });
  await leaveLeft(context, aws, receipts);
  return finish(context, group, receipts, spent);
};

/** Takes members of a class away, who were planned and asked for before. */
export async function takeAway(
  { host, signal, now }: CommandContext,
  aws: Aws,
  stacks: readonly SandboxStack[],
): Promise<readonly Receipt[]> {
  const plan = await planTeardown(aws, stacks.map(targetOf), { signal });
  return runTeardown(aws, host, plan, { signal, now });
}

function targetOf(stack: SandboxStack) {
  return { name: stack.name, account: stack.account, region: stack.region, stack };
}

function membersOrNone(
  members: Promise<readonly SandboxStack[]>,
): Promise<readonly SandboxStack[]> {
  return members.catch((error: unknown) => {
    if (isLabsError(error, 'class.none')) return [];
    throw error;
  });
}

/** What a class has cost, without jobs, as far as it can be seen; no teardown waits on a failed look. */
async function costOf(
  { signal, now }: CommandContext,
  aws: Aws,
  group: string,
  members: readonly SandboxStack[],
): Promise<ClassCost | undefined> {
  try {
    const spent = await createBoardReader(aws, group, signal).spent(members, now());
    const students = members.map(({ owner, name }) => ({ id: owner, usd: spent.get(name) ?? 0 }));
    return { usd: students.reduce((sum, { usd }) => sum + usd, 0), students };
  } catch {
    return undefined;
  }
}

interface ClassCost {
  /** US dollars. */
  readonly usd: number;
  readonly students: readonly { readonly id: string; readonly usd: number }[];
}

function finish(
  context: CommandContext,
  group: string,
  receipts: readonly Receipt[],
  cost?: ClassCost,
): number {
  const { flags, say, write } = context;
  if (flags.json) write(toJson({ receipts, ...(cost === undefined ? {} : { cost }) }));
  else if (receipts.length === 0) write(say(message('class.down-nothing', { group })));
  else {
    const lines = [
      ...describeClassReceipt(group, receipts),
      ...(cost === undefined
        ? []
        : [message('class.final-cost', { group, usd: cost.usd, students: receipts.length })]),
    ];
    write(printed(lines, say));
  }
  return receiptExitCode(receipts);
}
