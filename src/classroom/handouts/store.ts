import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { defined } from '../../defined.ts';
import { LabsError } from '../../errors.ts';
import { slug } from '../../sandbox/name.ts';
import { readCode, spellCode } from '../door/code.ts';
import type { Column } from '../roster/columns.ts';
import { findColumns } from '../roster/columns.ts';
import { decodeRoster } from '../roster/decode.ts';
import { tablesIn } from '../roster/table.ts';
import type { Card } from './cards.ts';
import { cardsCsv } from './cards.ts';
import type { HandoutFacts } from './page.ts';
import { handoutPage } from './page.ts';

/** The files of a class's handouts: the only place where codes are. */
export interface HandoutFiles {
  readonly dir: string;
  readonly csv: string;
  readonly html: string;
}

export function handoutFiles(dir: string): HandoutFiles {
  return { dir, csv: join(dir, 'handouts.csv'), html: join(dir, 'handouts.html') };
}

/** A code of the handouts, and whose it is as far as the file says. */
export interface HandedCode {
  readonly id: string;
  readonly code: string;
}

/** Handouts that were written before. */
export interface Handouts {
  readonly cards: readonly Card[];
  /** Where they say that the door is. */
  readonly doorUrl?: string;
}

/**
 * The handouts that are there. Somebody may have saved the file anew with Excel, which shortens
 * numbers: it is the code that tells whose it is, where its sandbox is there.
 *
 * @throws LabsError `class.handouts-unreadable`
 */
export async function readHandouts({ csv }: HandoutFiles): Promise<Handouts> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(csv);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { cards: [] };
    throw unreadable(csv, error);
  }
  try {
    const { columns, below } = findColumns(tablesIn(decodeRoster(bytes, csv), csv), csv);
    const cellOf = (cells: readonly string[]) => (column: Column) =>
      cells[columns[column] ?? -1] ?? '';
    const cards = below.flatMap(({ cells }) => {
      const cell = cellOf(cells);
      const [number, name, email] = [cell('id'), cell('name'), cell('email')];
      const person = { number, ...(name && { name }), ...(email && { email }) };
      const card = { id: slug(number), person };
      const code = readCode(cell('code'));
      if (code !== undefined) return [{ ...card, code: spellCode(code) }];
      return cell('code').trim() === '' && card.id !== '' ? [card] : [];
    });
    const doorUrl = below.map(({ cells }) => doorAddress(cellOf(cells)('address'))).find(Boolean);
    return { cards, ...defined({ doorUrl }) };
  } catch (error) {
    throw unreadable(csv, error);
  }
}

function unreadable(file: string, cause: unknown): LabsError {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new LabsError('class.handouts-unreadable', { file, why }, { cause });
}

/** What is printed as the door's address; undefined for what no browser opens. */
export function doorAddress(given: string): string | undefined {
  if (!URL.canParse(given)) return undefined;
  const { protocol, href } = new URL(given);
  return /^https?:$/.test(protocol) ? href : undefined;
}

/**
 * Writes the handouts, whole or not at all; only their owner can read them.
 *
 * @throws LabsError `class.handouts-unwritable`
 */
export async function writeHandouts(
  { dir, csv, html }: HandoutFiles,
  cards: readonly Card[],
  facts: HandoutFacts,
): Promise<void> {
  try {
    await mkdir(dir, { recursive: true, mode: 0o700 });
    await writeWhole(csv, cardsCsv(cards, facts.lang, facts.doorUrl));
    await writeWhole(html, handoutPage(cards, facts));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new LabsError('class.handouts-unwritable', { dir, why }, { cause: error });
  }
}

async function writeWhole(path: string, text: string): Promise<void> {
  const draft = `${path}.${process.pid}.tmp`;
  try {
    await writeFile(draft, text, { mode: 0o600 });
    await rename(draft, path);
    await chmod(path, 0o600);
  } catch (error) {
    await rm(draft, { force: true }).catch(() => undefined);
    throw error;
  }
}
