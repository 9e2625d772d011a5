import type { CommandUnknownOpts } from 'commander';
import { Command } from 'commander';
import { message, render } from '../messages/message.ts';
import type { Lang } from '../messages/text.ts';
import type { Accepted, Listed } from './command.ts';
import type { Describe, NewCommand } from './flags.ts';
import { describeIn } from './flags.ts';
import { addGlobalOptions } from './global-options.ts';
import { registry } from './registry.ts';

/** What the commands of a tree have in common. */
interface Tree {
  readonly describe: Describe;
  readonly act: (accepted: Accepted, command: CommandUnknownOpts) => Promise<void>;
  /** Called with each command on the way to the one that was typed. */
  readonly reach?: (command: CommandUnknownOpts) => void;
}

/**
 * The command tree, with the options of every command at its top. A command is loaded when it is typed,
 * so that help and quick commands stay quick; before, it is there by name and summary.
 *
 * @param act called with what was typed, once it is accepted
 */
export function buildProgram(
  lang: Lang,
  { version, ...on }: { readonly version: string } & Omit<Tree, 'describe'>,
): NewCommand {
  const { program, describe } = emptyProgram(lang);
  program.version(version, '-V, --version', describe('cli.version'));
  addCommands(program, registry, { describe, ...on });
  return program;
}

/** The command tree with everything loaded, to be looked at. */
export async function loadProgram(lang: Lang): Promise<NewCommand> {
  const { program, describe } = emptyProgram(lang);
  const act = () => Promise.resolve();
  await loadAll(addCommands(program, registry, { describe, act }));
  return program;
}

function emptyProgram(lang: Lang) {
  const describe = describeIn(lang);
  const program = new Command('labs')
    .description(describe('cli.description'))
    .helpOption('-h, --help', describe('cli.help'))
    .helpCommand(false)
    .exitOverride()
    .configureOutput(quiet)
    .showSuggestionAfterError(true)
    .addHelpText('after', () => `\n${describe('cli.after-help')}`);
  configureHelp(program, lang);
  addGlobalOptions(program, describe);
  return { program, describe };
}

/** A command by its name, not loaded yet. */
interface Added {
  readonly name: string;
  /** Loads it; gives what it has below it. */
  readonly load: () => Promise<readonly Added[]>;
}

function addCommands(parent: NewCommand, entries: readonly Listed[], tree: Tree): readonly Added[] {
  const added = entries.map(({ name, summary, load }): Added => {
    const command = parent.command(name).description(tree.describe(summary)).helpCommand(false);
    return {
      name,
      load: async () => {
        const { attach, actions = [] } = (await load()).subcommand;
        attach?.(command, tree.describe, (accepted) => tree.act(accepted, command));
        return actions.length === 0 ? [] : addCommands(command, actions, tree);
      },
    };
  });
  parent.hook('preSubcommand', async (_, command) => {
    tree.reach?.(command);
    await added.find(({ name }) => name === command.name())?.load();
  });
  return added;
}

async function loadAll(added: readonly Added[]): Promise<void> {
  await Promise.all(added.map(async ({ load }) => loadAll(await load())));
}

/** Errors are reported by who called. */
const quiet = { outputError: () => undefined, writeErr: () => undefined };

/** Headings in the reader's language, and in a command's help what every command takes. */
function configureHelp(program: NewCommand, lang: Lang): void {
  const [titles, translated] = (['en', lang] as const).map((one) =>
    render(message('cli.help-titles'), one).split('|'),
  );
  program.configureHelp({
    showGlobalOptions: true,
    styleTitle: (title) => translated?.[titles?.indexOf(title) ?? -1] ?? title,
  });
}
