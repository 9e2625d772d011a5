import {
  CreateBucketCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketPolicyCommand,
  PutPublicAccessBlockCommand,
} from '@aws-sdk/client-s3';
import type { BucketLocationConstraint } from '@aws-sdk/client-s3';
import { DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import type { Stack } from '@aws-sdk/client-cloudformation';
import { defined } from '../defined.ts';
import type { Aws } from '../aws/clients.ts';
import { isGone } from '../aws/problem.ts';
import { guardStack } from '../sandbox/name.ts';
import type { WorkPlace } from './keep-work.ts';
import type { GuardSettings } from './settings.ts';

/** Names of the parameters of the guard's stack. */
export const guardParameters = {
  bucket: 'BucketName',
  bundle: 'BundleKey',
  regions: 'Regions',
  runMinutes: 'RunMinutes',
  keepMinutes: 'KeepMinutes',
  email: 'Email',
} as const;

/** Names of its outputs. */
export const guardOutputs = { bucket: 'Bucket', stackRole: 'StackRole', topic: 'Topic' } as const;

/** The bucket of a guard: of the account and region, so that it is found without its stack. */
export function guardPlace(account: string, region: string): WorkPlace {
  return { account, region, bucket: `labs-guard-${account}-${region}` };
}

/** A guard that is deployed. */
export interface DeployedGuard {
  readonly region: string;
  /** CloudFormation's stack status. */
  readonly status: string;
  readonly stackId: string;
  /** Who is told by e-mail. */
  readonly email?: string;
  readonly settings: GuardSettings;
}

/** The guard of an account: one for all its regions, in whichever it was deployed. */
export async function findGuard(
  aws: Aws,
  account: string,
  regions: readonly string[],
): Promise<DeployedGuard | undefined> {
  const found = await Promise.all(regions.map((region) => findIn(aws, account, region)));
  return found.find((guard) => guard !== undefined);
}

async function findIn(
  aws: Aws,
  account: string,
  region: string,
): Promise<DeployedGuard | undefined> {
  const client = await aws.client('cloudFormation', region);
  try {
    const answer = await client.send(new DescribeStacksCommand({ StackName: guardStack }));
    const [stack] = answer.Stacks ?? [];
    return stack === undefined ? undefined : readGuard(stack, account, region);
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}

function readGuard(stack: Stack, account: string, region: string): DeployedGuard {
  const given = new Map(
    (stack.Parameters ?? []).map(({ ParameterKey, ParameterValue }) => [
      ParameterKey,
      ParameterValue,
    ]),
  );
  const made = new Map(
    (stack.Outputs ?? []).map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue]),
  );
  const minutes = (key: string) => Number(given.get(key)) * 60_000;
  const stackRole = made.get(guardOutputs.stackRole);
  const topic = made.get(guardOutputs.topic);
  const email = given.get(guardParameters.email);
  return {
    region,
    status: stack.StackStatus ?? '',
    stackId: stack.StackId ?? '',
    ...defined({ email }),
    settings: {
      place: guardPlace(account, region),
      regions: (given.get(guardParameters.regions) ?? '').split(/\s+/).filter(Boolean),
      limits: {
        runMs: minutes(guardParameters.runMinutes),
        keepMs: minutes(guardParameters.keepMinutes),
      },
      ...defined({ stackRole, topic }),
    },
  };
}

/** Days that things stay in the guard's bucket. */
const keptDays = { work: 180, receipts: 365, reports: 30 } as const;

/**
 * Makes the guard's bucket, or sets right the one that is there: private, over TLS only, and what is
 * in it goes by itself after {@link keptDays}.
 */
export async function ensureBucket(aws: Aws, place: WorkPlace): Promise<void> {
  const { region, bucket: Bucket, account: ExpectedBucketOwner } = place;
  const s3 = await aws.client('s3', region);
  const where =
    region === 'us-east-1'
      ? {}
      : {
          CreateBucketConfiguration: { LocationConstraint: region as BucketLocationConstraint },
        };
  await s3.send(new CreateBucketCommand({ Bucket, ...where })).catch((error: unknown) => {
    if (!(error instanceof Error) || error.name !== 'BucketAlreadyOwnedByYou') throw error;
  });
  await s3.send(
    new PutPublicAccessBlockCommand({
      Bucket,
      ExpectedBucketOwner,
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
    }),
  );
  await s3.send(
    new PutBucketPolicyCommand({ Bucket, ExpectedBucketOwner, Policy: tlsOnly(Bucket) }),
  );
  await s3.send(
    new PutBucketLifecycleConfigurationCommand({
      Bucket,
      ExpectedBucketOwner,
      LifecycleConfiguration: {
        Rules: [
          ...Object.entries(keptDays).map(([folder, Days]) => ({
            ID: folder,
            Status: 'Enabled' as const,
            Filter: { Prefix: `${folder}/` },
            Expiration: { Days },
          })),
          {
            ID: 'unfinished-uploads',
            Status: 'Enabled',
            Filter: { Prefix: '' },
            AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 },
          },
        ],
      },
    }),
  );
}

function tlsOnly(bucket: string): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'TlsOnly',
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:*',
        Resource: [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`],
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
    ],
  });
}
