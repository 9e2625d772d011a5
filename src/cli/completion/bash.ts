import type { CommandWords, CompletionWords, OptionWords } from './words.ts';
import { optionsWithValue } from './words.ts';

/** A completion script for bash 3.2 and newer. */
export function bashScript(words: CompletionWords): string {
  const { commands, everywhere } = words;
  const valued = optionsWithValue(words);
  return `# Completion of labs for bash.
_labs() {
  local cur prev word command words options i deep
  COMPREPLY=()
  cur="\${COMP_WORDS[COMP_CWORD]}"
  prev="\${COMP_WORDS[COMP_CWORD-1]}"
  command=""
  deep=0
  i=1
  while [ "$i" -lt "$COMP_CWORD" ]; do
    word="\${COMP_WORDS[i]}"
    case "$word" in
      ${valued.map(({ long }) => `--${long}`).join('|')}) i=$((i + 1)) ;;
      -*) ;;
      *) [ "$deep" -lt 2 ] && command="\${command:+$command }$word" && deep=$((deep + 1)) ;;
    esac
    i=$((i + 1))
  done
  case "$prev" in
${valued.map((option) => `    --${option.long}) ${afterOption(option)}; return ;;`).join('\n')}
  esac
  words=""
  options=${quoted(longsOf(everywhere))}
  case "$command" in
    "") words=${quoted(commands.map(({ name }) => name))} ;;
${commands.flatMap((command) => casesOf(command)).join('\n')}
  esac
  case "$cur" in
    -*) words="" ;;
  esac
  words="\${words:-$options}"
  COMPREPLY=($(compgen -W "$words" -- "$cur"))
}
complete -F _labs labs
`;
}

/** A command's actions come first: what is left is the command itself, whatever follows it. */
function casesOf({ name, words, options, commands }: CommandWords, before = ''): readonly string[] {
  const path = `${before}${name}`;
  const next = quoted([...words, ...commands.map((one) => one.name)]);
  return [
    ...commands.flatMap((command) => casesOf(command, `${path} `)),
    `    "${path}"|"${path} "*) words=${next}; options="$options "${quoted(longsOf(options))} ;;`,
  ];
}

function afterOption({ value }: OptionWords): string {
  const words = value.is === 'words' ? value.words : [];
  return {
    words: `COMPREPLY=($(compgen -W ${quoted(words)} -- "$cur"))`,
    folder: 'COMPREPLY=($(compgen -d -- "$cur"))',
    file: 'COMPREPLY=($(compgen -f -- "$cur"))',
    free: ':',
    none: ':',
  }[value.is];
}

function longsOf(options: readonly OptionWords[]): readonly string[] {
  return options.map(({ long }) => `--${long}`);
}

/** Words of letters, digits, hyphens and dots, as one string of a shell. */
function quoted(words: readonly string[]): string {
  return `"${words.filter((word) => /^[\w.-]+$/.test(word)).join(' ')}"`;
}
