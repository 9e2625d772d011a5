import type { Lang } from './text.ts';

/** US dollars: `$0.05`; four digits below a cent's half so that a price is never shown as zero. */
export function dollars(amount: number): string {
  const digits = amount !== 0 && Math.abs(amount) < 0.01 ? 4 : 2;
  return `$${amount.toFixed(digits)}`;
}

/** A local date and time with its zone: `2026-11-23 18:00 KST`. */
export function dateTime(date: Date, lang: Lang): string {
  return new Intl.DateTimeFormat(lang === 'ko' ? 'ko-KR' : 'en-GB', {
    dateStyle: 'medium',
    timeStyle: 'short',
    hourCycle: 'h23',
  }).format(date);
}

/** A length of time in words, two units at most: `1 h 30 min`, `2일 3시간`. */
export function span(milliseconds: number, lang: Lang): string {
  const minutes = Math.round(milliseconds / 60_000);
  const units: readonly (readonly [number, string, string])[] = [
    [Math.floor(minutes / 1440), 'd', '일'],
    [Math.floor((minutes % 1440) / 60), 'h', '시간'],
    [minutes % 60, 'min', '분'],
  ];
  const shown = units.filter(([count]) => count > 0).slice(0, 2);
  if (shown.length === 0) return lang === 'ko' ? '0분' : '0 min';
  return shown.map(([n, en, ko]) => (lang === 'ko' ? `${n}${ko}` : `${n} ${en}`)).join(' ');
}

/** Names in a row: `a, b, c`. */
export function list(names: readonly string[]): string {
  return names.join(', ');
}
