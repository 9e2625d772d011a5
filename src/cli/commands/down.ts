import { defined } from '../../defined.ts';
import { regionsOf } from '../../catalog/catalog.ts';
import type { SandboxStack } from '../../aws/sandboxes.ts';
import type { Session } from '../../aws/session.ts';
import { describeFinalCost } from '../../cost/describe.ts';
import { tablePrice } from '../../cost/prices.ts';
import { LabsError } from '../../errors.ts';
import { receiptsHome } from '../../home.ts';
import type { Message } from '../../messages/message.ts';
import { message } from '../../messages/message.ts';
import type { ObservedSandbox } from '../../provision/observe.ts';
import { observe } from '../../provision/observe.ts';
import { isSandboxName, stackName } from '../../sandbox/name.ts';
import { leaveLeft } from '../leave-left.ts';
import { readCount } from '../read-option.ts';
import { carryOut } from '../../teardown/carry-out.ts';
import { describePlan } from '../../teardown/describe.ts';
import type { TeardownTarget } from '../../teardown/plan.ts';
import { planTeardown } from '../../teardown/plan.ts';
import type { Receipt } from '../../teardown/receipt.ts';
import { describeReceipts, receiptExitCode } from '../../teardown/receipt.ts';
import type { CommandContext } from '../command.ts';
import { cliCommand } from '../command.ts';
import { costsOf } from '../costs.ts';
import { toJson } from '../ui/json.ts';
import { nothingWithoutLocal } from '../local-home.ts';
import type { WhoseOptions } from '../whose.ts';
import { findWanted, ownerOf, sandboxNameOf } from '../whose.ts';

/** `labs down`: find, show, ask once, save, remove, look again, print the receipt. */
export const subcommand = cliCommand({
  define: (command, describe) =>
    command
      .argument('[name...]', describe('down.argument-names'))
      .option('--owner <name>', describe('cli.option-owner'))
      .option('--sandbox <name>', describe('cli.option-sandbox'))
      .option('--all', describe('cli.option-all'))
      .option('--count <number>', describe('down.option-count'), readCount)
      .option('--save <dir>', describe('down.option-save')),
  run: async (context, [names], given) => {
    const options = { ...given, names };
    const { host, signal, now, flags } = context;
    const wrong = names.find((name) => !isSandboxName(name));
    if (wrong !== undefined) throw new LabsError('safety.no-sandbox-name', { name: wrong });
    const dir = await dirOf(options.save);
    const session = await context.session().catch(nothingWithoutLocal);
    if (session === undefined) return finish(context, []);
    const { aws } = session;
    const targets = await targetsOf(context, options);
    const plan = await planTeardown(aws, targets, { signal });
    context.worksOn({ sandboxes: [...new Set(targets.map(({ name }) => name))] });
    if (plan.isEmpty) return finish(context, [], await describeNothing(context, targets, options));

    if (session.local) host.show([message('local.free')]);
    host.show(describePlan(plan));
    const work = dir === undefined ? undefined : await workOf(session, targets);
    if (work !== undefined && dir !== undefined) {
      const { describeSaves } = await import('../../saved/save-all.ts');
      host.show(describeSaves(work, dir, tablePrice));
    }
    if (flags.dryRun) {
      if (flags.json) context.write(toJson({ plan }));
      return 0;
    }
    // Looked at while the question is being read: afterwards there is nothing left to look at.
    const cost = finalCostOf(context, session, targets);
    const { local: isLocal, account } = session;
    const count = defined({ count: options.count });
    const receipts = await carryOut(
      aws,
      host,
      plan,
      {
        consent: { account, named: names, yes: flags.yes, local: isLocal, ...count },
        before: async () => {
          await cost;
          if (work === undefined || dir === undefined) return plan;
          await save(context, session, work, dir);
          // A notebook that was started to save is not what the plan saw.
          return planTeardown(aws, targets, { signal });
        },
        receipts: { dir: receiptsHome(context.env, isLocal), isLocal },
        handOver: (left) => leaveLeft(context, aws, left),
      },
      { signal, now },
    );
    return finish(context, receipts, await cost);
  },
});

/** Refused before anything is planned: afterwards it would be too late to choose another. */
async function dirOf(folder: string | undefined): Promise<string | undefined> {
  if (folder === undefined) return undefined;
  const { saveFolder } = await import('../../saved/save-folder.ts');
  return saveFolder(folder);
}

/** The sandboxes to take away; where a stack is gone already, its name, for what it left behind. */
async function targetsOf(
  context: CommandContext,
  options: WhoseOptions,
): Promise<readonly TeardownTarget[]> {
  const session = await context.session();
  const stacks = await findWanted(context, session, options);
  const found = stacks.map((stack) => ({
    name: stack.name,
    account: stack.account,
    region: stack.region,
    stack,
  }));
  const missing = missingNames(session, stacks, options);
  if (missing.length === 0) return found;
  const regions =
    context.flags.region === undefined
      ? regionsOf(await context.catalog())
      : [context.flags.region];
  const gone = missing.flatMap((name) =>
    regions.map((region) => ({ name, account: session.account, region })),
  );
  return [...found, ...gone];
}

/** Names that were asked for and have no stack (any more). */
function missingNames(
  session: Session,
  stacks: readonly SandboxStack[],
  options: WhoseOptions,
): readonly string[] {
  const { names = [], all } = options;
  if (names.length > 0) return names.filter((name) => stacks.every((stack) => stack.name !== name));
  if (stacks.length > 0 || all === true) return [];
  return [sandboxNameOf(session, options) ?? stackName({ owner: ownerOf(session, options) })];
}

/** The sandboxes whose work can be saved, with what their agents said last. */
function workOf(
  { aws }: Session,
  targets: readonly TeardownTarget[],
): Promise<readonly ObservedSandbox[]> {
  return observe(
    aws,
    targets.flatMap(({ stack }) => stack ?? []),
  );
}

/** Saves everything, and tells what was saved; where something is not, nothing is removed. */
async function save(
  { host, signal, now }: CommandContext,
  { aws }: Session,
  work: readonly ObservedSandbox[],
  dir: string,
): Promise<void> {
  const { saveAll } = await import('../../saved/save-all.ts');
  for (const line of await saveAll(aws, host, work, { dir, signal, now })) {
    host.notify({ type: 'note', message: line });
  }
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
    return describeFinalCost(
      costs.map(({ meter }) => meter),
      { isLocal: session.local },
    );
  } catch {
    return [];
  }
}

/** What was looked for by name and is not there says nothing of the sandboxes that are. */
async function describeNothing(
  context: CommandContext,
  targets: readonly TeardownTarget[],
  options: WhoseOptions,
): Promise<readonly Message[]> {
  const { names = [], owner, sandbox } = options;
  if (names.length === 0 && owner === undefined && sandbox === undefined) return [];
  const wanted = [...new Set(targets.map(({ name }) => name))];
  const there = await findWanted(context, await context.session(), { all: true });
  const others = there.map(({ name }) => name).filter((name) => !wanted.includes(name));
  return [
    message('down.nothing-of', { names: wanted }),
    ...(others.length === 0 ? [] : [message('down.others', { names: others })]),
  ];
}

/** @param said after the receipts; where there are none, in place of them */
function finish(
  context: CommandContext,
  receipts: readonly Receipt[],
  said: readonly Message[] = [],
): number {
  if (context.flags.json) {
    context.write(toJson({ receipts }));
  } else if (receipts.length === 0) {
    context.write((said.length > 0 ? said : [message('down.nothing')]).map(context.say).join('\n'));
  } else {
    context.write([...describeReceipts(receipts), ...said].map(context.say).join('\n'));
  }
  return receiptExitCode(receipts);
}
