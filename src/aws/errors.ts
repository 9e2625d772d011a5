import { LabsError, isLabsError } from '../errors.ts';
import { callOf } from './clients.ts';

const expired = new Set([
  'ExpiredToken',
  'ExpiredTokenException',
  'RequestExpired',
  'TokenProviderError',
]);
const invalid = new Set([
  'InvalidClientTokenId',
  'UnrecognizedClientException',
  'InvalidAccessKeyId',
  'SignatureDoesNotMatch',
  'IncompleteSignature',
  'AuthFailure',
]);
const denied = new Set([
  'AccessDenied',
  'AccessDeniedException',
  'UnauthorizedOperation',
  'UnauthorizedException',
]);
const throttled = new Set([
  'Throttling',
  'ThrottlingException',
  'TooManyRequestsException',
  'RequestLimitExceeded',
  'SlowDown',
]);
const unreachable = new Set([
  'ENOTFOUND',
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'EAI_AGAIN',
  'TimeoutError',
]);

/** Whether AWS refused a call for want of permission. */
export function isAccessDenied(error: unknown): boolean {
  return error instanceof Error && denied.has(error.name);
}

/**
 * The error a person can act on, for what an SDK client threw; anything that is not AWS's is given
 * back as it is.
 *
 * @param profile the profile in use, for the sentence that tells how to sign in again
 */
export function explainAwsError(error: unknown, profile: string | undefined): unknown {
  if (isLabsError(error) || !(error instanceof Error)) return error;
  const options = { cause: error };
  const name = error.name;
  const code = (error as { code?: unknown }).code;
  const call = callOf(error);

  if (name === 'CredentialsProviderError' || name === 'AuthSchemeError') {
    return /sso|expired|refresh/i.test(error.message)
      ? new LabsError('aws.expired-credentials', { profile }, options)
      : new LabsError('aws.no-credentials', { profile }, options);
  }
  if (expired.has(name)) return new LabsError('aws.expired-credentials', { profile }, options);
  if (invalid.has(name)) return new LabsError('aws.invalid-credentials', { profile }, options);
  if (denied.has(name)) {
    const [, who] = /User: (\S+)/.exec(error.message) ?? [];
    const [, action] = /to perform: ([\w-]+:[\w*]+)/.exec(error.message) ?? [];
    const [, resource] = /on resource: (\S+)/.exec(error.message) ?? [];
    return new LabsError(
      'aws.access-denied',
      {
        who: who ?? '',
        action: action ?? (call === undefined ? '?' : `${call.service}:${call.operation}`),
        resource: resource ?? '*',
      },
      options,
    );
  }
  if (throttled.has(name)) {
    return new LabsError('aws.throttled', { call: describeCall(call) }, options);
  }
  if (unreachable.has(name) || (typeof code === 'string' && unreachable.has(code))) {
    return new LabsError('aws.unreachable', { call: describeCall(call) }, options);
  }
  if (call === undefined && !('$metadata' in error)) return error;
  return new LabsError(
    'aws.failed',
    { call: describeCall(call), code: name, text: error.message },
    options,
  );
}

function describeCall(call: ReturnType<typeof callOf>): string {
  return call === undefined ? 'AWS' : `${call.service} ${call.operation} (${call.region})`;
}
