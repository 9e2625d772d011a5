import type { dispatch } from '../../src/cli/dispatch.ts';
import { registry } from '../../src/cli/registry.ts';
import type { readTyped } from '../../src/cli/typed.ts';

/** The parts of the CLI that read a command line; those of the build, where that is what runs. */
export interface Parser {
  readonly dispatch: typeof dispatch;
  readonly readTyped: typeof readTyped;
}

/** A run of the CLI, and what it printed. */
export interface Run {
  readonly argv: readonly string[];
  readonly text: string;
}

/** Words of the sentence that follow a command. */
const prose =
  /^(?:again|by|does|files|finishes|keeps|makes|or|put|removes|says|shows|starts|tries|wrote)$/;

/** What follows `labs` is a command only when it is one of these; sentences use the word too. */
const names: ReadonlySet<string> = new Set(registry.map(({ name }) => name));

/** Commands that work on a sandbox: their own, unless one is named. */
const ofSandbox = /^(?:start|status|open|logs|cost|stop|extend|fixups|down)$/;

/** Commands that never ask the account that the others lead to. */
const elsewhere = /^(?:list|show|check|rehearse|completion|help|local .*)$/;

/** What cannot be resolved, and why. */
const unresolved: readonly (readonly [command: RegExp, why: string])[] = [
  [/--help$/, 'help asks nothing of an account'],
  [/^check(?: --init| lists)?$/, 'a draft of lab.yaml speaks of what wrote it'],
];

/** A command that was printed: its words, and those with what follows on the next line. */
type Printed = readonly (readonly string[])[];

/** The commands in what was printed, each from the word after `labs` to its end. */
export function commandsIn(text: string): readonly Printed[] {
  const lines = text.replace(/<[^>\n]*>/g, 'x').split('\n');
  return lines.flatMap((line, at) =>
    [...line.matchAll(/(?<![\w./`-])labs (?! )(.*?)(?= {2,}| labs |$)/g)]
      .map(([, rest = '']) => {
        // A line that was wrapped may have broken the command.
        const next = line.endsWith(rest) ? (lines[at + 1]?.trim() ?? '') : '';
        return [wordsOf(rest), wordsOf(`${rest} ${next}`)];
      })
      .filter(([[first = ''] = []]) => names.has(first)),
  );
}

/** The words of a command that a sentence follows, or the end of one. */
function wordsOf(rest: string): readonly string[] {
  const words: string[] = [];
  for (const [typed] of rest.matchAll(/'(?:[^']|'\\'')*'|\S+/g)) {
    const quoted = /^'(.*)'$/.exec(typed)?.[1];
    const word = quoted?.replaceAll("'\\''", "'") ?? /^[\w@%+=:,./-]*/.exec(typed)![0];
    const bare = quoted === undefined ? word.replace(/[.,:]+$/, '') : word;
    if (bare === '' || (quoted === undefined && prose.test(bare))) break;
    words.push(bare);
    if (quoted === undefined && bare !== typed) break;
  }
  return words;
}

/** What a command line leads to. */
interface Address {
  readonly command: string;
  readonly where: Readonly<Record<string, string | boolean | undefined>>;
  /** Names of sandboxes; none where the reader's own is meant. */
  readonly sandboxes: readonly string[];
  readonly class?: string;
}

/** The options that lead to an account, or to labs. */
function placeOf(argv: readonly string[], { readTyped: read }: Parser): Address['where'] {
  const { local, profile, region, labsDir } = read(argv).flags;
  return { local, profile, region, 'labs-dir': labsDir };
}

async function addressOf(argv: readonly string[], parser: Parser): Promise<Address> {
  const where = placeOf(argv, parser);
  let found: Address = { command: '', where, sandboxes: [] };
  await parser.dispatch(argv, 'en', async ({ options, args }, name) => {
    const command = name.replace('labs ', '');
    const [group] = args;
    found = {
      command,
      where,
      sandboxes: ofSandbox.test(command) ? named(command, args, options) : [],
      ...(command.startsWith('class ') && group !== undefined ? { class: group } : {}),
    };
    return 0;
  });
  return found;
}

function named(
  command: string,
  args: readonly string[],
  { owner, sandbox, all }: Readonly<Record<string, unknown>>,
): readonly string[] {
  if (command === 'down' && args.length > 0) return args;
  if (all === true) return ['--all'];
  const words = [owner, sandbox].filter((one) => typeof one === 'string');
  if (owner !== undefined) return [['labs', ...words].join('-')];
  return words;
}

/**
 * Finds the commands that a run printed and that do not lead where the run led, or to what it spoke of.
 *
 * @returns for each of them a line that says what is wrong; and every command that was resolved
 */
export async function resolvePrinted(
  { argv, text }: Run,
  parser: Parser,
): Promise<{ readonly wrong: readonly string[]; readonly resolved: readonly string[] }> {
  const wrong: string[] = [];
  const resolved: string[] = [];
  const commands = commandsIn(text).filter(
    ([words = []]) => !unresolved.some(([pattern]) => pattern.test(words.join(' '))),
  );
  const rest = commands.reduce((left, [words = []]) => left.replace(words.join(' '), ''), text);
  const spoken = { place: placeOf(argv, parser), typed: argv.join(' '), rest };
  for (const [words = [], longer = []] of commands) {
    const problem = await problemOf(words, spoken, parser);
    const isWrong =
      problem !== undefined && (await problemOf(longer, spoken, parser)) !== undefined;
    const line = `labs ${words.join(' ')}`;
    if (isWrong) wrong.push(`${line}: ${problem} (printed by: labs ${spoken.typed})`);
    else resolved.push(problem === undefined ? line : `labs ${longer.join(' ')}`);
  }
  return { wrong, resolved };
}

/** What a run was given and said, beside the commands. */
interface Spoken {
  readonly place: Address['where'];
  readonly typed: string;
  readonly rest: string;
}

async function problemOf(
  words: readonly string[],
  spoken: Spoken,
  parser: Parser,
): Promise<string | undefined> {
  try {
    return wrongIn(await addressOf(words, parser), spoken);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function wrongIn(
  { command, where, sandboxes, class: group }: Address,
  { place, typed, rest }: Spoken,
): string | undefined {
  const speaksOf = (word: string) =>
    new RegExp(`(?<![\\w-])${word}(?![\\w-])`).test(`${typed}\n${rest}`);
  const isTyped = (name: string) => typed.includes(`--owner ${name.replace('labs-', '')}`);
  // What a run of `labs local` speaks of is on the local AWS.
  const here = typed.startsWith('local ') ? { ...place, local: true } : place;
  const astray = Object.entries(where).find(
    ([name, value]) => value !== here[name] && !elsewhere.test(command),
  );
  if (astray !== undefined) return `leads to another ${astray[0]}: ${astray[1]}`;
  const strange = sandboxes.find((name) => !speaksOf(name) && !isTyped(name));
  if (strange !== undefined) return `nothing speaks of ${strange}`;
  if (sandboxes.length === 0 && ofSandbox.test(command) && /--(?:owner|sandbox)\b/.test(typed)) {
    return 'names no sandbox, and the run was about one';
  }
  // Who names a sandbox of a class speaks of the class.
  const isSpokenOf = group === undefined || speaksOf(group) || rest.includes(`labs-${group}-`);
  return isSpokenOf ? undefined : `nothing speaks of class ${group}`;
}
