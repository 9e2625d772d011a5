import { LabsError, isLabsError } from '../errors.ts';
import type { Call } from './clients.ts';
import { callOf } from './clients.ts';
import { foreignAnswer } from './foreign-answer.ts';
import { meaningOf } from './problem.ts';
import { proxyOf } from './transport.ts';

/** What the SDK calls an error without a code of its own. */
const nameless = new Set(['Unknown', 'UnknownError', 'Error']);

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
  const origin = { profile, ...call?.origin };
  switch (meaningOf(error)) {
    case 'no-credentials':
      return /sso|expired|refresh/i.test(error.message)
        ? new LabsError('aws.expired-credentials', origin, options)
        : new LabsError('aws.no-credentials', { profile }, options);
    case 'expired':
      return new LabsError('aws.expired-credentials', origin, options);
    case 'invalid':
      return new LabsError('aws.invalid-credentials', { profile }, options);
    case 'clock':
      return new LabsError('aws.clock', {}, options);
    case 'denied':
      return new LabsError('aws.access-denied', whatWasDenied(error), options);
    case 'throttled':
      return new LabsError('aws.throttled', { call: describeCall(call) }, options);
    case 'unreachable':
      return unreachable(error, describeCall(call));
    case 'untrusted':
      return new LabsError(
        'aws.untrusted-certificate',
        { call: describeCall(call), code: (error as NodeJS.ErrnoException).code ?? '' },
        options,
      );
    case 'fault':
    case undefined:
      break;
  }
  if (call === undefined && !('$metadata' in error)) return error;
  return failed(error, call);
}

function unreachable(error: Error, call: string): LabsError {
  const proxy = proxyOf(error);
  return proxy === undefined
    ? new LabsError('aws.unreachable', { call }, { cause: error })
    : new LabsError('aws.proxy-unreachable', { proxy, call }, { cause: error });
}

function failed(error: Error, call: Call | undefined): LabsError {
  const { $metadata: { httpStatusCode: status } = {} } = error as {
    $metadata?: { httpStatusCode?: number };
  };
  // An answer that the SDK could not read: JSON was expected.
  if (error.name === 'SyntaxError') {
    return foreignAnswer({ host: describeCall(call), status: status ?? 200, text: '' });
  }
  const code = nameless.has(error.name) && status !== undefined ? `HTTP ${status}` : error.name;
  return new LabsError(
    'aws.failed',
    { call: describeCall(call), code, text: error.message },
    { cause: error },
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

function describeCall(call: Call | undefined): string {
  return call === undefined ? 'AWS' : `${call.service} ${call.operation} (${call.region})`;
}
