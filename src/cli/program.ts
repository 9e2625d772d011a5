import { Command } from 'commander';
import type { Message } from '../messages/message.ts';
import { message, render } from '../messages/message.ts';
import type { Lang } from '../messages/text.ts';
import type { CliCommand } from './command.ts';
import { addGlobalOptions } from './global-options.ts';
import { registry } from './registry.ts';

/**
 * The command tree, with the options of every command at its top. Only the command that was named is loaded, so that help and quick commands stay
 * quick; the others are there by name and summary.
 *
 * @param word the command's name, as {@link readTyped} read it
 * @param run called with the command that was parsed
 */
export async function buildProgram(
  word: string | undefined,
  version: string,
  lang: Lang,
  run: (command: Command, entry: CliCommand) => Promise<void>,
): Promise<Command> {
  const say = (sentence: Message) => render(sentence, lang);
  const program = new Command('labs')
    .description(say(message('cli.description')))
    .version(version, '-V, --version', say(message('cli.version')))
    .helpOption('-h, --help', say(message('cli.help')))
    .helpCommand(false)
    .exitOverride()
    .configureOutput(quiet)
    .showSuggestionAfterError(true)
    .addHelpText('after', () => `\n${say(message('cli.after-help'))}`);
  configureHelp(program, lang);
  addGlobalOptions(program, say);

  const named = registry.find(({ name }) => name === word);
  for (const entry of registry) {
    const command = program
      .command(entry.name)
      .description(say(message(entry.summary)))
      .helpOption('-h, --help', say(message('cli.help')))
      .exitOverride()
      .configureOutput(quiet);
    if (entry !== named) continue;
    const loaded = await entry.load();
    loaded.define(command, lang);
    command.action(() => run(command, loaded));
  }
  return program;
}

/** Errors are reported by who called. */
const quiet = { outputError: () => undefined, writeErr: () => undefined };

/** Headings in the reader's language, and in a command's help what every command takes. */
function configureHelp(program: Command, lang: Lang): void {
  const [titles, translated] = (['en', lang] as const).map((one) =>
    render(message('cli.help-titles'), one).split('|'),
  );
  program.configureHelp({
    showGlobalOptions: true,
    styleTitle: (title) => translated?.[titles?.indexOf(title) ?? -1] ?? title,
  });
}
