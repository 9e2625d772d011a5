import { regionsOf } from '../../catalog/catalog.ts';
import type { Session } from '../../aws/session.ts';
import { describeFinalCost } from '../../cost/describe.ts';
import { LabsError } from '../../errors.ts';
import type { Message } from '../../messages/message.ts';
import { message, render } from '../../messages/message.ts';
import { stackName } from '../../sandbox/name.ts';
import { describePlan } from '../../teardown/describe.ts';
import type { TeardownTarget } from '../../teardown/plan.ts';
import { planTeardown } from '../../teardown/plan.ts';
import type { Receipt } from '../../teardown/receipt.ts';
import { describeReceipts, receiptExitCode } from '../../teardown/receipt.ts';
import { runTeardown } from '../../teardown/run.ts';
import type { CliCommand, CommandContext } from '../command.ts';
import { costsOf } from '../costs.ts';
import { toJson } from '../ui/json.ts';
import { nothingWithoutLocal } from '../local-home.ts';
import type { WhoseOptions } from '../whose.ts';
import { findWanted, ownerOf } from '../whose.ts';

/** `labs down`: find, show, ask once, remove, look again, print the receipt. */
export const downCommand: CliCommand = {
  define: (command, lang) => {
    command
      .option('--owner <name>', render(message('cli.option-owner'), lang))
      .option('--sandbox <name>', render(message('cli.option-sandbox'), lang))
      .option('--all', render(message('cli.option-all'), lang));
  },
  run: async (context, _args, options) => {
    const session = await context.session().catch(nothingWithoutLocal);
    if (session === undefined) return finish(context, []);
    const { aws } = session;
    const targets = await targetsOf(context, options);
    const plan = await planTeardown(aws, targets, { signal: context.signal });
    if (plan.isEmpty) return finish(context, []);

    context.host.show(describePlan(plan));
    if (context.flags.dryRun) {
      if (context.flags.json) context.write(toJson({ plan }));
      return 0;
    }
    // Looked at while the question is being read: afterwards there is nothing left to look at.
    const cost = finalCostOf(context, session, targets);
    if (!(await context.host.confirm({ message: message('common.proceed') }))) {
      throw new LabsError('cli.declined', {});
    }
    const spent = await cost;
    const { signal, now } = context;
    return finish(context, await runTeardown(aws, context.host, plan, { signal, now }), spent);
  },
};

/** The sandboxes to take away; where a stack is gone already, its name, for what it left behind. */
async function targetsOf(
  context: CommandContext,
  options: WhoseOptions,
): Promise<readonly TeardownTarget[]> {
  const session = await context.session();
  const stacks = await findWanted(context, session, options);
  if (stacks.length > 0 || options.all === true) {
    return stacks.map((stack) => ({
      name: stack.name,
      account: stack.account,
      region: stack.region,
      stack,
    }));
  }
  const owner = ownerOf(session, options);
  const name = stackName({ owner, ...(options.sandbox ? { sandbox: options.sandbox } : {}) });
  const regions =
    context.flags.region === undefined
      ? regionsOf(await context.catalog())
      : [context.flags.region];
  return regions.map((region) => ({ name, account: session.account, region }));
}

/** What the sandboxes have cost, as far as it can be seen; a teardown never waits on a failed look. */
async function finalCostOf(
  context: CommandContext,
  session: Session,
  targets: readonly TeardownTarget[],
): Promise<readonly Message[]> {
  const stacks = targets.flatMap(({ stack }) => stack ?? []);
  try {
    const costs = await costsOf(context, session, stacks);
    return describeFinalCost(costs.map(({ meter }) => meter));
  } catch {
    return [];
  }
}

function finish(
  context: CommandContext,
  receipts: readonly Receipt[],
  spent: readonly Message[] = [],
): number {
  if (context.flags.json) {
    context.write(toJson({ receipts }));
  } else if (receipts.length === 0) {
    context.write(context.say(message('down.nothing')));
  } else {
    context.write([...describeReceipts(receipts), ...spent].map(context.say).join('\n'));
  }
  return receiptExitCode(receipts);
}
