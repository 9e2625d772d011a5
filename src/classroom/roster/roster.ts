import { readFile } from 'node:fs/promises';
import { LabsError } from '../../errors.ts';
import type { RosterProblem } from '../../messages/roster.ts';
import { slug } from '../../sandbox/name.ts';
import type { Columns } from './columns.ts';
import { findColumns } from './columns.ts';
import { decodeRoster } from './decode.ts';
import type { IdOptions } from './ids.ts';
import { idProblems } from './ids.ts';
import type { Student } from './student.ts';
import type { Row } from './table.ts';
import { tablesIn } from './table.ts';

/** Most sandboxes of a region: CloudFormation's quota of stacks (L-0485CB21) as it is at first. */
const mostStudents = 2_000;

/**
 * Reads a class's roster.
 *
 * @param bytes of a CSV file as Excel and Korean Windows write it
 * @param file its name, for the errors
 * @throws LabsError `roster.*`; `roster.invalid` with every mistake and its line
 */
export function readRoster(
  bytes: Uint8Array,
  file: string,
  options: IdOptions,
): readonly Student[] {
  const { columns, below } = findColumns(tablesIn(decodeRoster(bytes, file), file), file);
  if (below.length === 0) throw new LabsError('roster.empty', { file });
  const ids = below.map((row) => ({ line: row.line, given: cell(row, columns.id) }));
  const problems = [...idProblems(ids, options), ...below.flatMap((row) => typeOf(row, columns))];
  if (problems.length > 0) {
    throw new LabsError('roster.invalid', {
      file,
      problems: problems.sort((a, b) => a.line - b.line),
    });
  }
  return below.map((row) => studentOf(row, columns));
}

/**
 * Reads a roster from a file.
 *
 * @throws LabsError `roster.missing`, and those of {@link readRoster}
 */
export async function loadRoster(path: string, options: IdOptions): Promise<readonly Student[]> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new LabsError('roster.missing', { file: path, why }, { cause: error });
  }
  return readRoster(bytes, path, options);
}

/**
 * A class without a roster: students 001, 002 and so on.
 *
 * @param given as it was typed
 * @throws LabsError `roster.students-invalid`
 */
export function numberedStudents(given: string): readonly Student[] {
  const count = Number(given);
  if (!/^\d+$/.test(given) || count < 1 || count > mostStudents) {
    throw new LabsError('roster.students-invalid', { given, most: mostStudents });
  }
  return Array.from({ length: count }, (_, at) => {
    const number = String(at + 1).padStart(3, '0');
    return { id: number, person: { number } };
  });
}

function studentOf(row: Row, columns: Columns): Student {
  const [name, email, type] = [
    plain(cell(row, columns.name)),
    plain(cell(row, columns.email)),
    cell(row, columns.type),
  ];
  const number = cell(row, columns.id);
  return {
    id: slug(number),
    ...(type === '' ? {} : { type }),
    person: {
      number,
      ...(name === '' ? {} : { name }),
      ...(email === '' ? {} : { email }),
    },
  };
}

function typeOf(row: Row, columns: Columns): readonly RosterProblem[] {
  const { line } = row;
  const given = cell(row, columns.type);
  if (given === '') return [];
  if (!/^ml(\.[a-z0-9]+(-[a-z0-9]+)*){2}$/.test(given))
    return [{ is: 'type-invalid', line, given }];
  // Amazon Linux 2023 notebooks do not run on these (Developer Guide, nbi-al2023).
  return /^ml\.(p2|p3|p3dn|inf1|g3)\./.test(given) ? [{ is: 'type-gone', line, given }] : [];
}

function cell(row: Row, at: number | undefined): string {
  return at === undefined ? '' : (row.cells[at] ?? '');
}

/** One line of a text, for cards and tables. */
function plain(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/\p{Cc}/gu, '');
}
