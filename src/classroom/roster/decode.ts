import iconv from 'iconv-lite';
import { LabsError } from '../../errors.ts';

/** How files of Excel's begin: a zip (.xlsx), a compound document (.xls). */
const workbooks = [
  [0x50, 0x4b, 0x03, 0x04],
  [0xd0, 0xcf, 0x11, 0xe0],
] as const;

/** Byte order marks and what they stand for. */
const marks = [
  { bytes: [0xef, 0xbb, 0xbf], encoding: 'utf-8' },
  { bytes: [0xff, 0xfe], encoding: 'utf-16le' },
  { bytes: [0xfe, 0xff], encoding: 'utf-16be' },
] as const;

/**
 * The text of a roster as Excel and Korean Windows write it: what its mark says, else UTF-8, else
 * CP949.
 *
 * @param file its name, for the errors
 * @throws LabsError `roster.workbook`, `roster.not-text`
 */
export function decodeRoster(bytes: Uint8Array, file: string): string {
  if (workbooks.some((start) => beginsWith(bytes, start))) {
    throw new LabsError('roster.workbook', { file });
  }
  const mark = marks.find((candidate) => beginsWith(bytes, candidate.bytes));
  const text =
    mark === undefined
      ? (decodeAs(bytes, 'utf-8') ?? decodeCp949(bytes))
      : decodeAs(bytes, mark.encoding);
  // NUL is in no text of these encodings; it is in UTF-16 without a mark and in binaries.
  if (text !== undefined && !text.includes('\0')) return text;
  throw new LabsError('roster.not-text', { file });
}

function decodeAs(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Not `TextDecoder('euc-kr')`: Node's knows KS X 1001 alone, without CP949's other syllables. */
function decodeCp949(bytes: Uint8Array): string | undefined {
  const text = iconv.decode(Buffer.from(bytes), 'cp949');
  return text.includes('\ufffd') ? undefined : text;
}

function beginsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, at) => bytes[at] === byte);
}
