import { LabsError, isLabsError } from '../errors.ts';
import { excerptOf } from './foreign-answer.ts';
import type { Origin, SignIn } from './profiles.ts';

/** What the SDK's provider for `credential_process` says (resolveProcessCredentials). */
const processFaults = [
  ['no-json', /returned invalid JSON/],
  ['incomplete', /did not return Version 1|returned invalid credentials/],
  ['expired', /returned expired credentials/],
] as const;

/** Sessions that signing in again renews (credential-provider-sso, token-providers, -login). */
const overBySignIn: Partial<Record<SignIn, RegExp>> = {
  sso: /SSO session (?:associated|token)|token is expired|value not present|UnauthorizedException/i,
  login: /re-?authenticate|failed to load token|token validation failed/i,
};

/** Settings of SSO that are missing or contradict each other: no sign-in helps. */
const settings =
  /could not be found|missing required|not configured|conflicting|required parameters/i;

/**
 * The error a person can act on, for what a credential provider of the SDK threw. An error of AWS or
 * of the network is given back as it is.
 *
 * @param named the profile in use; its credentials may be another's, see {@link Origin}
 */
export function explainCredentialError(
  error: unknown,
  named: string,
  { profile, signIn }: Origin,
): unknown {
  if (isLabsError(error) || !(error instanceof Error)) return error;
  const options = { cause: error };
  const { code, path } = error as NodeJS.ErrnoException;
  if (/MultiFactorAuthentication failed/.test(error.message)) {
    return new LabsError('aws.mfa-refused', { profile: named }, options);
  }
  // Only a token file is read without a word about it (credential-provider-web-identity).
  if (code === 'ENOENT' && path !== undefined) {
    return new LabsError('aws.token-file', { file: path }, options);
  }
  if (error.name !== 'CredentialsProviderError') return error;
  const text = excerptOf(error.message);
  if (signIn === 'process') {
    const [why] = processFaults.find(([, words]) => words.test(error.message)) ?? [
      'failed' as const,
    ];
    return new LabsError(
      'aws.credential-process',
      { profile: profile ?? named, why, text },
      options,
    );
  }
  if (signIn === 'machine' || signIn === 'environment') {
    return new LabsError('aws.no-credentials', { profile }, options);
  }
  if (!settings.test(error.message) && overBySignIn[signIn]?.test(error.message) === true) {
    return new LabsError('aws.expired-credentials', { profile, signIn }, options);
  }
  return new LabsError('aws.profile-failed', { profile: profile ?? named, text }, options);
}
