import type { Aws } from '../../../aws/clients.ts';
import type { SandboxStack } from '../../../aws/sandboxes.ts';
import { LabsError, isLabsError } from '../../../errors.ts';
import { message } from '../../../messages/message.ts';
import { planTeardown } from '../../../teardown/plan.ts';
import type { Receipt } from '../../../teardown/receipt.ts';
import { receiptExitCode } from '../../../teardown/receipt.ts';
import { runTeardown } from '../../../teardown/run.ts';
import type { CommandContext } from '../../command.ts';
import { describeClassReceipt, describeSweep } from '../../ui/class.ts';
import { toJson } from '../../ui/json.ts';
import { printed } from '../../ui/lines.ts';
import { nothingWithoutLocal } from '../../local-home.ts';
import type { ClassRunner } from './flags.ts';
import { membersFor } from './members.ts';

/** `labs class down <class>`: one sweep for the whole class, one receipt. */
export const runClassDown: ClassRunner = async (context, { group }) => {
  const session = await context.session().catch(nothingWithoutLocal);
  const members =
    session === undefined ? [] : await membersOrNone(membersFor(context, session, group));
  if (session === undefined || members.length === 0) return finish(context, group, []);
  const { aws } = session;
  const plan = await planTeardown(aws, members.map(targetOf), { signal: context.signal });
  context.host.show(describeSweep(group, plan));
  if (context.flags.dryRun) {
    if (context.flags.json) context.write(toJson({ plan }));
    return 0;
  }
  if (!(await context.host.confirm({ message: message('common.proceed') }))) {
    throw new LabsError('cli.declined', {});
  }
  const { signal, now } = context;
  return finish(context, group, await runTeardown(aws, context.host, plan, { signal, now }));
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

function finish(context: CommandContext, group: string, receipts: readonly Receipt[]): number {
  const { flags, say, write } = context;
  if (flags.json) write(toJson({ receipts }));
  else if (receipts.length === 0) write(say(message('class.down-nothing', { group })));
  else write(printed(describeClassReceipt(group, receipts), say));
  return receiptExitCode(receipts);
}
