import type { Session } from '../aws/session.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { LabsError } from '../errors.ts';
import type { FailureCode, FailureParams, Message } from '../messages/message.ts';

/** Where a check belongs when they are shown. */
export type CheckGroup = 'computer' | 'account' | 'labs';

/**
 * What a check found.
 *
 * - `problem`: something labs cannot do without
 * - `warning`: it works, but not as it should, or not for everything
 * - `unknown`: could not be found out, and why
 * - `skipped`: not looked at, because something else is missing
 */
export type Finding =
  | { readonly is: 'ok' | 'skipped'; readonly message: Message }
  | { readonly is: 'problem' | 'warning' | 'unknown'; readonly error: LabsError };

/** What is examined. */
export interface CheckContext {
  /** For the local AWS, which needs other things than an account does. */
  readonly local: boolean;
  /** The profile of `--profile` or AWS_PROFILE. */
  readonly profile?: string;
  /** The region of `--region`. */
  readonly region?: string;
  readonly env: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
  /** Such as `20.19.4`. */
  readonly nodeVersion: string;
  readonly now: () => Date;
  readonly signal: AbortSignal;
  readonly catalog: Catalog;
  /** Who is calling; undefined for the local AWS that does not run. The same promise every time. */
  readonly session: () => Promise<Session | undefined>;
}

interface CheckBase {
  readonly id: string;
  readonly group: CheckGroup;
}

/** One check; a new one is a file under checks/ and a line in checks.ts. Read-only. */
export type Check = CheckBase &
  (
    | {
        readonly needs: 'nothing';
        readonly run: (context: CheckContext) => Promise<readonly Finding[]>;
      }
    | {
        readonly needs: 'account';
        readonly run: (context: CheckContext, session: Session) => Promise<readonly Finding[]>;
      }
  );

export function ok(message: Message): Finding {
  return { is: 'ok', message };
}

/** A finding that is not good, by the two lines of an error. */
export function finding<C extends FailureCode>(
  is: 'problem' | 'warning' | 'unknown',
  code: C,
  params: FailureParams<C>,
): Finding {
  return { is, error: new LabsError(code, params) };
}

/** How bad it is that something of this computer is missing which only the local AWS needs. */
export function forLocal({ local }: CheckContext): 'problem' | 'warning' {
  return local ? 'problem' : 'warning';
}
