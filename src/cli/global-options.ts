import type { Describe, NewCommand } from './flags.ts';

/** Adds the options that every command takes. */
export function addGlobalOptions(program: NewCommand, describe: Describe) {
  const lang = program.createOption('--lang <lang>', describe('cli.option-lang'));
  return program
    .option('--local', describe('cli.option-local'))
    .option('--profile <name>', describe('cli.option-profile'))
    .option('--region <region>', describe('cli.option-region'))
    .option('--labs-dir <dir>', describe('cli.option-labs-dir'))
    .option('--json', describe('cli.option-json'))
    .option('--events', describe('cli.option-events'))
    .option('-y, --yes', describe('cli.option-yes'))
    .option('--dry-run', describe('cli.option-dry-run'))
    .addOption(lang.choices(['ko', 'en'] as const))
    .option('--verbose', describe('cli.option-verbose'));
}
