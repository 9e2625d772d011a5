import { defined } from '../../defined.ts';
import { tablePrice } from '../../cost/prices.ts';
import { LabsError } from '../../errors.ts';
import { message } from '../../messages/message.ts';
import { observe } from '../../provision/observe.ts';
import { presign } from '../../provision/presign.ts';
import { viewOf } from '../../provision/view.ts';
import { cliCommand } from '../command.ts';
import { homeOf } from '../local-home.ts';
import { toJson } from '../ui/json.ts';
import { describePreparing } from '../ui/sandbox.ts';
import { findOne } from '../whose.ts';

/** `labs open`: a fresh link to JupyterLab, opened in the browser. */
export const subcommand = cliCommand({
  define: (command, describe) =>
    command
      .option('--owner <name>', describe('cli.option-owner'))
      .option('--sandbox <name>', describe('cli.option-sandbox'))
      .option('--no-browser', describe('cli.option-no-browser')),
  run: async (context, _args, { browser, ...whose }) => {
    const session = await context.session();
    const stack = await findOne(context, session, whose);
    const [sandbox] = await observe(session.aws, [stack]);
    if (sandbox?.notebook?.status !== 'InService') {
      throw new LabsError('notebook.not-running', {
        sandbox: stack,
        status: sandbox?.notebook?.status ?? stack.status,
      });
    }
    const url = await presign(session.aws, stack);
    const home = await homeOf(session, sandbox.notebook.name);
    const view = viewOf(sandbox, tablePrice, { url, ...defined({ home }) });
    context.write(
      context.flags.json
        ? toJson({ sandboxes: [view] })
        : [
            context.say(message('open.url')),
            `  ${url}`,
            ...describePreparing(view, context.say),
          ].join('\n'),
    );
    if (browser && !context.flags.json && process.stdout.isTTY) {
      const { default: openBrowser } = await import('open');
      // The URL stands above: a machine without a browser loses nothing.
      await openBrowser(url).catch(() => undefined);
    }
    return 0;
  },
});
