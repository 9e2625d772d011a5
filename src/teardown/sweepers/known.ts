type Known<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** The fields that AWS gave: an answer's members are all optional, a {@link Listed}'s are not there. */
export function known<T extends object>(fields: T): Known<T> {
  const given = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given) as Known<T>;
}
