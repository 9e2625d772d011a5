import type { Command } from './commands.ts';
import { programOf } from './commands.ts';

/** A package that pip is asked for. */
export interface Requirement {
  /** Lower case, with hyphens. */
  readonly name: string;
  /** What stands after the name, such as `>=2.0,<3`; empty for any version. */
  readonly versions: string;
}

/** What a `pip install` asks for. */
export interface PipInstall {
  readonly requirements: readonly Requirement[];
  /** `-U`: it takes the newest that fits even where one that fits is there. */
  readonly upgrades: boolean;
}

/** Options of pip install that are followed by a value. */
const withValue = new Set([
  '-r',
  '--requirement',
  '-c',
  '--constraint',
  '-i',
  '--index-url',
  '--extra-index-url',
  '-f',
  '--find-links',
  '-t',
  '--target',
  '-e',
  '--editable',
  '--upgrade-strategy',
  '--root',
  '--prefix',
]);

/** The install that a command is, if it is one: pip as itself, as a module, or as a magic. */
export function pipInstallOf(command: Command): PipInstall | undefined {
  const rest = pipArguments(command);
  if (rest?.[0] !== 'install') return undefined;
  const requirements: Requirement[] = [];
  let upgrades = false;
  for (let at = 1; at < rest.length; at += 1) {
    const word = rest[at]!;
    if (withValue.has(word)) at += 1;
    else if (word.startsWith('--')) upgrades ||= word === '--upgrade';
    else if (word.startsWith('-')) upgrades ||= word.includes('U');
    else {
      const requirement = readRequirement(word);
      if (requirement !== undefined) requirements.push(requirement);
    }
  }
  return { requirements, upgrades };
}

function pipArguments(command: Command): readonly string[] | undefined {
  const { program, args } = programOf(command);
  if (/^pip[\d.]*$/.test(program)) return args;
  const isPython = /^python[\d.]*$|sys\.executable/.test(program);
  const module = args.indexOf('-m');
  return isPython && module !== -1 && args[module + 1] === 'pip'
    ? args.slice(module + 2)
    : undefined;
}

function readRequirement(word: string): Requirement | undefined {
  const [, name, versions = ''] =
    /^([A-Za-z0-9][\w.-]*)(?:\[[^\]]*\])?\s*((?:[<>=!~].*)?)$/.exec(word) ?? [];
  return name === undefined
    ? undefined
    : { name: name.toLowerCase().replaceAll(/[_.]/g, '-'), versions: versions.trim() };
}

/** Whether versions leave out everything from a major version on. */
export function isBelow(versions: string, major: number): boolean {
  return versions.split(',').some((clause) => {
    const [, operator, version] = /^\s*(==|<=|<|~=|===)\s*v?(\d+(?:\.\d+)?)/.exec(clause) ?? [];
    if (operator === undefined) return false;
    return operator === '<' ? Number(version) <= major : Math.floor(Number(version)) < major;
  });
}
