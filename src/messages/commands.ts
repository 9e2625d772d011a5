/** How the reader calls this program, so that a command in a text can be typed as it stands. */
export interface Invocation {
  /** Such as `labs`, or `npx labs` inside the clone. */
  readonly program: string;
  /** Options that the reader typed and that lead to the same place again. */
  readonly options: Partial<Record<CarriedOption, string | true>>;
}

type CarriedOption = 'local' | 'profile' | 'region' | 'labs-dir' | 'lang' | WhoseOption;

/** What the reader typed to name a sandbox; for sentences that know of none. */
type WhoseOption = 'owner' | 'sandbox';

/** A sandbox as {@link startCommandOf} names it: its own name, and the owner's slug in it. */
export interface SandboxAddress {
  readonly name: string;
  readonly owner: string;
}

/** A sandbox that can be started again: by its owner, or with its class. */
export interface Startable extends SandboxAddress {
  readonly labs: readonly string[];
  readonly class?: string;
}

/** What a command works on. */
export type Addressed = { readonly sandboxes: readonly string[] } | { readonly class: string };

/** Commands that work on one sandbox, which `--sandbox` names; with what follows them. */
type SandboxVerb = 'status' | 'open' | 'stop' | 'cost' | `${'logs' | 'extend' | 'fixups'}${string}`;

/** A command about one sandbox, as sentences hold it. */
export function onSandbox(verb: SandboxVerb, name: string): string {
  return `\`labs ${verb} --sandbox ${name}\``;
}

/** The command that takes sandboxes away. */
export function downCommandOf(names: readonly string[], options = ''): string {
  return `\`labs down ${names.join(' ')}${options}\``;
}

/** The command that starts labs in this very sandbox, or adds them to it. */
export function startCommandOf(
  labs: readonly string[],
  { name, owner }: SandboxAddress,
  options = '',
): string {
  const second = name.slice(`labs-${owner}-`.length);
  const sandbox = second === '' ? '' : ` --sandbox ${second}`;
  return `\`labs start ${labs.join(' ')} --owner ${owner}${sandbox}${options}\``;
}

/** The command that starts a sandbox again as it is. */
export function startAgainOf(sandbox: Startable): string {
  return sandbox.class === undefined
    ? startCommandOf(sandbox.labs, sandbox)
    : onClass('start', sandbox.class);
}

/** A command about a class. */
export function onClass(action: string, group: string, more = ''): string {
  return `\`labs class ${action} ${group}${more}\``;
}

/** The command that takes away what a command works on. */
export function downOf(addressed: Addressed): string {
  return 'class' in addressed
    ? onClass('down', addressed.class)
    : downCommandOf(addressed.sandboxes);
}

const everywhere: readonly CarriedOption[] = ['local', 'profile', 'region', 'labs-dir', 'lang'];

const whose: readonly CarriedOption[] = [...everywhere, 'owner', 'sandbox'];

/** Commands that take less, the catalog alone or this machine, or more: a sandbox. */
const carriedBy: Readonly<Record<string, readonly CarriedOption[]>> = {
  list: ['labs-dir', 'lang'],
  show: ['labs-dir', 'lang'],
  check: ['labs-dir', 'lang'],
  rehearse: ['labs-dir', 'lang'],
  completion: ['labs-dir', 'lang'],
  help: ['lang'],
  local: ['lang'],
  start: whose,
  status: whose,
  open: whose,
  logs: whose,
  cost: whose,
  stop: whose,
  extend: whose,
  fixups: whose,
  down: whose,
};

/**
 * Completes the commands of a text, which stand in backticks: `labs down` becomes
 * `npx labs down --local` for a reader who called it so.
 */
export function completeCommands(text: string, { program, options }: Invocation): string {
  return text.replace(/`labs([^`]*)`/g, (_, words: string) => {
    const [command = ''] = words.trim().split(' ');
    const carried = words.includes('--help') ? ['lang' as const] : carriedBy[command];
    const isNamed = / --(?:owner|sandbox|all)\b|^ down [^-]/.test(words);
    const more = (carried ?? everywhere).flatMap((name) => {
      const value = options[name];
      const isThere = words.includes(` --${name}`) || (isWhose(name) && isNamed);
      if (value === undefined || isThere) return [];
      return value === true ? ` --${name}` : ` --${name} ${shellQuote(value)}`;
    });
    return `${program}${words}${more.join('')}`;
  });
}

function isWhose(name: CarriedOption): name is WhoseOption {
  return name === 'owner' || name === 'sandbox';
}

/** A word as a shell takes it: in quotes where it has more than letters, digits and a few signs. */
export function shellQuote(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
