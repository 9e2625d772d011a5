import type { Command } from 'commander';
import type { PlainCode } from '../../../messages/message.ts';
import { message, render } from '../../../messages/message.ts';
import type { Lang } from '../../../messages/text.ts';
import type { CommandContext } from '../../command.ts';

/** Options of `labs class`, as commander gives them. */
export interface ClassFlags {
  readonly roster?: string;
  readonly students?: string;
  readonly mixedIds?: boolean;
  readonly lab?: readonly string[];
  readonly type?: string;
  readonly for?: string;
  readonly keep?: string;
  readonly idle?: string;
  readonly keepEndpoints?: boolean;
  readonly startAt?: string;
  readonly timeZone?: string;
  readonly prune?: boolean;
  readonly fit?: boolean;
  readonly request?: boolean;
  readonly handouts?: string;
  readonly newCodes?: boolean;
  readonly as?: string;
  readonly save?: string;
  readonly count?: string;
  readonly revoke?: boolean;
  readonly doorUrl?: string;
  readonly listen?: string;
  readonly cert?: string;
  readonly key?: string;
  readonly insecure?: boolean;
  readonly wait: boolean;
}

/** What a `labs class <action>` was asked. */
export interface ClassAsked {
  /** Slug of the class. */
  readonly group: string;
  /** What follows the class's name. */
  readonly args: readonly string[];
  readonly flags: ClassFlags;
}

/**
 * Does one action.
 *
 * @returns the exit code
 */
export type ClassRunner = (context: CommandContext, asked: ClassAsked) => Promise<number>;

export function defineClassOptions(command: Command, lang: Lang): void {
  const say = (code: PlainCode) => render(message(code), lang);
  command
    .argument('<class>', say('class.argument-class'))
    .argument('[more...]', say('class.argument-more'))
    .option('--roster <file>', say('class.option-roster'))
    .option('--students <count>', say('class.option-students'))
    .option('--mixed-ids', say('class.option-mixed-ids'))
    .option('--lab <lab...>', say('class.option-lab'))
    .option('--type <type>', say('cli.option-type'))
    .option('--for <duration>', say('cli.option-for'))
    .option('--keep <duration>', say('cli.option-keep'))
    .option('--idle <duration>', say('cli.option-idle'))
    .option('--keep-endpoints', say('class.option-keep-endpoints'))
    .option('--start-at <time>', say('class.option-start-at'))
    .option('--time-zone <zone>', say('class.option-time-zone'))
    .option('--prune', say('class.option-prune'))
    .option('--fit', say('class.option-fit'))
    .option('--request', say('class.option-request'))
    .option('--handouts <folder>', say('class.option-handouts'))
    .option('--new-codes', say('class.option-new-codes'))
    .option('--as <name>', say('class.option-as'))
    .option('--save <folder>', say('class.option-save'))
    .option('--count <number>', say('down.option-count'))
    .option('--revoke', say('handouts.option-revoke'))
    .option('--door-url <url>', say('handouts.option-door-url'))
    .option('--listen <address>', say('door.option-listen'))
    .option('--cert <file>', say('door.option-cert'))
    .option('--key <file>', say('door.option-key'))
    .option('--insecure', say('door.option-insecure'))
    .option('--no-wait', say('cli.option-no-wait'));
}
