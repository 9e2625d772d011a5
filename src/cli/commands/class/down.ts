import { defined } from '../../../defined.ts';
import type { Aws } from '../../../aws/clients.ts';
import { createBoardReader } from '../../../classroom/board/read.ts';
import type { SandboxStack } from '../../../aws/sandboxes.ts';
import { isLabsError } from '../../../errors.ts';
import { receiptsHome } from '../../../home.ts';
import { message } from '../../../messages/message.ts';
import { saveFolder } from '../../../saved/save-folder.ts';
import { carryOut } from '../../../teardown/carry-out.ts';
import { planTeardown } from '../../../teardown/plan.ts';
import type { Receipt } from '../../../teardown/receipt.ts';
import { receiptExitCode } from '../../../teardown/receipt.ts';
import type { Consent } from '../../../teardown/safety.ts';
import type { CommandContext } from '../../command.ts';
import { leaveLeft } from '../../leave-left.ts';
import { readCount } from '../../read-option.ts';
import { describeClassReceipt, describeSweep } from '../../ui/class.ts';
import { toJson } from '../../ui/json.ts';
import { printed } from '../../ui/lines.ts';
import { nothingWithoutLocal } from '../../local-home.ts';
import { classAction } from './action.ts';
import { membersFor } from './members.ts';
import { saveBefore } from './save.ts';

/** `labs class down <class>`: one sweep for the whole class, one receipt. */
export const subcommand = classAction({
  define: (command, describe) =>
    command
      .option('--save <folder>', describe('class.option-save'))
      .option('--count <number>', describe('down.option-count'), readCount),
  run: async (context, { group, flags: typed }) => {
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
    // Looked at while the question is being read: afterwards there is nothing left to look at.
    const cost = costOf(context, aws, group, members);
    const receipts = await carryOut(
      aws,
      host,
      plan,
      {
        consent: { account, ...consentOf(context, local, typed) },
        before: async () => {
          await cost;
          if (dir === undefined) return plan;
          await saveBefore(context, session, group, members, dir);
          // A notebook that was started to save is not what the plan saw.
          return planTeardown(aws, targets, { signal });
        },
        receipts: { dir: receiptsHome(context.env, local), isLocal: local },
        handOver: (left) => leaveLeft(context, aws, left),
      },
      { signal, now },
    );
    return finish(context, group, receipts, await cost);
  },
});

/** To name the class is not to name its sandboxes: their number is typed, as for `labs down --all`. */
export function consentOf(
  { flags }: CommandContext,
  local: boolean,
  { count }: { readonly count?: number },
): Consent {
  return {
    named: [],
    yes: flags.yes,
    local,
    ...defined({ count }),
  };
}

export function targetOf(stack: SandboxStack) {
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
  if (flags.json) write(toJson({ receipts, ...defined({ cost }) }));
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
