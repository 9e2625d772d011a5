import { access } from 'node:fs/promises';
import { memoize } from '@smithy/core/config';
import { defined } from '../defined.ts';
import { LabsError } from '../errors.ts';
import type { Host } from '../host/host.ts';
import { message } from '../messages/message.ts';
import type { Credentials } from './clients.ts';
import { explainCredentialError } from './credential-errors.ts';
import { assumeRoleAs } from './assume-role.ts';
import type { Origin, Profiles } from './profiles.ts';
import { originOf, profileFiles, readProfiles } from './profiles.ts';
import type { Transport } from './transport.ts';
import { createTransport } from './transport.ts';

/** Credentials are fetched again when they have less than this to live (the SDK's own rule). */
const renewMs = 300_000;

export interface CredentialOptions {
  /** The profile that was typed. */
  readonly profile?: string;
  readonly env: NodeJS.ProcessEnv;
  readonly transport: Transport;
  /** Where a role is assumed. */
  readonly region: string;
  readonly endpoint?: string;
  /** Asks a person for an MFA code. */
  readonly enter?: Host['enter'];
}

/** The transport for a profile, with the certificates of AWS_CA_BUNDLE or its `ca_bundle`. */
export async function transportFor(
  profile: string | undefined,
  env: NodeJS.ProcessEnv,
): Promise<Transport> {
  const name = profile ?? env['AWS_PROFILE'] ?? 'default';
  const caBundle = env['AWS_CA_BUNDLE'] || (await readProfiles(env))[name]?.['ca_bundle'];
  return createTransport(caBundle ? { caBundle } : {});
}

/**
 * The credentials that are in use, and what gives them. Nothing is fetched before they are asked for.
 *
 * A profile with credentials of its own is the only one that is asked: the SDK's chain would go on
 * to the role of the machine, and hide why the profile failed.
 *
 * @throws LabsError for a profile that cannot work, see {@link originOf} and
 *   {@link explainCredentialError}, which the credentials throw too
 */
export async function findCredentials(
  options: CredentialOptions,
): Promise<{ readonly credentials: Credentials; readonly origin: Origin }> {
  const { profile, env, transport } = options;
  const typed = profile ?? (env['AWS_PROFILE'] || undefined);
  const hasKeys = Boolean(env['AWS_ACCESS_KEY_ID'] && env['AWS_SECRET_ACCESS_KEY']);
  const profiles = await readProfiles(env);
  const name = typed ?? 'default';
  const usesProfile = typed !== undefined || (!hasKeys && profiles[name] !== undefined);
  const own = usesProfile ? originOf(profiles, name) : undefined;
  const origin = own ?? {
    signIn: typed === undefined && hasKeys ? ('environment' as const) : ('machine' as const),
    ...defined({ profile: typed }),
  };

  // The SDK's provider for SSO keeps only the text of what went wrong on the way.
  let lastFault: unknown;
  const watched: Transport = {
    ...transport,
    handle: async (...request) => {
      lastFault = undefined;
      return transport.handle(...request).catch((error: unknown) => {
        lastFault = error;
        throw error;
      });
    },
  };
  const fetchOnce =
    own === undefined
      ? await fromMachine(typed, watched)
      : await fromProfile(name, profiles, { ...options, transport: watched });
  const credentials = async () => {
    lastFault = undefined;
    try {
      return await fetchOnce();
    } catch (error) {
      throw explainCredentialError(lastFault ?? error, name, origin);
    }
  };
  const hasEnd = (found: Awaited<ReturnType<typeof credentials>>) => found.expiration !== undefined;
  return {
    credentials: memoize(
      credentials,
      ({ expiration }) => expiration !== undefined && expiration.getTime() - Date.now() < renewMs,
      hasEnd,
    ),
    origin,
  };
}

async function fromMachine(profile: string | undefined, transport: Transport) {
  const { fromNodeProviderChain } = await import('@aws-sdk/credential-providers');
  return fromNodeProviderChain({
    ...defined({ profile }),
    clientConfig: { requestHandler: transport },
  });
}

async function fromProfile(name: string, profiles: Profiles, options: CredentialOptions) {
  const { transport, env, region, endpoint, enter } = options;
  const { fromIni } = await import('@aws-sdk/credential-providers');
  const shared = {
    ...profileFiles(env),
    ignoreCache: true,
    clientConfig: { requestHandler: transport },
    parentClientConfig: { requestHandler: transport, region },
    roleAssumer: assumeRoleAs({ transport, region, ...(endpoint ? { endpoint } : {}) }),
    mfaCodeProvider: async (serial: string) => {
      if (enter === undefined)
        throw new LabsError('aws.mfa-no-terminal', { profile: name, serial });
      return askForCode(enter, name, serial);
    },
  };
  const {
    mfa_serial: serial,
    source_profile: source = name,
    web_identity_token_file: file,
  } = profiles[name] ?? {};
  return async () => {
    if (file !== undefined) await refuseMissing(file);
    // First, so that nobody types a code in vain: the SDK asks for it before it has these.
    if (serial !== undefined && source !== name && !profiles[source]?.['aws_access_key_id']) {
      await fromIni({ ...shared, profile: source })();
    }
    return fromIni({ ...shared, profile: name })();
  };
}

async function refuseMissing(file: string): Promise<void> {
  await access(file).catch((error: unknown) => {
    throw new LabsError('aws.token-file', { file }, { cause: error });
  });
}

/** @throws LabsError `aws.mfa-no-terminal` where nobody can answer, `aws.mfa-refused` */
async function askForCode(enter: Host['enter'], profile: string, serial: string): Promise<string> {
  const code = await enter(message('aws.mfa-code', { profile, serial })).catch((error: unknown) => {
    throw new LabsError('aws.mfa-no-terminal', { profile, serial }, { cause: error });
  });
  // AssumeRole, TokenCode: six digits.
  if (/^\d{6}$/.test(code.trim())) return code.trim();
  throw new LabsError('aws.mfa-refused', { profile });
}
