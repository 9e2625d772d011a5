import { DescribeAccountLimitsCommand } from '@aws-sdk/client-cloudformation';
import { GetAccountSummaryCommand } from '@aws-sdk/client-iam';
import { paginateListBuckets } from '@aws-sdk/client-s3';
import type { Aws } from '../../aws/clients.ts';
import { readQuota } from '../../preflight/quotas.ts';
import type { QuotaNeed } from './quota-needs.ts';
import type { QuotaValues } from './quota-table.ts';
import { quotaKey } from './quota-table.ts';

/** What one call each tells of an account; null where it may not be read. */
export interface AccountFacts {
  readonly roles: number | null;
  readonly rolesLimit: number | null;
  readonly buckets: number | null;
  readonly stacksLimit: number | null;
  /** Resources that CloudFormation works on at the same time, in all stacks. */
  readonly concurrentResources: number | null;
}

/** Region in which Service Quotas answers for global services. */
const globalRegion = 'us-east-1';

/** Reads what is in use, and the limits that are not in Service Quotas: three calls. */
export async function readAccount(aws: Aws, region: string): Promise<AccountFacts> {
  const [summary, buckets, limits] = await Promise.all([
    readSummary(aws, region).catch(() => undefined),
    countBuckets(aws, region).catch(() => null),
    readLimits(aws, region).catch(() => new Map<string, number>()),
  ]);
  return {
    roles: summary?.Roles ?? null,
    rolesLimit: summary?.RolesQuota ?? null,
    buckets,
    stacksLimit: limits.get('StackLimit') ?? null,
    concurrentResources: limits.get('ConcurrentResourcesLimit') ?? null,
  };
}

async function readSummary(aws: Aws, region: string) {
  const client = await aws.client('iam', region);
  const { SummaryMap } = await client.send(new GetAccountSummaryCommand({}));
  return SummaryMap;
}

async function countBuckets(aws: Aws, region: string): Promise<number> {
  const client = await aws.client('s3', region);
  let count = 0;
  for await (const page of paginateListBuckets({ client, pageSize: 1000 }, {})) {
    count += page.Buckets?.length ?? 0;
  }
  return count;
}

async function readLimits(aws: Aws, region: string): Promise<ReadonlyMap<string, number>> {
  const client = await aws.client('cloudFormation', region);
  const { AccountLimits = [] } = await client.send(new DescribeAccountLimitsCommand({}));
  return new Map(AccountLimits.map(({ Name = '', Value = 0 }) => [Name, Value]));
}

/**
 * The applied values of the quotas that are needed, one call each; what the account's facts tell is
 * not asked again. What cannot be read is missing.
 */
export async function readQuotaValues(
  aws: Aws,
  region: string,
  needs: readonly QuotaNeed[],
  facts: AccountFacts,
): Promise<QuotaValues> {
  const known: Readonly<Record<string, number | null>> = {
    iam: facts.rolesLimit,
    cloudformation: facts.stacksLimit,
  };
  const values = await Promise.all(
    needs.map(async ({ service, code }) => {
      if (code === undefined) return undefined;
      const value =
        known[service] ??
        (await readQuota(aws, service === 'sagemaker' ? region : globalRegion, { code }, service));
      return value === undefined ? undefined : ([quotaKey(service, code), value] as const);
    }),
  );
  return new Map(values.filter((value) => value !== undefined));
}
