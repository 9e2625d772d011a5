import { explainAwsError } from '../aws/errors.ts';
import { LabsError, isLabsError } from '../errors.ts';
import { message } from '../messages/message.ts';
import type { Check, CheckContext, CheckGroup, Finding } from './check.ts';
import { checks } from './checks.ts';

/** What one check found. */
export interface Examined {
  readonly id: string;
  readonly group: CheckGroup;
  readonly findings: readonly Finding[];
}

/** Runs every check, all at the same time; one that fails stops no other. In the order of checks. */
export async function examine(context: CheckContext): Promise<readonly Examined[]> {
  return Promise.all(
    checks.map(async (check) => {
      const { id, group } = check;
      try {
        return { id, group, findings: await run(check, context) };
      } catch (error) {
        context.signal.throwIfAborted();
        return {
          id,
          group,
          findings: [{ is: 'unknown' as const, error: explained(error, check) }],
        };
      }
    }),
  );
}

async function run(check: Check, context: CheckContext): Promise<readonly Finding[]> {
  if (check.needs === 'nothing') return check.run(context);
  const session = await context.session().catch(() => 'none' as const);
  // Why there is none is what the check of the credentials says.
  if (session === 'none') {
    return [{ is: 'skipped', message: message('doctor.skipped', { check: check.id }) }];
  }
  if (session === undefined) return [];
  try {
    return await check.run(context, session);
  } catch (error) {
    throw explainAwsError(error, context.profile);
  }
}

function explained(error: unknown, { id }: Check): LabsError {
  if (isLabsError(error)) return error;
  const text = error instanceof Error ? error.message : String(error);
  return new LabsError('doctor.check-failed', { check: id, text }, { cause: error });
}

/** Whether something stands in the way of using labs. */
export function isBlocked(examined: readonly Examined[]): boolean {
  return examined.some(({ findings }) => findings.some(({ is }) => is === 'problem'));
}
