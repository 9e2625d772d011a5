import type { Fault } from '../document.ts';
import { languageOf } from '../read/cell.ts';

/** A file of a workshop. */
export interface FileEntry {
  /** From the workshop's folder, with `/` between its parts. */
  readonly path: string;
  /** Bytes; absent where it cannot be told without loading it. */
  readonly size?: number;
  /** Why it must not be read. */
  readonly fault?: Fault;
}

/** Where a workshop's files are. */
export interface WorkshopFiles {
  readonly entries: readonly FileEntry[];
  /** There were more than are listed. */
  readonly cutAt?: number;
  /** The content of an entry; it may be longer than it said. */
  read(path: string): Promise<Uint8Array>;
}

/** More files than this are not looked at. */
export const mostFiles = 20_000;

/** Folders with nothing of the workshop's own: copies, histories, installed packages. */
export function isPassedOver(folder: string): boolean {
  return folder.startsWith('.') || /^(node_modules|__pycache__|venv|site-packages)$/.test(folder);
}

/** Whether a file is read: a notebook, or a script that a notebook may use. */
export function isRead(path: string): boolean {
  return isNotebook(path) || languageOf(path) !== 'other';
}

export function isNotebook(path: string): boolean {
  return path.toLowerCase().endsWith('.ipynb');
}

const collator = new Intl.Collator('en', { numeric: true });

/** The order in which a person would list paths: 2 before 10. */
export function byName(a: string, b: string): number {
  return collator.compare(a, b) || (a < b ? -1 : 1);
}
