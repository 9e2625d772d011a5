import type { LocalAws } from '../../local/index.ts';
import { LabsError } from '../../errors.ts';
import { shellQuote } from '../../messages/commands.ts';
import { message } from '../../messages/message.ts';
import type { CliCommand, CommandContext } from '../command.ts';
import { cliCommand } from '../command.ts';
import { toJson } from '../ui/json.ts';

/** `labs local <action>`: this machine as a small AWS. */
export const subcommand: CliCommand = {
  actions: [
    { name: 'up', summary: 'local-command.action-up', load: async () => ({ subcommand: localUp }) },
    {
      name: 'status',
      summary: 'local-command.action-status',
      load: async () => ({ subcommand: localStatus }),
    },
    {
      name: 'env',
      summary: 'local-command.action-env',
      load: async () => ({ subcommand: localEnv }),
    },
    {
      name: 'down',
      summary: 'local-command.action-down',
      load: async () => ({ subcommand: localDown }),
    },
  ],
};

const localUp = cliCommand({
  define: (command, describe) => {
    const times = command.createOption('--times <times>', describe('local-command.option-times'));
    const rates = command.createOption('--rates <rates>', describe('local-command.option-rates'));
    const policies = command.createOption(
      '--policies <policies>',
      describe('local-command.option-policies'),
    );
    return command
      .addOption(times.choices(['modelled', 'instant'] as const))
      .addOption(rates.choices(['published', 'none'] as const))
      .addOption(policies.choices(['enforced', 'ignored'] as const));
  },
  run: async (context, _args, options) => {
    const { startLocalAws } = await import('../../local/index.ts');
    const { localOptions } = await import('../local-options.ts');
    const wanted = { ...localOptions(context.env), ...options };
    printStatus(context, await startLocalAws(context.host, wanted, context.signal));
    return 0;
  },
});

const localStatus = cliCommand({
  define: (command) => command,
  run: async (context) => {
    printStatus(context, await running());
    return 0;
  },
});

const localEnv = cliCommand({
  define: (command) => command,
  run: async (context) => {
    const { localEnvironment } = await import('../../local/index.ts');
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
});

const localDown = cliCommand({
  define: (command, describe) =>
    command.option('--keep-python', describe('local-command.option-keep-python')),
  run: async (context, _args, { keepPython = false }) => {
    const { stopLocalAws } = await import('../../local/index.ts');
    const [{ askForLosses }, { openLocalSession }, local] = await Promise.all([
      import('../local-losses.ts'),
      import('../context.ts'),
      running(),
    ]);
    // One that cannot even be asked has to be ended all the same.
    const session = local && (await openLocalSession(local, context.env).catch(() => undefined));
    await askForLosses(context, session);
    if (context.flags.dryRun) return 0;
    const ran = await stopLocalAws(context.host, { keepPython });
    if (context.flags.json) context.write(toJson({ stopped: ran }));
    else
      context.write(context.say(message(ran ? 'local-command.stopped' : 'local-command.nothing')));
    return 0;
  },
});

async function running(): Promise<LocalAws | undefined> {
  const { findLocalAws } = await import('../../local/index.ts');
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
