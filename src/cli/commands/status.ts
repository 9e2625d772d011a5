import { tablePrice } from '../../cost/prices.ts';
import { message, render } from '../../messages/message.ts';
import { observe } from '../../provision/observe.ts';
import { viewOf } from '../../provision/view.ts';
import type { CliCommand } from '../command.ts';
import { homeOf } from '../local-home.ts';
import { toJson } from '../ui/json.ts';
import { describeSandbox } from '../ui/sandbox.ts';
import type { WhoseOptions } from '../whose.ts';
import { findWanted, ownerOf } from '../whose.ts';

/** `labs status`: the sandboxes, from the account alone. */
export const statusCommand: CliCommand = {
  define: (command, lang) => {
    command
      .option('--owner <name>', render(message('cli.option-owner'), lang))
      .option('--sandbox <name>', render(message('cli.option-sandbox'), lang))
      .option('--all', render(message('cli.option-all'), lang));
  },
  run: async (context, _args, options) => {
    const whose = options as WhoseOptions;
    const session = await context.session();
    const stacks = await findWanted(context, session, whose);
    const observed = await observe(session.aws, stacks);
    const views = await Promise.all(
      observed.map(async (sandbox) => {
        const home = await homeOf(session, sandbox.notebook?.name);
        return viewOf(sandbox, tablePrice, home === undefined ? {} : { home });
      }),
    );
    if (context.flags.json) {
      context.write(toJson({ sandboxes: views }));
    } else if (views.length === 0) {
      context.write(context.say(message('status.none', { owner: ownerOf(session, whose) })));
    } else {
      context.write(views.map((view) => describeSandbox(view, context)).join('\n\n'));
    }
    return 0;
  },
};
