import type { LoggedCall } from '../local/index.ts';
import type { Created } from './outcome.ts';

/**
 * What a role made, from the log of calls; pure.
 *
 * @param role name of the role
 * @param since ISO 8601
 */
export function createdBy(
  calls: readonly LoggedCall[],
  role: string,
  since: string,
): readonly Created[] {
  const counts = new Map<string, number>();
  for (const { time, service, operation, status, principal } of calls) {
    const isTheirs = principal.includes(`:assumed-role/${role}/`) && time >= since;
    if (!isTheirs || status >= 300 || service !== 'sagemaker') continue;
    if (/^Create(?!Presigned)/.test(operation)) {
      counts.set(operation, (counts.get(operation) ?? 0) + 1);
    }
  }
  return [...counts].map(([operation, count]) => ({ operation, count }));
}
