/** One command of a shell, in words. */
export interface Command {
  /** Its words without their quotes; `{name}` and `$name` stay as they are. */
  readonly words: readonly string[];
}

/** More than this is not a script that a person wrote. */
const mostCommands = 2_000;

/** The commands of a shell script: one per line, `;`, `&&`, `||`, `|` or `&`. */
export function readShell(script: string): readonly Command[] {
  const commands: Command[] = [];
  let ends: string | undefined;
  for (const line of script.replace(/\\\n/g, ' ').split('\n')) {
    if (ends !== undefined) {
      if (line.trim() === ends) ends = undefined;
      continue;
    }
    ends = /<<-?\s*(["']?)(\w+)\1/.exec(line)?.[2];
    for (const words of splitLine(line)) {
      if (commands.length < mostCommands) commands.push({ words });
    }
  }
  return commands;
}

function splitLine(line: string): readonly (readonly string[])[] {
  const commands: string[][] = [[]];
  let word: string | undefined;
  let quote: string | undefined;
  const endWord = () => {
    if (word !== undefined) commands.at(-1)?.push(word);
    word = undefined;
  };
  for (let at = 0; at < line.length; at += 1) {
    const character = line[at]!;
    if (quote !== undefined) {
      if (character === quote) quote = undefined;
      else word += character;
    } else if (character === '"' || character === "'") {
      quote = character;
      word ??= '';
    } else if (character === '\\' && at + 1 < line.length) {
      word = (word ?? '') + line[(at += 1)]!;
    } else if (/\s/.test(character)) {
      endWord();
    } else if (character === '#' && word === undefined) {
      break;
    } else if (';|&\n'.includes(character) && !isRedirection(line, at)) {
      endWord();
      commands.push([]);
    } else if ('()`'.includes(character) || (character === '$' && line[at + 1] === '(')) {
      // A subshell: what stands in it is a command of its own.
      endWord();
      commands.push([]);
    } else {
      word = (word ?? '') + character;
    }
  }
  endWord();
  return commands.filter((words) => words.length > 0);
}

/** The `&` of `2>&1` and `&>` ends no command. */
function isRedirection(line: string, at: number): boolean {
  return line[at] === '&' && (line[at - 1] === '>' || line[at + 1] === '>');
}

const prefixes = new Set(['sudo', 'exec', 'time', 'nohup', 'command', 'then', 'do', 'else', 'if']);

/** The program that a command runs and what it is given, without `sudo`, `VAR=x` and the like. */
export function programOf({ words }: Command): {
  readonly program: string;
  readonly args: readonly string[];
} {
  let at = 0;
  while (at < words.length) {
    const word = words[at]!;
    const skips = prefixes.has(word) || /^[A-Za-z_]\w*=/.test(word);
    const isOptionOfSudo = at > 0 && words[at - 1] === 'sudo' && /^-[A-Za-z]$/.test(word);
    if (!skips && !isOptionOfSudo) break;
    at += 1;
  }
  const path = words[at] ?? '';
  return { program: path.slice(path.lastIndexOf('/') + 1), args: words.slice(at + 1) };
}
