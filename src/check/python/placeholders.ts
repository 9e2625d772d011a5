import type { Span } from './lex.ts';

/** What says that a person has to fill something in. */
const words =
  /\b(to ?do|your?|my-?own|fill|insert|replace|enter|put|paste|change|arn|bucket|account|region|endpoint|role|image|name here|userid|user-id)\b/i;

/** `<TO DO>`, `<YOUR BUCKET>`, `<execution-role-arn>`, `[YOUR-BUCKET]`; never across lines. */
const candidates =
  /<([A-Za-z가-힣][\w가-힣 ./:-]{0,60})>|\[((?:YOUR|Your|your|TO ?DO)[\w ./:-]{0,60})\]/g;

/** A word that only stands for one: `YOUR_BUCKET_NAME`, `REPLACE_ME`. */
const shouted = /\b(YOUR[_-][A-Z][A-Z_-]*|REPLACE[_-]?ME|CHANGE[_-]?ME|PUT[_-]YOUR[A-Z_-]*)\b/g;

const mostFound = 100;

/** Where a text still waits for the reader to fill something in. */
export function findPlaceholders(text: string): readonly (Span & { readonly text: string })[] {
  const found: (Span & { readonly text: string })[] = [];
  for (const match of text.matchAll(candidates)) {
    if (found.length >= mostFound) break;
    const said = (match[1] ?? match[2] ?? '').replaceAll('_', ' ');
    if (words.test(said)) {
      found.push({ from: match.index, to: match.index + match[0].length, text: match[0] });
    }
  }
  for (const match of text.matchAll(shouted)) {
    if (found.length >= mostFound) break;
    const { index: from } = match;
    if (found.some((one) => one.from <= from && from < one.to)) continue;
    found.push({ from, to: from + match[0].length, text: match[0] });
  }
  return found.sort((a, b) => a.from - b.from);
}

/** The code with a name in place of every `<TO DO>`, so that the rest of it parses. */
export function maskPlaceholders(code: string): string {
  return code.replace(candidates, (whole, angle: string | undefined) =>
    angle !== undefined && words.test(angle.replaceAll('_', ' '))
      ? '_'.repeat(whole.length)
      : whole,
  );
}
