import type { CommandWords, CompletionWords, OptionWords } from './words.ts';

/** A completion script for zsh, to be sourced or put as `_labs` into a folder of $fpath. */
export function zshScript({ commands, everywhere }: CompletionWords): string {
  const described = commands.map(({ name, summary }) => quoted(`${name}:${summary}`));
  return `#compdef labs
# Completion of labs for zsh.
_labs() {
  local curcontext="$curcontext" state line
  local -a commands everywhere
  typeset -A opt_args
  commands=(
${described.map((line) => `    ${line}`).join('\n')}
  )
  everywhere=(
${everywhere
  .flatMap(specs)
  .map((line) => `    ${line}`)
  .join('\n')}
  )
  _arguments -C $everywhere '1: :->command' '*:: :->arguments'
  case "$state" in
    command) _describe -t commands command commands ;;
    arguments)
      case "$line[1]" in
${commands.map(caseOf).join('\n')}
      esac
      ;;
  esac
}
if [ "$funcstack[1]" = "_labs" ]; then _labs "$@"; else compdef _labs labs; fi
`;
}

function caseOf({ name, words, options }: CommandWords): string {
  const rest = words.length === 0 ? [] : [quoted(`*:${name}:(${words.join(' ')})`)];
  const given = [...options.flatMap(specs), ...rest];
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
