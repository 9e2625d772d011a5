import type { Command, OptionValues } from 'commander';
import type { Describe } from './flags.ts';

/** How large a sandbox's notebook is, how long it runs, and what ends with it. */
export function leaseOptions<A extends unknown[], O extends OptionValues>(
  command: Command<A, O>,
  describe: Describe,
) {
  return command
    .option('--type <type>', describe('cli.option-type'))
    .option('--for <duration>', describe('cli.option-for'))
    .option('--keep <duration>', describe('cli.option-keep'))
    .option('--idle <duration>', describe('cli.option-idle'))
    .option('--keep-endpoints', describe('cli.option-keep-endpoints'));
}
