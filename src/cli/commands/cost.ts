import type { Session } from '../../aws/session.ts';
import type { Reconciled } from '../../cost/reconcile.ts';
import { reconcile } from '../../cost/reconcile.ts';
import { LabsError } from '../../errors.ts';
import { message } from '../../messages/message.ts';
import type { CommandContext } from '../command.ts';
import { cliCommand } from '../command.ts';
import type { SandboxCost } from '../costs.ts';
import { toJson } from '../ui/json.ts';

/** `labs cost`: what sandboxes have cost, cost now, and are going to cost. */
export const subcommand = cliCommand({
  define: (command, describe) =>
    command
      .option('--owner <name>', describe('cli.option-owner'))
      .option('--sandbox <name>', describe('cli.option-sandbox'))
      .option('--all', describe('cli.option-all'))
      .option('--reconcile', describe('cost.option-reconcile')),
  run: async (context, _args, { reconcile: isHeld, ...whose }) => {
    const { findWanted, ownerOf } = await import('../whose.ts');
    const session = await context.session();
    const stacks = await findWanted(context, session, whose);
    if (stacks.length === 0) {
      context.write(
        context.flags.json
          ? toJson({ sandboxes: [] })
          : context.say(message('status.none', { owner: ownerOf(session, whose) })),
      );
      return 0;
    }
    const [{ costsOf }, { costView, describeCosts }] = await Promise.all([
      import('../costs.ts'),
      import('../ui/cost.ts'),
    ]);
    const costs = await costsOf(context, session, stacks);
    const reconciled = isHeld === true ? await heldAgainstAws(context, session, costs) : [];
    if (session.local && !context.flags.json) context.host.show([message('local.free')]);
    context.write(
      context.flags.json
        ? toJson({ sandboxes: costs.map((cost) => costView(cost, reconciled)) })
        : describeCosts(costs, reconciled, context),
    );
    return 0;
  },
});

/** Asks Cost Explorer, which costs something, so it is said and asked first. */
async function heldAgainstAws(
  context: CommandContext,
  session: Session,
  costs: readonly SandboxCost[],
): Promise<readonly Reconciled[]> {
  const { askCostExplorer, requestUsd } = await import('../../aws/cost-explorer.ts');
  context.host.show([message('cost.reconcile-plan', { usd: requestUsd })]);
  if (context.flags.dryRun) return [];
  if (!(await context.host.confirm({ message: message('common.proceed') }))) {
    throw new LabsError('cli.declined', {});
  }
  const meters = costs.map((cost) => cost.meter);
  const since = new Date(Math.min(...meters.map((one) => one.since.getTime())));
  const { costs: found } = await askCostExplorer(
    session.aws,
    session.account,
    meters.map(({ sandbox }) => sandbox),
    since,
    context.now(),
  );
  return reconcile(meters, found);
}
