import type { Person } from '../roster/student.ts';

/** What a student gets in their hand. */
export interface Card {
  /** Slug of the student number. */
  readonly id: string;
  readonly person: Person;
  /** Absent where it was revoked: the student stays in the table, and gets no card. */
  readonly code?: string;
}

/** A card that has a code. */
export type CodeCard = Card & { readonly code: string };

/** The cards that have a code. */
export function codesOf(cards: readonly Card[]): readonly CodeCard[] {
  return cards.filter((card): card is CodeCard => card.code !== undefined);
}

/** Byte order mark, by which Excel knows UTF-8. */
const mark = '\ufeff';

const headings = {
  en: ['student id', 'name', 'e-mail', 'door address', 'code'],
  ko: ['학번', '이름', '이메일', '접속 주소', '코드'],
} as const;

/**
 * The cards as CSV, for a mail merge; Excel opens it, and it reads back as it is.
 *
 * @param doorUrl where the door is, once that is known
 */
export function cardsCsv(cards: readonly Card[], lang: 'en' | 'ko', doorUrl = ''): string {
  const rows = cards.map(({ person, code }) => [
    person.number,
    person.name ?? '',
    person.email ?? '',
    code === undefined ? '' : doorUrl,
    code ?? '',
  ]);
  return `${mark}${[headings[lang], ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}

/** A cell that no spreadsheet takes for a formula. */
function cell(value: string): string {
  const text = /^[=+\-@]/.test(value) ? `'${value}` : value;
  return /[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
