import { Option } from 'commander';
import { LabsError } from '../../errors.ts';
import type { LocalAws, LocalOptions } from '../../local/local-aws.ts';
import { shellQuote } from '../../messages/commands.ts';
import { message, render } from '../../messages/message.ts';
import type { CliCommand, CommandContext } from '../command.ts';
import { localOptions } from '../local-options.ts';
import { toJson } from '../ui/json.ts';

const actions = ['up', 'status', 'env', 'down'] as const;
type Action = (typeof actions)[number];

/** `labs local up|status|env|down`: this machine as a small AWS. */
export const localCommand: CliCommand = {
  define: (command, lang) => {
    command
      .argument('<action>', actions.join(' | '))
      .addOption(
        new Option('--times <times>', render(message('local-command.option-times'), lang)).choices([
          'modelled',
          'instant',
        ]),
      )
      .addOption(
        new Option('--rates <rates>', render(message('local-command.option-rates'), lang)).choices([
          'published',
          'none',
        ]),
      )
      .addOption(
        new Option(
          '--policies <policies>',
          render(message('local-command.option-policies'), lang),
        ).choices(['enforced', 'ignored']),
      )
      .option('--keep-python', render(message('local-command.option-keep-python'), lang));
  },
  run: async (context, [action = ''], options) => {
    if (!isAction(action)) {
      throw new LabsError('cli.usage', {
        text: `local ${action}: ${actions.join(' | ')}`,
        help: '`labs local --help`',
      });
    }
    return runners[action](context, options);
  },
};

function isAction(word: string): word is Action {
  return actions.some((action) => action === word);
}

type Runner = (
  context: CommandContext,
  options: Readonly<Record<string, unknown>>,
) => Promise<number>;

const runners: Readonly<Record<Action, Runner>> = {
  up: async (context, options) => {
    const { startLocalAws } = await import('../../local/local-aws.ts');
    const wanted = { ...localOptions(context.env), ...typedOptions(options) };
    printStatus(context, await startLocalAws(context.host, wanted, context.signal));
    return 0;
  },
  status: async (context) => {
    printStatus(context, await running());
    return 0;
  },
  env: async (context) => {
    const { localEnvironment } = await import('../../local/local-aws.ts');
    const local = await running();
    if (local === undefined) throw new LabsError('local-command.not-running', {});
    const variables = localEnvironment(local);
    context.write(
      context.flags.json
        ? toJson({ environment: variables })
        : Object.entries(variables)
            .map(([name, value]) => `export ${name}=${shellQuote(value)}`)
            .join('\n'),
    );
    return 0;
  },
  down: async (context, options) => {
    const { stopLocalAws } = await import('../../local/local-aws.ts');
    const [{ askForLosses }, { openLocalSession }, local] = await Promise.all([
      import('../local-losses.ts'),
      import('../context.ts'),
      running(),
    ]);
    // One that cannot even be asked has to be ended all the same.
    const session = local && (await openLocalSession(local, context.env).catch(() => undefined));
    await askForLosses(context, session);
    if (context.flags.dryRun) return 0;
    const keepPython = options['keepPython'] === true;
    const ran = await stopLocalAws(context.host, { keepPython });
    if (context.flags.json) context.write(toJson({ stopped: ran }));
    else
      context.write(context.say(message(ran ? 'local-command.stopped' : 'local-command.nothing')));
    return 0;
  },
};

function typedOptions(options: Readonly<Record<string, unknown>>): Partial<LocalOptions> {
  const { times, rates, policies } = options as Partial<LocalOptions>;
  return {
    ...(times === undefined ? {} : { times }),
    ...(rates === undefined ? {} : { rates }),
    ...(policies === undefined ? {} : { policies }),
  };
}

async function running(): Promise<LocalAws | undefined> {
  const { findLocalAws } = await import('../../local/local-aws.ts');
  return findLocalAws();
}

function printStatus(context: CommandContext, local: LocalAws | undefined): void {
  if (context.flags.json) {
    // The keys are what `labs local env` is for.
    const shown = local && {
      endpoint: local.endpoint,
      region: local.region,
      rates: local.rates,
      policies: local.policies,
      dataDir: local.dataDir,
      pid: local.pid,
    };
    context.write(toJson({ local: shown ?? null }));
    return;
  }
  context.write(
    context.say(
      local === undefined
        ? message('local-command.not-running-line')
        : message('local-command.running', {
            endpoint: local.endpoint,
            pid: local.pid,
            dataDir: local.dataDir,
          }),
    ),
  );
}
