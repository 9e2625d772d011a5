import { checkWorkshop } from '../../src/check/check.ts';
import type { Document, Workshop } from '../../src/check/document.ts';
import { readScript } from '../../src/check/read/cell.ts';
import { readNotebook } from '../../src/check/read/notebook.ts';
import { render } from '../../src/messages/message.ts';

interface NotebookOptions {
  readonly path?: string;
  /** Name of the kernel in its metadata; null for none. */
  readonly kernel?: string | null;
  readonly language?: string;
  readonly metadata?: object;
}

/** A notebook's JSON: of each text a code cell, of each `md` text a markdown cell. */
export function notebookJson(
  cells: readonly (string | { readonly md: string })[],
  { kernel = 'conda_python3', language = 'python', metadata = {} }: NotebookOptions = {},
): object {
  return {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: {
      ...(kernel === null ? {} : { kernelspec: { name: kernel, language, display_name: kernel } }),
      ...metadata,
    },
    cells: cells.map((cell) =>
      typeof cell === 'string'
        ? { cell_type: 'code', source: cell, outputs: [], metadata: {}, execution_count: null }
        : { cell_type: 'markdown', source: [cell.md], metadata: {} },
    ),
  };
}

/** A notebook of these code cells, read as from a file. */
export function notebook(cells: readonly string[], options: NotebookOptions = {}): Document {
  return readNotebook(options.path ?? 'a.ipynb', bytesOf(notebookJson(cells, options)));
}

/** A script beside the notebooks. */
export function script(path: string, text: string): Document {
  return {
    path,
    kind: 'script',
    blocks: [readScript(path, text)],
    kernel: undefined,
    instanceType: undefined,
    faults: [],
    headings: [],
  };
}

export function bytesOf(value: unknown): Uint8Array {
  return new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));
}

/** What one rule finds: `<cell or L<line>> <severity>`, in order. */
export async function find(rule: string, ...documents: readonly Document[]): Promise<string[]> {
  const findings = await checkWorkshop(workshopOf(documents));
  return findings
    .filter((finding) => finding.rule === rule)
    .map(
      ({ cell, line, severity }) =>
        `${cell ?? (line === undefined ? '-' : `L${line}`)} ${severity}`,
    );
}

/** What one rule says, in English. */
export async function said(rule: string, ...documents: readonly Document[]): Promise<string[]> {
  const findings = await checkWorkshop(workshopOf(documents));
  return findings
    .filter((finding) => finding.rule === rule)
    .map(({ message }) => render(message, 'en'));
}

/** What one rule finds in a notebook of these cells. */
export async function findIn(rule: string, ...cells: readonly string[]): Promise<string[]> {
  return find(rule, notebook(cells));
}

export function workshopOf(documents: readonly Document[]): Workshop {
  return { documents };
}
