import {
  parseSpan,
  parseUnitFile,
  setting,
  settings,
  splitWords,
  type UnitFile,
} from './unit-file.ts';

/** One command of a service. */
export interface UnitCommand {
  readonly words: readonly string[];
  /** Its failure does not count (prefix `-`). */
  readonly mayFail: boolean;
}

/** What we take from a service unit. The User of it is ignored: here everything has one user. */
export interface ServiceUnit {
  readonly name: string;
  readonly oneshot: boolean;
  readonly commands: readonly UnitCommand[];
  /** In order; later ones win. */
  readonly environment: Readonly<Record<string, string>>;
  readonly environmentFiles: readonly { readonly path: string; readonly mayMiss: boolean }[];
  readonly workingDirectory?: string;
}

/** When a timer fires; each span in milliseconds after its event. */
export interface TimerUnit {
  readonly name: string;
  /** The service it starts. */
  readonly service: string;
  readonly onActive: readonly number[];
  readonly onBoot: readonly number[];
  readonly onUnitActive: readonly number[];
  readonly onUnitInactive: readonly number[];
}

/** A unit file that says what we cannot do, or says it wrongly. */
export class UnitError extends Error {
  override readonly name = 'UnitError';
}

/** Reads a service (systemd.service(5), systemd.exec(5)). */
export function parseService(name: string, text: string): ServiceUnit {
  const unit = parseUnitFile(text);
  const type = setting(unit, 'Service', 'Type') ?? 'simple';
  const commands = settings(unit, 'Service', 'ExecStart').map(parseCommand);
  if (commands.length === 0) throw new UnitError(`${name}: Service has no ExecStart= setting.`);
  const workingDirectory = setting(unit, 'Service', 'WorkingDirectory');
  return {
    name,
    oneshot: type === 'oneshot',
    commands,
    environment: parseAssignments(settings(unit, 'Service', 'Environment').flatMap(splitWords)),
    environmentFiles: settings(unit, 'Service', 'EnvironmentFile').map((path) => ({
      path: path.replace(/^-/, ''),
      mayMiss: path.startsWith('-'),
    })),
    ...(workingDirectory === undefined ? {} : { workingDirectory }),
  };
}

/** Reads a timer (systemd.timer(5)); calendar times are not modelled. */
export function parseTimer(name: string, text: string): TimerUnit {
  const unit = parseUnitFile(text);
  if (settings(unit, 'Timer', 'OnCalendar').length > 0) {
    throw new UnitError(`${name}: OnCalendar= is not modelled by the local AWS.`);
  }
  const timer: TimerUnit = {
    name,
    service: setting(unit, 'Timer', 'Unit') ?? name.replace(/\.timer$/, '.service'),
    onActive: spans(unit, name, 'OnActiveSec'),
    onBoot: [...spans(unit, name, 'OnBootSec'), ...spans(unit, name, 'OnStartupSec')],
    onUnitActive: spans(unit, name, 'OnUnitActiveSec'),
    onUnitInactive: spans(unit, name, 'OnUnitInactiveSec'),
  };
  const { onActive, onBoot, onUnitActive, onUnitInactive } = timer;
  if ([onActive, onBoot, onUnitActive, onUnitInactive].every((values) => values.length === 0)) {
    throw new UnitError(`${name}: Timer unit lacks value setting. Refusing.`);
  }
  return timer;
}

function spans(unit: UnitFile, name: string, key: string): number[] {
  return settings(unit, 'Timer', key).map((value) => {
    const span = parseSpan(value);
    if (span === undefined) throw new UnitError(`${name}: ${key}= is no time span: ${value}`);
    return span;
  });
}

function parseCommand(value: string): UnitCommand {
  const [, prefix = '', rest = ''] = /^([-@:+!]*)(.*)$/s.exec(value) ?? [];
  return {
    words: splitWords(rest).map((word) => word.replaceAll('%%', '%')),
    mayFail: prefix.includes('-'),
  };
}

/** `NAME=value` pairs; anything else is left out, as systemd does. */
function parseAssignments(assignments: readonly string[]): Record<string, string> {
  const pairs = assignments.flatMap((text) => {
    const [, name, value = ''] = /^([A-Za-z_][A-Za-z0-9_]*)=(.*)$/s.exec(text) ?? [];
    return name === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(pairs);
}

/** Reads an environment file: a shell-like assignment on every line. */
export function parseEnvironmentFile(text: string): Record<string, string> {
  const lines = text.split(/\r?\n/).filter((line) => !/^\s*(?:[#;]|$)/.test(line));
  return parseAssignments(lines.map((line) => splitWords(line.trim()).join(' ')));
}

/**
 * Puts variables into the words of a command: `${NAME}` anywhere in a word, `$NAME` as a word of
 * its own, which becomes as many words as its value has.
 */
export function expandWords(
  words: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): string[] {
  return words.flatMap((word) => {
    const alone = /^\$([A-Za-z_][A-Za-z0-9_]*)$/.exec(word)?.[1];
    if (alone !== undefined) return splitWords(environment[alone] ?? '');
    return [
      word
        .replace(/\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g, (_, name: string) => environment[name] ?? '')
        .replaceAll('$$', '$'),
    ];
  });
}
