import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import type { Aws, Credentials } from './clients.ts';
import { createAws } from './clients.ts';
import type { EndpointOptions } from './endpoint.ts';
import { explainAwsError } from './errors.ts';
import { createRateGate } from './rates.ts';

/** Where a default region came from. */
export type AmbientRegion = { readonly region: string; readonly from: 'environment' | 'profile' };

/** Who is calling, and through which clients. */
export interface Session {
  readonly aws: Aws;
  readonly account: string;
  /** The caller's ARN. */
  readonly caller: string;
  readonly profile?: string;
  /** The region of profile or environment, if any. */
  readonly ambient?: AmbientRegion;
  /** True on the local AWS. */
  readonly local: boolean;
}

export interface SessionOptions {
  readonly profile?: string;
  readonly env: NodeJS.ProcessEnv;
  readonly endpoint?: EndpointOptions;
}

/**
 * Finds the credentials and asks AWS whose they are: one call.
 *
 * @throws LabsError `aws.no-credentials`, `aws.expired-credentials`, `aws.invalid-credentials` or
 *   `aws.unreachable`
 */
export async function openSession({ profile, env, endpoint }: SessionOptions): Promise<Session> {
  try {
    const credentials = await findCredentials(profile, endpoint);
    const ambient = await ambientRegion(profile, env);
    const aws = createAws({
      credentials,
      gate: createRateGate({ unlimited: endpoint !== undefined && !endpoint.keepsRates }),
      ...(endpoint === undefined ? {} : { endpoint: endpoint.endpoint }),
    });
    const sts = await aws.client('sts', ambient?.region ?? 'us-east-1');
    const { Account = '', Arn = '' } = await sts.send(new GetCallerIdentityCommand({}));
    return {
      aws,
      account: Account,
      caller: Arn,
      local: endpoint?.local ?? false,
      ...(profile === undefined ? {} : { profile }),
      ...(ambient === undefined ? {} : { ambient }),
    };
  } catch (error) {
    throw explainAwsError(error, profile);
  }
}

async function findCredentials(
  profile: string | undefined,
  endpoint: EndpointOptions | undefined,
): Promise<Credentials> {
  if (endpoint?.credentials !== undefined) return endpoint.credentials;
  const { fromNodeProviderChain } = await import('@aws-sdk/credential-providers');
  return fromNodeProviderChain(profile === undefined ? {} : { profile });
}

/**
 * The region that the environment or the profile names, if any. AWS_DEFAULT_REGION is the CLI's and
 * boto3's name for it; the JavaScript SDK reads only AWS_REGION.
 */
export async function ambientRegion(
  profile: string | undefined,
  env: NodeJS.ProcessEnv,
): Promise<AmbientRegion | undefined> {
  const region = env['AWS_REGION'] || env['AWS_DEFAULT_REGION'];
  if (region) return { region, from: 'environment' };
  const { STSClient } = await import('@aws-sdk/client-sts');
  const probe = new STSClient(profile === undefined ? {} : { profile });
  try {
    return { region: await probe.config.region(), from: 'profile' };
  } catch {
    return undefined;
  } finally {
    probe.destroy();
  }
}
