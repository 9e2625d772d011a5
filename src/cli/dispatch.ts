import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CommandUnknownOpts } from 'commander';
import { CommanderError } from 'commander';
import { LabsError } from '../errors.ts';
import type { Lang } from '../messages/text.ts';
import { packageRoot } from '../paths.ts';
import type { Accepted } from './command.ts';
import { buildProgram } from './program.ts';

const noCommand = 'no command was given';

/**
 * Finds the command that was typed and does it.
 *
 * @param argv the words after `labs`
 * @param act does it, once commander has accepted its arguments and options
 * @returns the exit code; 0 where help or the version was asked for
 * @throws LabsError `cli.usage`
 */
export async function dispatch(
  argv: readonly string[],
  lang: Lang,
  act: (accepted: Accepted, name: string) => Promise<number>,
): Promise<number> {
  let exitCode: number | undefined;
  let name = 'labs';
  const program = buildProgram(lang, {
    version: version(),
    reach: (command) => {
      name = nameOf(command);
    },
    act: async (accepted) => {
      exitCode = await act(accepted, name);
    },
  });
  try {
    await program.parseAsync([...argv], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return 0;
    // What commander says where it finds no command is only that it printed its help.
    throw usageError(error.code === 'commander.help' ? noCommand : error.message, name);
  }
  // A command line that did nothing must never look like one that is done.
  if (exitCode === undefined) throw usageError(noCommand, name);
  return exitCode;
}

function version(): string {
  const { version: own } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as {
    version: string;
  };
  return own;
}

/** The words that lead to a command: `labs class up`. */
function nameOf(command: CommandUnknownOpts): string {
  const { parent } = command;
  return parent === null ? command.name() : `${nameOf(parent)} ${command.name()}`;
}

function usageError(text: string, name: string): LabsError {
  return new LabsError('cli.usage', {
    text: text.replace(/^error: /, ''),
    help: `\`${name} --help\``,
  });
}
