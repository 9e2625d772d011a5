import type { Kind } from './fake-state.ts';
import { arnOf, kinds } from './fake-state.ts';

/** An error as an SDK client throws it. */
export function awsError(name: string, text: string, httpStatusCode = 400): Error {
  return Object.assign(new Error(text), { name, $metadata: { httpStatusCode } });
}

/** Input of a call, as the SDK takes it. */
export type Input = Readonly<Record<string, unknown>>;

/** One page of a list; the token is the place of the next item. */
export function page<T>(
  all: readonly T[],
  token: unknown,
  size: number,
): { readonly items: readonly T[]; readonly next: string | undefined } {
  const start = token === undefined ? 0 : Number(token);
  const end = start + size;
  return { items: all.slice(start, end), next: end < all.length ? String(end) : undefined };
}

/** What SageMaker says of a thing that does not exist. */
export function missing(kind: Kind, region: string, name: string): Error {
  const known: { missing: string; code?: string } = kinds[kind];
  const arn = arnOf(kind, region, name);
  const text = known.missing.replace('{arn}', arn).replace('{name}', name);
  return awsError(known.code ?? 'ValidationException', text);
}
