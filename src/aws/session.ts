import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import * as z from 'zod';
import { defined } from '../defined.ts';
import type { Host } from '../host/host.ts';
import type { Aws } from './clients.ts';
import { createAws } from './clients.ts';
import { watchClock } from './clock.ts';
import { findCredentials, transportFor } from './credentials.ts';
import type { EndpointOptions } from './endpoint.ts';
import { explainAwsError } from './errors.ts';
import { foreignAnswer } from './foreign-answer.ts';
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
  /** How far AWS's clock is ahead of this machine's, in milliseconds; 0 where they agree. */
  readonly aheadMs: number;
}

export interface SessionOptions {
  readonly profile?: string;
  readonly env: NodeJS.ProcessEnv;
  readonly endpoint?: EndpointOptions;
  /** Asks a person for an MFA code; without it a profile that wants one is an error. */
  readonly enter?: Host['enter'];
}

/** What makes an answer to GetCallerIdentity one of AWS's. */
const identity = z.object({
  Account: z.string().regex(/^\d{12}$/),
  Arn: z.string().startsWith('arn:'),
});

/**
 * Finds the credentials and asks AWS whose they are: one call, and two more where a role is assumed.
 *
 * @throws LabsError for credentials that cannot be had or that AWS does not take, for a network that
 *   does not lead to AWS, and for an answer that is not AWS's
 */
export async function openSession(options: SessionOptions): Promise<Session> {
  const { profile, env, endpoint } = options;
  try {
    const ambient = await ambientRegion(profile, env);
    const region = ambient?.region ?? 'us-east-1';
    const { transport, aheadMs } = watchClock(await transportFor(profile, env));
    const found =
      endpoint?.credentials === undefined
        ? await findCredentials({
            ...defined({ profile, endpoint: endpoint?.endpoint, enter: options.enter }),
            env,
            transport,
            region,
          })
        : { credentials: endpoint.credentials };
    const aws = createAws({
      ...found,
      transport,
      gate: createRateGate({ unlimited: endpoint !== undefined && !endpoint.keepsRates }),
      ...defined({ endpoint: endpoint?.endpoint }),
    });
    const { account, caller } = await askWho(aws, region, endpoint?.endpoint);
    return {
      aws,
      account,
      caller,
      local: endpoint?.local ?? false,
      aheadMs: aheadMs(),
      ...defined({ profile, ambient }),
    };
  } catch (error) {
    throw explainAwsError(error, profile);
  }
}

async function askWho(aws: Aws, region: string, endpoint: string | undefined) {
  const sts = await aws.client('sts', region);
  const answer = identity.safeParse(await sts.send(new GetCallerIdentityCommand({})));
  if (answer.success) return { account: answer.data.Account, caller: answer.data.Arn };
  const host = new URL(endpoint ?? `https://sts.${region}.amazonaws.com`).hostname;
  throw foreignAnswer({ host, status: 200, text: '' });
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
  const probe = new STSClient(defined({ profile }));
  try {
    return { region: await probe.config.region(), from: 'profile' };
  } catch {
    return undefined;
  } finally {
    probe.destroy();
  }
}
