import { defined } from '../../defined.ts';
import { observeRents } from '../../aws/observe-rents.ts';
import { wishOf } from '../../catalog/catalog.ts';
import { tablePrice } from '../../cost/prices.ts';
import { message } from '../../messages/message.ts';
import { observe } from '../../provision/observe.ts';
import { viewOf } from '../../provision/view.ts';
import type { CommandContext } from '../command.ts';
import { cliCommand } from '../command.ts';
import { homeOf, nothingWithoutLocal } from '../local-home.ts';
import { toJson } from '../ui/json.ts';
import { describeSandbox } from '../ui/sandbox.ts';
import { findWanted, ownerOf } from '../whose.ts';

/** `labs status`: the sandboxes, from the account alone. */
export const subcommand = cliCommand({
  define: (command, describe) =>
    command
      .option('--owner <name>', describe('cli.option-owner'))
      .option('--sandbox <name>', describe('cli.option-sandbox'))
      .option('--all', describe('cli.option-all')),
  run: async (context, _args, whose) => {
    const session = await context.session().catch(nothingWithoutLocal);
    if (session === undefined) return printNone(context, whose.owner ?? 'me');
    const stacks = await findWanted(context, session, whose);
    if (stacks.length === 0) return printNone(context, ownerOf(session, whose));
    const { aws } = session;
    const [observed, rents, catalog] = await Promise.all([
      observe(aws, stacks),
      observeRents(aws, stacks, context.now(), context.signal),
      context.catalog(),
    ]);
    const views = await Promise.all(
      observed.map(async (sandbox, at) => {
        const home = await homeOf(session, sandbox.notebook?.name);
        const labs = catalog.filter(({ id }) => sandbox.stack.labs.includes(id));
        const { repos: wished } = wishOf(labs);
        const extra = { rents: rents[at]!, wished, ...defined({ home }) };
        return viewOf(sandbox, tablePrice, extra);
      }),
    );
    if (session.local && !context.flags.json) context.host.show([message('local.free')]);
    context.write(
      context.flags.json
        ? toJson({ sandboxes: views })
        : views.map((view) => describeSandbox(view, context)).join('\n\n'),
    );
    return 0;
  },
});

function printNone(context: CommandContext, owner: string): number {
  const { flags, say, write } = context;
  write(flags.json ? toJson({ sandboxes: [] }) : say(message('status.none', { owner })));
  return 0;
}
