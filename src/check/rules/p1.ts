import { message } from '../../messages/message.ts';
import type { Block } from '../document.ts';
import { blank } from '../python/lex.ts';
import { findPlaceholders } from '../python/placeholders.ts';
import type { Rule } from '../rule.ts';
import { whereIs } from '../where.ts';

const mostShown = 5;

/** P1: something that the reader has to fill in. Such code need not be Python that parses. */
export const p1: Rule = {
  id: 'P1',
  severity: 'error',
  *look(document) {
    for (const block of document.blocks) {
      const waiting = findPlaceholders(activeText(block)).filter((one) => counts(one, block));
      const [first] = waiting;
      if (first === undefined) continue;
      const placeholders = [...new Set(waiting.map(({ text }) => text))].slice(0, mostShown);
      yield {
        ...whereIs(block, first.from),
        message: message('check.P1', { placeholders }),
        fix: message('check.P1-fix'),
      };
    }
  },
};

/** The code without its comments and docstrings, each character where it was. */
function activeText({ text, lexed, language, python }: Block): string {
  if (lexed !== undefined) {
    // A string's own place is behind its prefix, as in r"""…""".
    const starts = new Set(
      python.literals
        .filter(({ as }) => as === 'docstring')
        .flatMap(({ from }) => [from, from + 1, from + 2]),
    );
    const docstrings = lexed.strings.filter(({ from }) => starts.has(from));
    return blank(
      text,
      [...lexed.comments, ...docstrings].sort((a, b) => a.from - b.from),
    );
  }
  return language === 'other'
    ? ''
    : text.replace(/^[ \t]*#.*$/gm, (line) => ' '.repeat(line.length));
}

/** A line that tells how a program is called, or prints something. */
const tells = /\busage\s*:|^\s*echo\b/i;

/** What stands before a `<` that compares: a name, a number, or a closing bracket. */
const compares = /(?:[\])]|\b(?!(?:and|elif|else|if|in|is|not|or|return|yield)\b)\w+)[ \t]*$/;

/** In a text everything counts; outside of one, brackets and shouted words are Python's own. */
function counts(
  one: { readonly from: number; readonly text: string },
  { lexed, text }: Block,
): boolean {
  const before = text.slice(text.lastIndexOf('\n', one.from) + 1, one.from);
  if (tells.test(before)) return false;
  if (lexed === undefined) return true;
  const holders = [...lexed.strings, ...lexed.escapes];
  if (holders.some(({ from, to }) => from <= one.from && one.from < to)) return true;
  return one.text.startsWith('<') && !compares.test(before);
}
