import { createHash } from 'node:crypto';
import { manifestName } from './manifest.ts';

/** Longest name that common file systems take, in bytes of UTF-8; less, for a `~2` to fit. */
const longestName = 200;

/**
 * Names of devices on Windows, with any ending ("Naming Files, Paths, and Namespaces", Win32
 * documentation).
 */
const device = /^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9\u00b9\u00b2\u00b3])(\.|$)/i;

// oxlint-disable-next-line no-control-regex -- control characters are what no name may have
const forbidden = /[<>:"|?*\\\u0000-\u001f\u007f]/g;

/** Whether a path of an archive stays below the folder that it is put into, on every system. */
export function staysInside(path: string): boolean {
  const parts = path.split('/');
  return !path.includes('\0') && parts.every((part) => !['', '.', '..'].includes(part));
}

interface Folder {
  /** Safe names of what is in it, by the name in the archive. */
  readonly names: Map<string, { readonly safe: string; readonly folder: Folder }>;
  /** Safe names that are taken, as a file system that ignores case compares them. */
  readonly taken: Set<string>;
}

/**
 * Gives every path of an archive a name that Windows, macOS and Linux can have, and none that
 * another has where capital and small letters are the same. Pure, and the same for the same paths in
 * any order: work that is saved again keeps the names that it had.
 *
 * @param paths relative ones that {@link staysInside}
 * @returns safe paths by the paths given, most of them equal
 */
export function safeNames(paths: readonly string[]): ReadonlyMap<string, string> {
  const root = newFolder();
  root.taken.add(folded(manifestName));
  return new Map(paths.toSorted().map((path) => [path, safePath(root, path)]));
}

function newFolder(): Folder {
  return { names: new Map(), taken: new Set() };
}

function safePath(root: Folder, path: string): string {
  let folder = root;
  const safe: string[] = [];
  for (const part of path.split('/')) {
    const known = folder.names.get(part);
    const name = known ?? { safe: freeName(folder, safeName(part)), folder: newFolder() };
    folder.names.set(part, name);
    folder.taken.add(folded(name.safe));
    safe.push(name.safe);
    folder = name.folder;
  }
  return safe.join('/');
}

function safeName(name: string): string {
  let safe = name.normalize('NFC').replace(forbidden, '_');
  // Windows takes these off a name without a word.
  safe = safe.replace(/[. ]+$/, (ending: string) => '_'.repeat(ending.length));
  if (device.test(safe)) safe = `_${safe}`;
  if (Buffer.byteLength(safe) <= longestName) return safe;
  const ending = /\.[A-Za-z0-9]{1,10}$/.exec(safe)?.[0] ?? '';
  const digest = createHash('sha256').update(name).digest('hex').slice(0, 8);
  // By whole characters: half a surrogate pair is none.
  const stem = Array.from(safe.slice(0, longestName));
  while (Buffer.byteLength(stem.join('')) > longestName - ending.length - 9) stem.pop();
  return `${stem.join('')}-${digest}${ending}`;
}

function freeName(folder: Folder, name: string): string {
  const [, stem = '', ending = ''] = /^(.+?)(\.[^.]*)?$/s.exec(name) ?? [];
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? name : `${stem}~${number}${ending}`;
    if (!folder.taken.has(folded(candidate))) return candidate;
  }
}

/** How file systems without case compare names: NTFS by capitals, APFS also by Unicode form. */
function folded(name: string): string {
  return name.normalize('NFC').toUpperCase().toLowerCase().normalize('NFC');
}
