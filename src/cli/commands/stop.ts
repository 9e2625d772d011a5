import { LabsError } from '../../errors.ts';
import { message, render } from '../../messages/message.ts';
import type { ObservedSandbox } from '../../provision/observe.ts';
import { observe } from '../../provision/observe.ts';
import { stopNotebook } from '../../provision/stop.ts';
import { viewOf } from '../../provision/view.ts';
import { tablePrice } from '../../cost/prices.ts';
import type { CliCommand } from '../command.ts';
import { toJson } from '../ui/json.ts';
import type { WhoseOptions } from '../whose.ts';
import { findWanted, noneOf } from '../whose.ts';

/** Statuses that a stop can begin from; SageMaker itself stops InService ones only. */
const stoppable = new Set(['Pending', 'InService', 'Updating', 'Stopping']);

/** `labs stop`: the notebook is stopped, its files stay. */
export const stopCommand: CliCommand = {
  define: (command, lang) => {
    command
      .option('--owner <name>', render(message('cli.option-owner'), lang))
      .option('--sandbox <name>', render(message('cli.option-sandbox'), lang))
      .option('--all', render(message('cli.option-all'), lang));
  },
  run: async (context, _args, options) => {
    const whose = options as WhoseOptions;
    const { host, say, flags, signal } = context;
    const session = await context.session();
    const { aws } = session;
    const stacks = await findWanted(context, session, whose);
    if (stacks.length === 0) throw noneOf(session, whose);
    context.worksOn({ sandboxes: stacks.map(({ name }) => name) });

    const observed = await observe(aws, stacks);
    const running = observed.filter(({ notebook }) => stoppable.has(notebook?.status ?? ''));
    host.show(observed.map((sandbox) => lineOf(sandbox, running.includes(sandbox))));
    if (running.length > 0 && !flags.dryRun) {
      if (!(await host.confirm({ message: message('common.proceed') }))) {
        throw new LabsError('cli.declined', {});
      }
      await Promise.all(running.map(({ stack }) => stopNotebook(aws, host, stack, signal)));
    }
    if (flags.json) {
      const after = await observe(aws, stacks);
      context.write(toJson({ sandboxes: after.map((sandbox) => viewOf(sandbox, tablePrice)) }));
    } else if (!flags.dryRun) {
      for (const { stack } of running) context.write(say(message('stop.done', stack)));
      const [own, ...others] = running;
      // Everybody's have more than one command, and a class has its own.
      if (own !== undefined && others.length === 0 && !whose.all && own.stack.class === undefined) {
        context.write(say(message('stop.go-on', own.stack)));
      }
    }
    return 0;
  },
};

function lineOf({ stack, notebook }: ObservedSandbox, stops: boolean) {
  return stops
    ? message('stop.title', { name: stack.name, region: stack.region })
    : message('stop.already', { name: stack.name, status: notebook?.status ?? stack.status });
}
