/** A service that runs one command to its end. `User` is not followed: everything here has one user. */
export interface ServiceUnit {
  readonly name: string;
  /** Program and arguments. */
  readonly command: readonly [string, ...string[]];
}

/** When a timer starts its service; in milliseconds. */
export interface TimerUnit {
  readonly name: string;
  readonly service: string;
  /** After the timer was started. */
  readonly first: number;
  /** After each end of the service. */
  readonly again: number;
}

/** A unit file that says what is not modelled here, or says it wrongly. */
export class UnitError extends Error {
  override readonly name = 'UnitError';
}

type Settings = ReadonlyMap<string, string>;

/** Reads a oneshot service of one command (systemd.service(5)). */
export function parseService(name: string, text: string): ServiceUnit {
  const settings = parse(name, text, ['Type', 'User', 'ExecStart']);
  if (settings.get('Type') !== 'oneshot')
    throw new UnitError(`${name}: only Type=oneshot is modelled.`);
  const [program, ...args] = splitWords(settings.get('ExecStart') ?? '');
  if (program === undefined) throw new UnitError(`${name}: Service has no ExecStart= setting.`);
  return { name, command: [program, ...args] };
}

/** Reads a timer that runs its service again and again (systemd.timer(5)). */
export function parseTimer(name: string, text: string): TimerUnit {
  const wanted = ['OnActiveSec', 'OnUnitInactiveSec', 'AccuracySec', 'WantedBy'];
  const settings = parse(name, text, wanted);
  const [first, again] = wanted.map((key) => Number(settings.get(key) ?? Number.NaN) * 1000);
  if (!(first! >= 0) || !(again! >= 0)) {
    throw new UnitError(`${name}: needs OnActiveSec= and OnUnitInactiveSec=, in seconds.`);
  }
  return { name, service: name.replace(/\.timer$/, '.service'), first: first!, again: again! };
}

function parse(name: string, text: string, known: readonly string[]): Settings {
  const lines = text.split(/\r?\n/).filter((line) => !/^\s*(?:[#;[]|$)/.test(line));
  return new Map(
    lines.map((line) => {
      const [, key = line, value = ''] = /^\s*(\w+)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
      if (!known.includes(key))
        throw new UnitError(`${name}: ${key}= is not modelled by the local AWS.`);
      return [key, value];
    }),
  );
}

/** Words, some of them in quotes, in which a backslash takes the next character as it is. */
function splitWords(text: string): string[] {
  const words = text.matchAll(/"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|(\S+)/gs);
  return [...words].map(([, double, single, bare]) =>
    (double ?? single ?? bare ?? '')
      .replaceAll(/\\(.)/gs, '$1')
      .replaceAll('%%', '%')
      .replaceAll('$$', '$'),
  );
}
