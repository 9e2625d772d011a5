import type { Command, OptionValues } from 'commander';
import { classSlug } from '../../../classroom/class.ts';
import type { CommandContext, OptionsOf } from '../../command.ts';
import type { Describe } from '../../flags.ts';
import { cliCommand } from '../../command.ts';
import { leaseOptions } from '../../lease-options.ts';

/** What a `labs class <action>` was asked. */
interface Asked<A extends unknown[], O extends OptionValues> {
  /** Slug of the class. */
  readonly group: string;
  /** What follows the class's name. */
  readonly args: A;
  readonly flags: O;
}

interface Action<A extends unknown[], O extends OptionValues> {
  readonly startsLocal?: true;
  readonly endsOnInterrupt?: true;
  readonly define: (command: Command<[string]>, describe: Describe) => Command<[string, ...A], O>;
  readonly run: (context: CommandContext, asked: Asked<A, O>) => Promise<number>;
}

/** Makes an action of `labs class`: a command whose first argument is the class. */
export function classAction<A extends unknown[], O extends OptionValues>({
  define,
  run,
  ...rest
}: Action<A, O>) {
  return cliCommand({
    ...rest,
    define: (command, describe) =>
      define(command.argument('<class>', describe('class.argument-class')), describe),
    run: (context, [name, ...args], flags) => {
      const group = classSlug(name);
      context.worksOn({ class: group });
      return run(context, { group, args, flags });
    },
  });
}

/** Who the students are. */
export function rosterOptions<A extends unknown[], O extends OptionValues>(
  command: Command<A, O>,
  describe: Describe,
) {
  return command
    .option('--roster <file>', describe('class.option-roster'))
    .option('--students <count>', describe('class.option-students'))
    .option('--mixed-ids', describe('class.option-mixed-ids'));
}

/** How sandboxes are, and for how long. */
export function sandboxOptions<A extends unknown[], O extends OptionValues>(
  command: Command<A, O>,
  describe: Describe,
) {
  return leaseOptions(command, describe)
    .option('--start-at <time>', describe('class.option-start-at'))
    .option('--time-zone <zone>', describe('class.option-time-zone'))
    .option('--fit', describe('class.option-fit'));
}

/** What a class is planned from. */
export function planOptions<A extends unknown[], O extends OptionValues>(
  command: Command<A, O>,
  describe: Describe,
) {
  const students = rosterOptions(command, describe);
  return sandboxOptions(students.option('--lab <lab...>', describe('class.option-lab')), describe)
    .option('--prune', describe('class.option-prune'))
    .option('--handouts <folder>', describe('class.option-handouts'))
    .option('--new-codes', describe('class.option-new-codes'));
}

export type RosterFlags = OptionsOf<typeof rosterOptions<[], {}>>;
export type PlanFlags = OptionsOf<typeof planOptions<[], {}>>;
