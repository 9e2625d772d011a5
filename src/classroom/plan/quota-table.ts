import type { QuotaNeed } from './quota-needs.ts';

/** A need held against the account. */
export interface QuotaRow extends QuotaNeed {
  /** The applied value; null where it could not be read, `none` where AWS publishes no quota. */
  readonly limit: number | null | 'none';
  readonly isShort: boolean;
  /** What to ask Service Quotas for, and how many days ahead, where it is short. */
  readonly ask?: { readonly value: number; readonly daysAhead: number };
}

/** Values of quotas by service and code, as `sagemaker L-04CE2E67`. */
export type QuotaValues = ReadonlyMap<string, number>;

export function quotaKey(service: string, code: string): string {
  return `${service} ${code}`;
}

/** The table of a plan's quotas: `in use + needed ≤ limit`; pure. */
export function quotaTable(needs: readonly QuotaNeed[], values: QuotaValues): readonly QuotaRow[] {
  return needs.map((need) => {
    const value =
      need.code === undefined ? undefined : values.get(quotaKey(need.service, need.code));
    const hasNone = need.code === undefined && need.name.includes('lifecycle');
    const limit = value ?? (hasNone ? 'none' : null);
    const after = (need.inUse ?? 0) + need.needed;
    const isShort = typeof limit === 'number' && after > limit;
    return { ...need, limit, isShort, ...(isShort ? { ask: askFor(need, after) } : {}) };
  });
}

/** A tenth more than is needed, for who comes late and for what is made again. */
function askFor({ name }: QuotaNeed, after: number) {
  return { value: Math.ceil(after * 1.1), daysAhead: daysAhead(name, after) };
}

/**
 * How long before the class to ask. AWS names no time: small requests are granted within a day, new
 * accounts and large numbers wait for a person (amazon-sagemaker-examples#593), accelerators longest.
 */
function daysAhead(name: string, after: number): number {
  if (/^ml\.(g|p|inf|trn)\d/.test(name)) return 14;
  return after > 100 ? 7 : 3;
}

/**
 * How many new sandboxes the account has room for now; undefined where nothing is short for them.
 *
 * @param wanted how many are to be made
 */
export function roomFor(rows: readonly QuotaRow[], wanted: number): number | undefined {
  const short = rows.filter((row) => row.isShort && row.for === 'sandboxes');
  if (short.length === 0) return undefined;
  const rooms = short.map(({ limit, inUse, each }) =>
    Math.floor((Number(limit) - (inUse ?? 0)) / Math.max(1, each)),
  );
  return Math.max(0, Math.min(wanted, ...rooms));
}
