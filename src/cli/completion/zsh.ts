import type { CommandWords, CompletionWords, OptionWords } from './words.ts';

/** A completion script for zsh, to be sourced or put as `_labs` into a folder of $fpath. */
export function zshScript({ commands, everywhere }: CompletionWords): string {
  const groups = commands.filter((command) => command.commands.length > 0);
  return `#compdef labs
# Completion of labs for zsh.
${groups.map((group) => functionOf(`_labs_${group.name}`, group)).join('\n')}
_labs() {
  local -a everywhere
  everywhere=(
${everywhere
  .flatMap(specs)
  .map((line) => `    ${line}`)
  .join('\n')}
  )
  _labs_all
}
${functionOf('_labs_all', { commands, options: [] })}
if [ "$funcstack[1]" = "_labs" ]; then _labs "$@"; else compdef _labs labs; fi
`;
}

/** A function that completes one of several commands, and then what that one takes. */
function functionOf(
  name: string,
  { commands, options }: Pick<CommandWords, 'commands' | 'options'>,
): string {
  const described = commands.map((one) => quoted(`${one.name}:${one.summary}`));
  return `${name}() {
  local curcontext="$curcontext" state line
  local -a commands
  typeset -A opt_args
  commands=(
${described.map((line) => `    ${line}`).join('\n')}
  )
  _arguments -C ${['$everywhere', ...options.flatMap(specs)].join(' ')} '1: :->command' '*:: :->arguments'
  case "$state" in
    command) _describe -t commands command commands ;;
    arguments)
      case "$line[1]" in
${commands.map(caseOf).join('\n')}
      esac
      ;;
  esac
}`;
}

function caseOf({ name, words, options, commands }: CommandWords): string {
  if (commands.length > 0) return `        ${name}) _labs_${name} ;;`;
  // Without a word for its arguments zsh completes no option after one of them.
  const rest = words.length === 0 ? `*:${name}: ` : `*:${name}:(${words.join(' ')})`;
  const given = [...options.flatMap(specs), quoted(rest)];
  return `        ${name}) _arguments $everywhere ${given.join(' ')} ;;`;
}

/** How _arguments describes an option: `--lang[language]:lang:(ko en)`. */
function specs({ long, short, description, value }: OptionWords): readonly string[] {
  const text = `[${description.replace(/[[\]\\]/g, '\\$&')}]`;
  const action = {
    none: '',
    free: `:${long}: `,
    folder: `:${long}:_files -/`,
    file: `:${long}:_files`,
    words: `:${long}:(${value.is === 'words' ? value.words.join(' ') : ''})`,
  }[value.is];
  const names = [`--${long}`, ...(short === undefined ? [] : [`-${short}`])];
  return names.map((name) => quoted(name + text + action));
}

/** One word of a shell, whatever is in it. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
