import type { Argument, CommandUnknownOpts, Option } from 'commander';
import type { Catalog } from '../../catalog/catalog.ts';
import { regionsOf } from '../../catalog/catalog.ts';
import { helpTopics } from '../../messages/help-topics.ts';

/** What can follow an option: nothing, one of some words, a path, or what nobody here knows. */
export type OptionValue =
  | { readonly is: 'none' | 'folder' | 'file' | 'free' }
  | { readonly is: 'words'; readonly words: readonly string[] };

export interface OptionWords {
  /** Without its two hyphens: `region`. */
  readonly long: string;
  /** Without its hyphen: `y`. */
  readonly short?: string;
  readonly description: string;
  readonly value: OptionValue;
}

export interface CommandWords {
  readonly name: string;
  readonly summary: string;
  readonly options: readonly OptionWords[];
  /** What its arguments can be. */
  readonly words: readonly string[];
  /** What can follow it. */
  readonly commands: readonly CommandWords[];
}

/** Everything that can be typed after `labs`. */
export interface CompletionWords {
  readonly commands: readonly CommandWords[];
  /** Options of every command. */
  readonly everywhere: readonly OptionWords[];
}

/** Reads what can be typed from the program itself, with every command loaded. */
export function completionWords(program: CommandUnknownOpts, catalog: Catalog): CompletionWords {
  const { commands, options } = commandWords(program, catalog);
  return { commands, everywhere: options };
}

function commandWords(command: CommandUnknownOpts, catalog: Catalog): CommandWords {
  const options =
    command.parent === null ? command.createHelp().visibleOptions(command) : command.options;
  return {
    name: command.name(),
    summary: command.description(),
    options: options.map((option) => optionWords(option, catalog)),
    words: command.registeredArguments.flatMap((argument) => argumentWords(argument, catalog)),
    commands: command.commands.map((one) => commandWords(one, catalog)),
  };
}

function optionWords(option: Option, catalog: Catalog): OptionWords {
  const { long, short, description } = option;
  return {
    long: (long ?? '').replace(/^--/, ''),
    ...(short === undefined ? {} : { short: short.replace(/^-/, '') }),
    description,
    value: valueOf(option, catalog),
  };
}

function valueOf({ flags, argChoices, long }: Option, catalog: Catalog): OptionValue {
  const named = /[<[]([^\]>]+)[\]>]/.exec(flags)?.[1];
  if (named === undefined) return { is: 'none' };
  if (argChoices !== undefined) return { is: 'words', words: argChoices };
  if (long === '--region') return { is: 'words', words: regionsOf(catalog) };
  if (long === '--lab') return { is: 'words', words: catalog.map(({ id }) => id) };
  if (/dir|folder/i.test(named)) return { is: 'folder' };
  return /file|path/i.test(named) ? { is: 'file' } : { is: 'free' };
}

function argumentWords(argument: Argument, catalog: Catalog): readonly string[] {
  if (argument.argChoices !== undefined) return argument.argChoices;
  if (argument.name() === 'lab') return catalog.map(({ id }) => id);
  return argument.name() === 'topic' ? Object.keys(helpTopics) : [];
}

/** Options that take a value: the word after them is no command. */
export function optionsWithValue({
  commands,
  everywhere,
}: CompletionWords): readonly OptionWords[] {
  const all = [...everywhere, ...commands.flatMap(allOptions)];
  return [...new Map(all.map((option) => [option.long, option])).values()].filter(
    ({ value }) => value.is !== 'none',
  );
}

function allOptions({ options, commands }: CommandWords): readonly OptionWords[] {
  return [...options, ...commands.flatMap(allOptions)];
}
