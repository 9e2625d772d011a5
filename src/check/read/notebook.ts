import * as z from 'zod';
import type { Block, Document, Fault, Kernel } from '../document.ts';
import { longestCode } from '../python/read-python.ts';
import { readCell } from './cell.ts';

/** Above this Jupyter takes long to open and save a notebook; bytes. */
const heavy = 20_000_000;
const mostFaults = 20;
const mostHeadings = 20;
const longestHeading = 300;
/** More code than this in a notebook is only searched as text; characters. */
const mostCode = 2_000_000;
/** Of such code only so much is searched; characters. */
const mostSearched = 5_000_000;
/** Code that is made to be slow to read does not get more time than this; milliseconds. */
const longestReading = 5_000;

const source = z.union([z.string(), z.array(z.string()).transform((lines) => lines.join(''))]);
/** A cell of format 4; format 3 has `input` where a code cell has its code. */
const cellSchema = z.object({
  cell_type: z.string(),
  source: source.optional(),
  input: source.optional(),
});
const name = z.string().max(300).optional().catch(undefined);
const metadataSchema = z
  .object({
    kernelspec: z.object({ name, language: name }).optional().catch(undefined),
    language_info: z.object({ name }).optional().catch(undefined),
    instance_type: name,
  })
  .catch({});
const notebookSchema = z.object({
  metadata: metadataSchema.optional(),
  cells: z.array(z.unknown()).optional(),
  worksheets: z.array(z.object({ cells: z.array(z.unknown()) })).optional(),
});

/** Reads a notebook; what cannot be read becomes a fault. Nothing of it is run. */
export function readNotebook(path: string, bytes: Uint8Array): Document {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder().decode(bytes));
  } catch (error) {
    return faulty(path, { is: 'not-json', detail: error instanceof Error ? error.message : '' });
  }
  const { success, data } = notebookSchema.safeParse(json);
  const cells = data?.cells ?? data?.worksheets?.flatMap((sheet) => sheet.cells);
  if (!success || cells === undefined) return faulty(path, { is: 'not-a-notebook' });

  const { kernelspec, language_info: info, instance_type: instanceType } = data.metadata ?? {};
  const language = (kernelspec?.language ?? info?.name ?? 'python').toLowerCase();
  const kernel: Kernel | undefined =
    kernelspec?.name === undefined ? undefined : { name: kernelspec.name, language };
  const read = readCells(cells, language);
  const faults = bytes.length > heavy ? [heavyFault(bytes), ...read.faults] : read.faults;
  return { path, kind: 'notebook', kernel, instanceType, ...read, faults };
}

/** A document of which nothing but a fault is known. */
export function faulty(path: string, fault: Fault): Document {
  return {
    path,
    kind: path.endsWith('.ipynb') ? 'notebook' : 'script',
    blocks: [],
    kernel: undefined,
    instanceType: undefined,
    faults: [fault],
    headings: [],
  };
}

function heavyFault({ length }: Uint8Array): Fault {
  return { is: 'heavy', detail: Math.round(length / 1_000_000) };
}

function readCells(cells: readonly unknown[], language: string) {
  const blocks: Block[] = [];
  const faults: Fault[] = [];
  const headings: string[] = [];
  const ends = performance.now() + longestReading;
  let left = mostCode;
  let searchable = mostSearched;
  for (const [index, cell] of cells.entries()) {
    const { data } = cellSchema.safeParse(cell);
    const text = (data?.source ?? data?.input)?.replace(/\r\n?/g, '\n');
    if (data === undefined || text === undefined) {
      if (faults.length < mostFaults) faults.push({ is: 'bad-cell', cell: index });
    } else if (data.cell_type === 'code') {
      const isTooMuch = text.length > longestCode || text.length > left || performance.now() > ends;
      if (!isTooMuch) left -= text.length;
      else if (faults.length < mostFaults) faults.push({ is: 'long-cell', cell: index });
      const isPython = /^i?python/.test(language);
      const read = isTooMuch ? text.slice(0, searchable) : text;
      if (isTooMuch) searchable -= read.length;
      blocks.push(readCell(index, read, isPython ? 'python' : language, !isTooMuch));
    } else if (headings.length < mostHeadings) {
      headings.push(...headingsOf(text));
    }
  }
  return { blocks, faults, headings };
}

function headingsOf(markdown: string): readonly string[] {
  return markdown
    .slice(0, 10_000)
    .split('\n')
    .filter((line) => /^#{1,3}\s/.test(line))
    .map((line) => line.slice(0, longestHeading).replace(/^#+/, '').trim())
    .filter((heading) => heading !== '');
}
