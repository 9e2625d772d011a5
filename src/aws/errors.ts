import { LabsError, isLabsError } from '../errors.ts';
import { callOf } from './clients.ts';
import { meaningOf } from './problem.ts';

/**
 * The error a person can act on, for what an SDK client threw; anything that is not AWS's is given
 * back as it is.
 *
 * @param profile the profile in use, for the sentence that tells how to sign in again
 */
export function explainAwsError(error: unknown, profile: string | undefined): unknown {
  if (isLabsError(error) || !(error instanceof Error)) return error;
  const options = { cause: error };
  const call = callOf(error);
  switch (meaningOf(error)) {
    case 'no-credentials':
      return /sso|expired|refresh/i.test(error.message)
        ? new LabsError('aws.expired-credentials', { profile }, options)
        : new LabsError('aws.no-credentials', { profile }, options);
    case 'expired':
      return new LabsError('aws.expired-credentials', { profile }, options);
    case 'invalid':
      return new LabsError('aws.invalid-credentials', { profile }, options);
    case 'denied':
      return new LabsError('aws.access-denied', whatWasDenied(error), options);
    case 'throttled':
      return new LabsError('aws.throttled', { call: describeCall(call) }, options);
    case 'unreachable':
      return new LabsError('aws.unreachable', { call: describeCall(call) }, options);
    case 'fault':
    case undefined:
      break;
  }
  if (call === undefined && !('$metadata' in error)) return error;
  return new LabsError(
    'aws.failed',
    { call: describeCall(call), code: error.name, text: error.message },
    options,
  );
}

/** Who lacks which action on what, as far as AWS's sentence names them. */
function whatWasDenied(error: Error) {
  const call = callOf(error);
  const [, who = ''] = /User: (\S+)/.exec(error.message) ?? [];
  const [, action] = /to perform: ([\w-]+:[\w*]+)/.exec(error.message) ?? [];
  const [, resource = '*'] = /on resource: (\S+)/.exec(error.message) ?? [];
  const asked = call === undefined ? '?' : `${call.service}:${call.operation}`;
  return { who, action: action ?? asked, resource };
}

function describeCall(call: ReturnType<typeof callOf>): string {
  return call === undefined ? 'AWS' : `${call.service} ${call.operation} (${call.region})`;
}
