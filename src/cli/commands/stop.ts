import { LabsError } from '../../errors.ts';
import type { Message } from '../../messages/message.ts';
import { message } from '../../messages/message.ts';
import type { ObservedSandbox } from '../../provision/observe.ts';
import { observe } from '../../provision/observe.ts';
import { stopNotebook } from '../../provision/stop.ts';
import { viewOf } from '../../provision/view.ts';
import { tablePrice } from '../../cost/prices.ts';
import type { CommandContext } from '../command.ts';
import { cliCommand } from '../command.ts';
import type { Beside, EndedBeside } from '../stop-besides.ts';
import { describeBeside, describeEnded, endBeside, lookBeside } from '../stop-besides.ts';
import { toJson } from '../ui/json.ts';
import type { WhoseOptions } from '../whose.ts';
import { findWanted, noneOf } from '../whose.ts';

/** Statuses that a stop can begin from; SageMaker itself stops InService ones only. */
const stoppable = new Set(['Pending', 'InService', 'Updating', 'Stopping']);

/** `labs stop`: the notebook is stopped, its files stay; what bills beside it is ended. */
export const subcommand = cliCommand({
  define: (command, describe) =>
    command
      .option('--owner <name>', describe('cli.option-owner'))
      .option('--sandbox <name>', describe('cli.option-sandbox'))
      .option('--all', describe('cli.option-all'))
      .option('--keep-endpoints', describe('stop.option-keep-endpoints')),
  run: async (context, _args, { keepEndpoints = false, ...options }) => {
    const { host, flags, signal } = context;
    const session = await context.session();
    const { aws } = session;
    const stacks = await findWanted(context, session, options);
    if (stacks.length === 0) throw noneOf(session, options);
    context.worksOn({ sandboxes: stacks.map(({ name }) => name) });

    const [observed, besides] = await Promise.all([
      observe(aws, stacks),
      lookBeside(aws, stacks, { keepEndpoints, now: context.now(), signal }),
    ]);
    const running = observed.filter(isStoppable);
    host.show(observed.flatMap((sandbox) => linesOf(sandbox, besides)));
    if (flags.dryRun && !flags.json) return 0;
    const acts = running.length > 0 || besides.some(({ ends }) => ends.length > 0);
    const ended = acts && !flags.dryRun ? await stopAll(context, aws, running, besides) : [];
    if (flags.json) {
      const after = await observe(aws, stacks);
      context.write(toJson({ sandboxes: after.map((sandbox) => viewOf(sandbox, tablePrice)) }));
    } else {
      context.write(describeStopped(running, ended, options).map(context.say).join('\n'));
    }
    return ended.some(({ problem }) => problem !== undefined) ? 1 : 0;
  },
});

function isStoppable({ notebook }: ObservedSandbox): boolean {
  return stoppable.has(notebook?.status ?? '');
}

/** What bills most goes first. A notebook that cannot be stopped keeps nothing else running. */
async function stopAll(
  { host, signal }: CommandContext,
  aws: Parameters<typeof stopNotebook>[0],
  running: readonly ObservedSandbox[],
  besides: readonly Beside[],
): Promise<readonly EndedBeside[]> {
  if (!(await host.confirm({ message: message('common.proceed') }))) {
    throw new LabsError('cli.declined', {});
  }
  const ended = await endBeside(aws, besides, signal);
  await Promise.all(running.map(({ stack }) => stopNotebook(aws, host, stack, signal)));
  return ended;
}

function linesOf(sandbox: ObservedSandbox, besides: readonly Beside[]): readonly Message[] {
  const { stack, notebook } = sandbox;
  const { name, region } = stack;
  const beside = besides.find(
    ({ plan: { facts } }) => facts.name === name && facts.region === region,
  );
  return [
    isStoppable(sandbox)
      ? message('stop.title', { name, region })
      : message('stop.already', { name, status: notebook?.status ?? stack.status }),
    ...(beside === undefined ? [] : describeBeside(beside)),
  ];
}

function describeStopped(
  running: readonly ObservedSandbox[],
  ended: readonly EndedBeside[],
  whose: WhoseOptions,
): readonly Message[] {
  const [own, ...others] = running;
  // Everybody's have more than one command, and a class has its own.
  const isOne = others.length === 0 && whose.all !== true && own?.stack.class === undefined;
  return [
    ...describeEnded(ended),
    ...running.map(({ stack }) => message('stop.done', stack)),
    ...(own !== undefined && isOne ? [message('stop.go-on', own.stack)] : []),
  ];
}
