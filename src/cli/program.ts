import { Command, Option } from 'commander';
import type { Message } from '../messages/message.ts';
import { message, render } from '../messages/message.ts';
import type { Lang } from '../messages/text.ts';
import type { CliCommand } from './command.ts';
import { registry } from './registry.ts';

/**
 * The command tree. Only the command that was named is loaded, so that help and quick commands stay
 * quick; the others are there by name and summary.
 *
 * @param run called with the command that was parsed
 */
export async function buildProgram(
  argv: readonly string[],
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
    .configureOutput({ outputError: () => undefined })
    .showSuggestionAfterError(true)
    .addHelpText('after', () => `\n${say(message('cli.after-help'))}`);
  addGlobalOptions(program, say);

  const word = argv.find((typed) => registry.some(({ name }) => name === typed));
  const named = registry.find(({ name }) => name === word);
  for (const entry of registry) {
    const command = program
      .command(entry.name)
      .description(say({ code: entry.summary, params: {} }))
      .helpOption('-h, --help', say(message('cli.help')))
      .exitOverride()
      .configureOutput({ outputError: () => undefined });
    if (entry !== named) continue;
    const loaded = await entry.load();
    loaded.define(command, lang);
    command.action(() => run(command, loaded));
  }
  return program;
}

function addGlobalOptions(program: Command, say: (sentence: Message) => string): void {
  program
    .option('--local', say(message('cli.option-local')))
    .option('--profile <name>', say(message('cli.option-profile')))
    .option('--region <region>', say(message('cli.option-region')))
    .option('--labs-dir <dir>', say(message('cli.option-labs-dir')))
    .option('--json', say(message('cli.option-json')))
    .option('--events', say(message('cli.option-events')))
    .option('-y, --yes', say(message('cli.option-yes')))
    .option('--dry-run', say(message('cli.option-dry-run')))
    .addOption(new Option('--lang <lang>', say(message('cli.option-lang'))).choices(['ko', 'en']))
    .option('--verbose', say(message('cli.option-verbose')));
}
