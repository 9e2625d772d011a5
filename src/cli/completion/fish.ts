import type { CommandWords, CompletionWords, OptionWords } from './words.ts';

/** A completion script for fish. */
export function fishScript({ commands, everywhere }: CompletionWords): string {
  const names = commands.map(({ name }) => name).join(' ');
  return [
    '# Completion of labs for fish.',
    'complete -c labs -f',
    `set -l labs_commands ${names}`,
    ...commands.map(
      ({ name, summary }) =>
        `complete -c labs -n "not __fish_seen_subcommand_from $labs_commands" -a ${name} -d ${quoted(summary)}`,
    ),
    ...everywhere.map((option) => optionLine(option)),
    ...commands.flatMap(commandLines),
    '',
  ].join('\n');
}

function commandLines({ name, words, options }: CommandWords): readonly string[] {
  const where = `-n "__fish_seen_subcommand_from ${name}"`;
  return [
    ...(words.length === 0 ? [] : [`complete -c labs ${where} -a ${quoted(words.join(' '))}`]),
    ...options.map((option) => optionLine(option, where)),
  ];
}

function optionLine({ long, short, description, value }: OptionWords, where = ''): string {
  const parts = [
    'complete -c labs',
    where,
    `-l ${long}`,
    short === undefined ? '' : `-s ${short}`,
    valueOf(value),
    `-d ${quoted(description)}`,
  ];
  return parts.filter((part) => part !== '').join(' ');
}

function valueOf(value: OptionWords['value']): string {
  const words = value.is === 'words' ? value.words : [];
  return {
    none: '',
    free: '-x',
    words: `-x -a ${quoted(words.join(' '))}`,
    folder: "-x -a '(__fish_complete_directories)'",
    file: '-r -F',
  }[value.is];
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
