import type { CommandWords, CompletionWords, OptionWords } from './words.ts';
import { optionsWithValue } from './words.ts';

/** A completion script for fish. */
export function fishScript(words: CompletionWords): string {
  const { commands, everywhere } = words;
  const valued = optionsWithValue(words).map(({ long }) => `--${long}`);
  return `# Completion of labs for fish.
# The words so far that are neither options nor their values.
function __labs_words
  set -l skips 0
  for word in (commandline -opc)[2..-1]
    if test $skips = 1
      set skips 0
      continue
    end
    switch $word
      case ${valued.join(' ')}
        set skips 1
      case '-*'
      case '*'
        echo $word
    end
  end
end
# Whether those begin with these.
function __labs_after
  set -l words (__labs_words)
  string match -q "$argv *" "$words "
end
# Whether they are exactly these.
function __labs_at
  set -l words (__labs_words)
  test "$words" = "$argv"
end
complete -c labs -f
${[...everywhere.map((option) => optionLine(option)), ...linesOf(commands, '')].join('\n')}
`;
}

function linesOf(commands: readonly CommandWords[], before: string): readonly string[] {
  return commands.flatMap(({ name, summary, words, options, commands: actions }) => {
    const path = `${before} ${name}`;
    const where = `-n '__labs_after${path}'`;
    return [
      `complete -c labs -n '__labs_at${before}' -a ${name} -d ${quoted(summary)}`,
      ...(words.length === 0 ? [] : [`complete -c labs ${where} -a ${quoted(words.join(' '))}`]),
      ...options.map((option) => optionLine(option, where)),
      ...linesOf(actions, path),
    ];
  });
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
