import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { CommanderError } from 'commander';
import { LabsError } from '../errors.ts';
import type { Lang } from '../messages/text.ts';
import { packageRoot } from '../paths.ts';
import type { CliCommand } from './command.ts';
import { buildProgram } from './program.ts';
import type { Typed } from './typed.ts';

const noCommand = 'no command was given';

/**
 * Finds the command that was typed and does it.
 *
 * @param act does the command, once commander has accepted its arguments and options
 * @returns the exit code; 0 where help or the version was asked for
 * @throws LabsError `cli.usage`
 */
export async function dispatch(
  { argv, command: word }: Typed,
  lang: Lang,
  act: (command: Command, entry: CliCommand) => Promise<number>,
): Promise<number> {
  let exitCode: number | undefined;
  const program = await buildProgram(word, version(), lang, async (command, entry) => {
    exitCode = await act(command, entry);
  });
  try {
    await program.parseAsync([...argv], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return 0;
    // What commander says where it finds no command is only that it printed its help.
    const text = error.code === 'commander.help' ? noCommand : error.message;
    throw usageError(text, program, word);
  }
  // A command line that did nothing must never look like one that is done.
  if (exitCode === undefined) throw usageError(noCommand, program, word);
  return exitCode;
}

function version(): string {
  const { version: own } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as {
    version: string;
  };
  return own;
}

function usageError(text: string, program: Command, word: string | undefined): LabsError {
  const named = program.commands.find((command) => command.name() === word);
  return new LabsError('cli.usage', {
    text: text.replace(/^error: /, ''),
    help: named === undefined ? '`labs --help`' : `\`labs ${named.name()} --help\``,
  });
}
