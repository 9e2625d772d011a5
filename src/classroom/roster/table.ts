import { CsvError, parse } from 'csv-parse/sync';
import { LabsError } from '../../errors.ts';

/** One record of a table. */
export interface Row {
  /** Line of the file on which it begins, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

interface Parsed {
  readonly info: { readonly lines: number };
  readonly raw: string;
  readonly record: readonly string[];
}

/** A way of reading a text as a table. */
export type ReadTable = () => readonly Row[];

const separators = [',', ';', '\t'] as const;

/**
 * The ways in which a text can be a table, the likeliest first: its separator is the one that a
 * first line `sep=;` names, as Excel writes and reads it, else any, by how often it is there.
 *
 * @param file its name, for the errors
 */
export function tablesIn(text: string, file: string): readonly ReadTable[] {
  const [declared, separator] = /^sep=([,;\t])\r?\n/i.exec(text) ?? [''];
  if (separator !== undefined) {
    return [() => readTable(text.slice(declared.length), separator, 1, file)];
  }
  const head = text.slice(0, 4000);
  const often = (wanted: string) => head.split(wanted).length;
  return [...separators]
    .sort((a, b) => often(b) - often(a))
    .map((candidate) => () => readTable(text, candidate, 0, file));
}

/**
 * The records of a CSV text. A quoted cell may hold line ends; cells are trimmed; empty records are
 * left out.
 *
 * @param skipped lines of the file before the text
 * @throws LabsError `roster.invalid` for a quotation mark that is never closed
 */
function readTable(text: string, separator: string, skipped: number, file: string): readonly Row[] {
  try {
    const parsed = parse(text, {
      delimiter: separator,
      info: true,
      raw: true,
      relax_column_count: true,
      relax_quotes: true,
    }) as unknown as readonly Parsed[];
    return parsed.flatMap(({ record, raw, info }) => {
      const cells = record.map((cell) => cell.trim());
      return cells.every((cell) => cell === '')
        ? []
        : [{ line: skipped + firstLineOf(raw, info.lines), cells }];
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = skipped + Number(error['lines']);
    throw new LabsError(
      'roster.invalid',
      { file, problems: [{ is: 'quote-open', line }] },
      { cause: error },
    );
  }
}

/** csv-parse counts up to a record's last line; its raw text begins with the empty lines before. */
function firstLineOf(raw: string, lastLine: number): number {
  const ends = raw.match(/\r\n|\r|\n/g)?.length ?? 0;
  const isEnded = /[\r\n]$/.test(raw);
  const empty = /^(?:\r\n|\r|\n)*/.exec(raw)?.[0].match(/\r\n|\r|\n/g)?.length ?? 0;
  return lastLine - ends + (isEnded ? 1 : 0) + empty;
}
