import type { Command, OptionValues } from 'commander';
import type { Session } from '../aws/session.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { Host } from '../host/host.ts';
import type { Addressed } from '../messages/commands.ts';
import type { PlainCode } from '../messages/message.ts';
import type { Describe, GlobalFlags, NewCommand } from './flags.ts';
import type { Reader } from './reader.ts';

/** What a command works with; nothing in it is loaded before it is asked for. */
export interface CommandContext extends Reader {
  readonly host: Host;
  readonly flags: GlobalFlags;
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
  readonly now: () => Date;
  /** Tells what the command works on, for the advice after an interruption. */
  readonly worksOn: (addressed: Addressed) => void;
  /** Writes the result to stdout. */
  readonly write: (text: string) => void;
  catalog(): Promise<Catalog>;
  session(): Promise<Session>;
}

/** A command by its name, in the order of the help; it is loaded when it is typed. */
export interface Listed {
  readonly name: string;
  readonly summary: PlainCode;
  readonly load: () => Promise<{ readonly subcommand: CliCommand }>;
}

/** What was typed, once commander has accepted it. */
export interface Accepted {
  readonly startsLocal: boolean;
  readonly endsOnInterrupt: boolean;
  readonly args: readonly string[];
  readonly options: OptionValues;
  /**
   * Does it.
   *
   * @returns the exit code
   */
  run(context: CommandContext): Promise<number>;
}

/** A command as the program takes it: one that does something, has actions below it, or both. */
export interface CliCommand {
  readonly actions?: readonly Listed[];
  /** Adds arguments and options, and what happens once they are accepted. */
  readonly attach?: (
    command: NewCommand,
    describe: Describe,
    act: (accepted: Accepted) => Promise<void>,
  ) => void;
}

/** The options that a function adds to a command. */
export type OptionsOf<F extends (...given: never[]) => { opts(): OptionValues }> = ReturnType<
  ReturnType<F>['opts']
>;

interface Definition<A extends unknown[], O extends OptionValues> {
  /** `--local` starts the local AWS; other commands have nothing to do where none runs. */
  readonly startsLocal?: true;
  /** Ctrl+C is how it ends: it returns its exit code then, and nothing is said. */
  readonly endsOnInterrupt?: true;
  readonly actions?: readonly Listed[];
  readonly define: (command: NewCommand, describe: Describe) => Command<A, O>;
  readonly run: (context: CommandContext, args: A, options: O) => Promise<number>;
}

/**
 * Makes a command of its words and what it does.
 *
 * @typeParam A its arguments, as `define` declares them
 * @typeParam O its own options, as `define` declares them
 */
export function cliCommand<A extends unknown[], O extends OptionValues>(
  definition: Definition<A, O>,
): CliCommand & Definition<A, O> {
  const { startsLocal = false, endsOnInterrupt = false, define, run } = definition;
  return {
    ...definition,
    attach: (command, describe, act) => {
      const defined = define(command, describe);
      defined.action(() => {
        const { args, processedArgs } = defined;
        const options = defined.opts();
        return act({
          startsLocal,
          endsOnInterrupt,
          args,
          options,
          run: (context) => run(context, processedArgs, options),
        });
      });
    },
  };
}
