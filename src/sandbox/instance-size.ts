/**
 * GiB of memory of a family's `large`, by the letters its name begins with; EC2's general purpose
 * families (t, m) have 8 GiB there, and a family that is not listed counts as one of them. ("Amazon
 * EC2 instance types", User Guide: c 4, r 16, p2 and p3 about 30, g about 8, inf1 4.)
 */
const gibOfLarge: Readonly<Record<string, number>> = { c: 4, r: 16, p: 30, inf: 4 };

/** How many of a family's `large` a size is. */
const larges: Readonly<Record<string, number>> = {
  nano: 1 / 16,
  micro: 1 / 8,
  small: 1 / 4,
  medium: 1 / 2,
  large: 1,
  xlarge: 2,
};

/** Families with a GPU or another accelerator: work that asks for one cannot run without. */
const accelerated = /^(?:p|g|inf|trn|dl)\d/;

/** What {@link compareTypes} looks at, the most important first. */
function rankOf(type: string): readonly number[] {
  const [, family = '', size = ''] = type.split('.');
  const [letters = ''] = /^[a-z]*/.exec(family) ?? [];
  const times = /^(\d+)xlarge$/.exec(size)?.[1];
  const count = times === undefined ? (larges[size] ?? 0) : 2 * Number(times);
  const generation = Number(/\d+/.exec(family)?.[0] ?? 0);
  const memory = count * (gibOfLarge[letters] ?? 8);
  return [accelerated.test(family) ? 1 : 0, memory, count, generation];
}

/**
 * Orders notebook instance types by what can run on them: an accelerator first, then memory, then
 * cores, then the family's generation, and by name where all are equal, so that no two differ only
 * in the order they were given in.
 *
 * @returns below 0 where `one` is the smaller
 */
export function compareTypes(one: string, other: string): number {
  const right = rankOf(other);
  const differences = rankOf(one).map((value, at) => value - (right[at] ?? 0));
  return (
    differences.find((difference) => difference !== 0) ?? (one < other ? -1 : one > other ? 1 : 0)
  );
}

/** The largest of some types; undefined of none. */
export function largestType(types: readonly string[]): string | undefined {
  return [...types].sort(compareTypes).at(-1);
}
