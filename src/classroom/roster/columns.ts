import { LabsError, isLabsError } from '../../errors.ts';
import type { ReadTable, Row } from './table.ts';

/**
 * What the columns of a roster, or of a class's handouts, can mean, and the headings that say so, the
 * usual ones first.
 */
const headings = {
  id: ['학번', 'student id', 'id', '학생번호', 'student number', '학생 id', '사번', '번호', 'no'],
  name: ['이름', 'name', '성명', '학생명', 'student name', 'full name'],
  email: ['이메일', 'email', 'e-mail', '메일', '전자우편', 'mail', 'email address', '이메일 주소'],
  type: ['유형', 'type', '인스턴스', '인스턴스 유형', 'instance', 'instance type'],
  address: ['접속 주소', 'door address'],
  code: ['코드', 'code'],
} as const;

export type Column = keyof typeof headings;

/** Where each column is; only `id` must be there. */
export type Columns = Readonly<Partial<Record<Column, number>> & Record<'id', number>>;

/** Rosters of a university's portal begin with lines of title. */
const mostTitleLines = 10;

/**
 * Finds the heading of a table, and what comes below it.
 *
 * @param tables the ways of reading the file; the first that gives a heading counts
 * @throws LabsError `roster.no-id-column`, `roster.column-twice`
 */
export function findColumns(
  tables: readonly ReadTable[],
  file: string,
): { readonly columns: Columns; readonly below: readonly Row[] } {
  let unreadable: unknown;
  for (const [way, read] of tables.entries()) {
    try {
      const rows = read();
      for (const [at, { cells }] of rows.slice(0, mostTitleLines).entries()) {
        const columns = columnsOf(cells, file);
        if (columns !== undefined) return { columns, below: rows.slice(at + 1) };
      }
    } catch (error) {
      if (!isLabsError(error, 'roster.invalid')) throw error;
      // Read with another separator, a quotation mark is a sign like any other.
      if (way === 0) unreadable = error;
    }
  }
  if (unreadable !== undefined) throw unreadable;
  throw new LabsError('roster.no-id-column', {
    file,
    found: tables[0]?.()[0]?.cells ?? [],
    names: headings.id.slice(0, 5).join(', '),
  });
}

function columnsOf(cells: readonly string[], file: string): Columns | undefined {
  const found: Partial<Record<Column, number>> = {};
  // `학번` and a running `번호` or `No` are both there in many rosters: the first of the list counts.
  for (const column of Object.keys(headings) as Column[]) {
    for (const heading of headings[column]) {
      const places = cells.flatMap((cell, at) => (normal(cell) === normal(heading) ? [at] : []));
      const [first, second] = places;
      if (first === undefined) continue;
      if (second !== undefined) {
        throw new LabsError('roster.column-twice', {
          file,
          columns: [cells[first] ?? '', cells[second] ?? ''],
        });
      }
      found[column] = first;
      break;
    }
  }
  return found.id === undefined ? undefined : { ...found, id: found.id };
}

function normal(heading: string): string {
  return heading
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_.·-]+/g, '')
    .replace(/\([^)]*\)$/, '');
}
