import type { Command } from 'commander';
import { Option } from 'commander';
import type { Message } from '../messages/message.ts';
import { message } from '../messages/message.ts';

/** Adds the options that every command takes. */
export function addGlobalOptions(program: Command, say: (sentence: Message) => string): void {
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
