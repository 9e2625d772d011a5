import type { Document, Workshop } from '../document.ts';
import { readScript } from '../read/cell.ts';
import { faulty, readNotebook } from '../read/notebook.ts';
import type { FileEntry, WorkshopFiles } from './files.ts';
import { isNotebook } from './files.ts';

/** A larger notebook is not read; bytes. */
const largestNotebook = 100_000_000;
/** A larger script is data. */
const largestScript = 1_000_000;

/** What is read of a workshop. */
export interface Reading {
  /** Only these notebooks, in this order; else all of them by name. */
  readonly notebooks?: readonly string[];
  /** Stands before every path. */
  readonly prefix?: string;
}

/** Reads notebooks, then scripts. What cannot be read becomes a fault of its document. */
export async function readWorkshop(
  files: WorkshopFiles,
  { notebooks, prefix = '' }: Reading = {},
): Promise<Workshop> {
  const byPath = new Map(files.entries.map((entry) => [entry.path, entry]));
  const chosen: readonly FileEntry[] =
    notebooks?.map((path) => byPath.get(path) ?? { path, fault: { is: 'missing' } }) ??
    files.entries.filter(({ path }) => isNotebook(path));
  const scripts = files.entries.filter(({ path }) => !isNotebook(path));
  const documents: Document[] = [];
  for (const entry of chosen) documents.push(await readOne(entry, files));
  for (const entry of scripts) {
    if ((entry.size ?? 0) > largestScript) continue;
    const document = await readOne(entry, files);
    if (document.faults.length === 0) documents.push(document);
  }
  if (files.cutAt !== undefined)
    documents.push(faulty('.', { is: 'too-many', detail: files.cutAt }));
  return { documents: documents.map((one) => ({ ...one, path: prefix + one.path })) };
}

async function readOne(entry: FileEntry, files: WorkshopFiles): Promise<Document> {
  const { path, size = 0, fault } = entry;
  if (fault !== undefined) return faulty(path, fault);
  if (size > largestNotebook) {
    return faulty(path, { is: 'too-large', detail: Math.round(size / 1_000_000) });
  }
  try {
    const bytes = await files.read(path);
    if (isNotebook(path)) return readNotebook(path, bytes);
    const text = new TextDecoder().decode(bytes).replace(/\r\n?/g, '\n');
    return {
      path,
      kind: 'script',
      blocks: [readScript(path, text)],
      kernel: undefined,
      instanceType: undefined,
      faults: [],
      headings: [],
    };
  } catch (error) {
    // Its permissions, a file that went away meanwhile, an object that is broken.
    if (error instanceof Error && error.name === 'AbortError') throw error;
    return faulty(path, { is: 'unreadable', detail: codeOf(error) });
  }
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message;
}
