import { parseKnownFiles } from '@smithy/core/config';
import { nearest } from '../catalog/nearest.ts';
import { LabsError } from '../errors.ts';

/** What gives the credentials; `machine` is an instance's or a container's own role. */
export type SignIn =
  | 'environment'
  | 'keys'
  | 'login'
  | 'machine'
  | 'process'
  | 'sso'
  | 'web-identity';

type Profile = Readonly<Record<string, string | undefined>>;
/** Profiles by name, with their settings; other sections as `sso-session.name`, `services.name`. */
export type Profiles = Readonly<Record<string, Profile | undefined>>;

/**
 * The profiles in the configuration files of the AWS CLI and SDKs: those that AWS_CONFIG_FILE and
 * AWS_SHARED_CREDENTIALS_FILE name, else `~/.aws/config` and `~/.aws/credentials`.
 */
export async function readProfiles(env: NodeJS.ProcessEnv): Promise<Profiles> {
  return parseKnownFiles({ ignoreCache: true, ...profileFiles(env) });
}

/** The files of {@link readProfiles}, as the SDK's credential providers take them. */
export function profileFiles(env: NodeJS.ProcessEnv): {
  filepath?: string;
  configFilepath?: string;
} {
  const filepath = env['AWS_SHARED_CREDENTIALS_FILE'];
  const configFilepath = env['AWS_CONFIG_FILE'];
  return { ...(filepath ? { filepath } : {}), ...(configFilepath ? { configFilepath } : {}) };
}

/** Where credentials come from. */
export interface Origin {
  readonly signIn: SignIn;
  /** The profile that has them. */
  readonly profile?: string;
}

/**
 * What a profile's credentials come from in the end, its `source_profile` followed as the SDK does
 * (credential-provider-ini, resolveProfileData); undefined for one that has only other settings.
 *
 * @throws LabsError `aws.no-profile`, `aws.source-profile-missing`, `aws.source-profile-loop` or
 *   `aws.profile-incomplete`, `aws.sso-session-missing`
 */
export function originOf(profiles: Profiles, name: string): Origin | undefined {
  const visited: string[] = [];
  for (let at = name; ;) {
    const profile = profiles[at];
    if (profile === undefined) throw missing(profiles, visited.at(-1), at);
    const hasKeys = Boolean(profile['aws_access_key_id'] && profile['aws_secret_access_key']);
    if (hasKeys && (visited.length > 0 || !profile['role_arn']))
      return { signIn: 'keys', profile: at };
    if (visited.includes(at)) {
      throw new LabsError('aws.source-profile-loop', { path: [...visited, at] });
    }
    const source = profile['source_profile'];
    if (!profile['role_arn'] || !source) {
      refuseMissingSession(profiles, profile, at);
      const signIn = ownSignIn(profile, at, visited.length > 0);
      return signIn === undefined ? undefined : { signIn, profile: at };
    }
    visited.push(at);
    at = source;
  }
}

function ownSignIn(profile: Profile, name: string, isSource: boolean): SignIn | undefined {
  if (profile['role_arn'] && profile['credential_source']) return 'machine';
  if (profile['role_arn'] && profile['web_identity_token_file']) return 'web-identity';
  if (profile['role_arn']) throw new LabsError('aws.profile-incomplete', { profile: name });
  if (profile['credential_process']) return 'process';
  if (profile['sso_session'] || profile['sso_start_url']) return 'sso';
  if (profile['login_session']) return 'login';
  if (isSource) throw new LabsError('aws.profile-incomplete', { profile: name });
  return undefined;
}

/** The SDK ends with a TypeError there (credential-provider-sso, fromSSO). */
function refuseMissingSession(profiles: Profiles, profile: Profile, name: string): void {
  const session = profile['sso_session'];
  if (!session || profiles[`sso-session.${session}`] !== undefined) return;
  throw new LabsError('aws.sso-session-missing', { profile: name, session });
}

function missing(profiles: Profiles, of: string | undefined, name: string): LabsError {
  const names = Object.keys(profiles).filter((key) => !/^(sso-session|services)\./.test(key));
  return of === undefined
    ? new LabsError('aws.no-profile', { profile: name, near: nearest(name, names), names })
    : new LabsError('aws.source-profile-missing', { profile: of, source: name });
}
