/** Settings of a unit file: section, then key, then every value it was given, in order. */
export type UnitFile = ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;

/**
 * Reads a unit file (systemd.syntax(7)): comments, continued lines, and the empty assignment that
 * takes back what stood before it.
 */
export function parseUnitFile(text: string): UnitFile {
  const sections = new Map<string, Map<string, string[]>>();
  let current = new Map<string, string[]>();
  for (const line of logicalLines(text)) {
    const section = /^\[(.+)\]$/.exec(line)?.[1];
    if (section !== undefined) {
      current = sections.get(section) ?? new Map<string, string[]>();
      sections.set(section, current);
      continue;
    }
    const equals = line.indexOf('=');
    if (equals < 0) continue;
    const key = line.slice(0, equals).trim();
    const value = line.slice(equals + 1).trim();
    current.set(key, value === '' ? [] : [...(current.get(key) ?? []), value]);
  }
  return sections;
}

function logicalLines(text: string): string[] {
  const lines: string[] = [];
  let held = '';
  for (const raw of text.split(/\r?\n/)) {
    const line = raw.trim();
    if (/^[#;]/.test(line)) continue;
    if (line.endsWith('\\')) {
      held += `${line.slice(0, -1)} `;
      continue;
    }
    const whole = (held + line).trim();
    held = '';
    if (whole !== '') lines.push(whole);
  }
  return lines;
}

/** All values of a setting; the last one counts where a setting has one value. */
export function settings(unit: UnitFile, section: string, key: string): readonly string[] {
  return unit.get(section)?.get(key) ?? [];
}

/** The one value of a setting. */
export function setting(unit: UnitFile, section: string, key: string): string | undefined {
  return settings(unit, section, key).at(-1);
}

const escapes: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  s: ' ',
  t: '\t',
  v: '\v',
};

/**
 * Splits a value at its blanks, as systemd does for commands and environments: quotes of both
 * kinds at the edge of a word, and the escapes of C.
 */
export function splitWords(value: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  let quote = '';
  for (let at = 0; at < value.length; at += 1) {
    const character = value.charAt(at);
    if (character === '\\' && at + 1 < value.length) {
      at += 1;
      const next = value.charAt(at);
      word = (word ?? '') + (escapes[next] ?? next);
    } else if (quote !== '') {
      if (character === quote) quote = '';
      else word = (word ?? '') + character;
    } else if (character === '"' || character === "'") {
      quote = character;
      word ??= '';
    } else if (/\s/.test(character)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else {
      word = (word ?? '') + character;
    }
  }
  if (word !== undefined) words.push(word);
  return words;
}

const secondsOf: Readonly<Record<string, number>> = {
  us: 1e-6,
  usec: 1e-6,
  ms: 1e-3,
  msec: 1e-3,
  s: 1,
  sec: 1,
  second: 1,
  seconds: 1,
  m: 60,
  min: 60,
  minute: 60,
  minutes: 60,
  h: 3600,
  hr: 3600,
  hour: 3600,
  hours: 3600,
  d: 86_400,
  day: 86_400,
  days: 86_400,
  w: 604_800,
  week: 604_800,
  weeks: 604_800,
};

/**
 * Milliseconds of a time span (systemd.time(7)): `20`, `20s`, `5min 20s`.
 *
 * @returns undefined for what is none
 */
export function parseSpan(text: string): number | undefined {
  if (!/^(?:\s*\d+(?:\.\d+)?\s*[a-z]*)+\s*$/.test(text)) return undefined;
  let seconds = 0;
  for (const [, count, unit] of text.matchAll(/(\d+(?:\.\d+)?)\s*([a-z]*)/g)) {
    const factor = secondsOf[unit === '' || unit === undefined ? 's' : unit];
    if (factor === undefined) return undefined;
    seconds += Number(count) * factor;
  }
  return seconds * 1000;
}
