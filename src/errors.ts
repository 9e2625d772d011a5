import type { FailureCode, FailureParams } from './messages/message.ts';
import { renderFailure } from './messages/message.ts';

/**
 * An error that a person can meet and act on.
 *
 * The code picks its two lines (what happened, what to do) in `src/messages`; `cause` is what
 * `--verbose` shows. Anything else that is thrown is a defect of ours.
 */
export class LabsError<C extends FailureCode = FailureCode> extends Error {
  override readonly name = 'LabsError';
  readonly code: C;
  readonly params: FailureParams<C>;

  constructor(code: C, params: FailureParams<C>, options?: { readonly cause?: unknown }) {
    super(renderFailure(code, params, 'en')[0], options);
    this.code = code;
    this.params = params;
  }
}

/** Whether an unknown value is a {@link LabsError}, of the given code if one is given. */
export function isLabsError<C extends FailureCode>(
  value: unknown,
  code?: C,
): value is LabsError<C> {
  return value instanceof LabsError && (code === undefined || value.code === code);
}
