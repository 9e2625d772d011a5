import { Command } from 'commander';
import type { Argument, Option } from 'commander';
import type { Catalog } from '../../catalog/catalog.ts';
import { regionsOf } from '../../catalog/catalog.ts';
import { helpTopics } from '../../messages/help-topics.ts';
import type { PlainCode } from '../../messages/message.ts';
import { message, render } from '../../messages/message.ts';
import type { Lang } from '../../messages/text.ts';
import type { CliCommand } from '../command.ts';
import { addGlobalOptions } from '../global-options.ts';

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
}

/** Everything that can be typed after `labs`. */
export interface CompletionWords {
  readonly commands: readonly CommandWords[];
  /** Options of every command. */
  readonly everywhere: readonly OptionWords[];
}

/** A command of the registry. */
export interface Listed {
  readonly name: string;
  readonly summary: PlainCode;
  readonly load: () => Promise<CliCommand>;
}

/** Reads what can be typed from the commands themselves; loads each of them. */
export async function completionWords(
  registry: readonly Listed[],
  catalog: Catalog,
  lang: Lang,
): Promise<CompletionWords> {
  const commands = await Promise.all(
    registry.map(async ({ name, summary, load }): Promise<CommandWords> => {
      const command = new Command(name);
      (await load()).define(command, lang);
      return {
        name,
        summary: render(message(summary), lang),
        options: command.options.map((option) => optionWords(option, catalog)),
        words: command.registeredArguments.flatMap((argument) => argumentWords(argument, catalog)),
      };
    }),
  );
  const labs = new Command('labs').option('-h, --help', render(message('cli.help'), lang));
  addGlobalOptions(labs, (sentence) => render(sentence, lang));
  return { commands, everywhere: labs.options.map((option) => optionWords(option, catalog)) };
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
  if (argument.name() === 'topic') return Object.keys(helpTopics);
  // Some arguments describe themselves by their words: `up | status | env | down`.
  const words = argument.description.split(' | ');
  return words.length > 1 && words.every((word) => /^[a-z-]+$/.test(word)) ? words : [];
}

/** Options that take a value: the word after them is no command. */
export function optionsWithValue({
  commands,
  everywhere,
}: CompletionWords): readonly OptionWords[] {
  const all = [...everywhere, ...commands.flatMap(({ options }) => options)];
  return [...new Map(all.map((option) => [option.long, option])).values()].filter(
    ({ value }) => value.is !== 'none',
  );
}
