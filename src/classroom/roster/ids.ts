import type { RosterProblem } from '../../messages/roster.ts';
import { longestStackName, slug, stackName } from '../../sandbox/name.ts';

/** A student number as it stands in a roster. */
export interface GivenId {
  readonly line: number;
  readonly given: string;
}

/** Numbers below this many digits are counts (1 to 30), whose lengths differ by nature. */
const shortestNumber = 4;

export interface IdOptions {
  /** Slug of the class, whose sandboxes' names the ids become a part of. */
  readonly group: string;
  /** Student numbers of several lengths are right. */
  readonly mixed: boolean;
}

/** Everything that is wrong with the student numbers of a roster, by line; pure. */
export function idProblems(
  ids: readonly GivenId[],
  { group, mixed }: IdOptions,
): readonly RosterProblem[] {
  const digits = mixed ? 0 : fullLength(ids);
  const longest = longestStackName - stackName({ owner: '', class: group }).length - 1;
  const seen = new Map<string, GivenId>();
  return ids.flatMap((id): readonly RosterProblem[] => {
    const { line, given } = id;
    if (given === '') return [{ is: 'id-missing', line }];
    if (/^\d([.,]\d+)?e\+\d+$/i.test(given) || /^\d+\.0+$/.test(given)) {
      return [{ is: 'id-number-mangled', line, given }];
    }
    if (isDate(given)) return [{ is: 'id-date-mangled', line, given }];
    if (isNumber(given) && given.length < digits) {
      return [{ is: 'id-zeros-lost', line, given, digits }];
    }
    const made = slug(given);
    if (made === '') return [{ is: 'id-empty-slug', line, given }];
    if (made.length > longest) return [{ is: 'id-too-long', line, given, longest }];
    const other = seen.get(made);
    if (other !== undefined) {
      return [{ is: 'id-twice', line, given, other: other.given, otherLine: other.line }];
    }
    seen.set(made, id);
    return [];
  });
}

function isNumber(given: string): boolean {
  return /^\d+$/.test(given);
}

/** `02-Jan` or `1월 2일`, which Excel makes of 1-2. */
function isDate(given: string): boolean {
  return (
    /^\d{1,2}월 ?\d{1,2}일$/.test(given) ||
    /^\d{1,2}-(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)$/i.test(given)
  );
}

/**
 * How many digits the numbers of a roster have: the longest length that more than a stray one has;
 * 0 where they are mere counts.
 */
function fullLength(ids: readonly GivenId[]): number {
  const numbers = ids.map(({ given }) => given).filter(isNumber);
  const counts = new Map<number, number>();
  for (const { length } of numbers) counts.set(length, (counts.get(length) ?? 0) + 1);
  const enough = Math.max(2, numbers.length / 10);
  const lengths = [...counts].filter(([, count]) => count >= enough).map(([length]) => length);
  const full = Math.max(0, ...lengths);
  return full < shortestNumber ? 0 : full;
}
