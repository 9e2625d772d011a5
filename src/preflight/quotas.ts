import { GetServiceQuotaCommand, paginateListServiceQuotas } from '@aws-sdk/client-service-quotas';
import type { Aws } from '../aws/clients.ts';
import type { PriceUse } from '../cost/prices.ts';

/** A quota of SageMaker in a region. */
export interface Quota {
  readonly code: string;
  readonly name: string;
}

/** All notebook instances of a region, stopped ones too; 8 in a new account. */
export const totalNotebooks: Quota = {
  code: 'L-04CE2E67',
  name: 'Total number of notebook instances',
};

/** The volumes of all notebook instances of a region, GiB. */
export const totalNotebookVolume: Quota = {
  code: 'L-E4B12EA2',
  name: 'Total EBS volume size in GB across all notebook instances',
};

/** All instances of a use in a region, of whatever type. */
export const totalInstances: Readonly<Partial<Record<PriceUse, Quota>>> = {
  training: { code: 'L-00C91CB5', name: 'Number of instances across all training jobs' },
  processing: { code: 'L-F311B08F', name: 'Number of instances across all processing jobs' },
  transform: { code: 'L-60D2A6F0', name: 'Number of instances across all transform jobs' },
  hosting: { code: 'L-7A3DF611', name: 'Number of instances across active endpoints' },
};

/**
 * Codes of the per-type quotas, "Amazon SageMaker endpoints and quotas", AWS General Reference; the
 * notebook codes also in aws-cloudformation/rain, sagemaker-notebook-instance-codes.json, the others
 * in gruntwork-io/terraform-aws-utilities, modules/request-quota-increase. What is not here is found
 * by its name, see {@link listQuotas}.
 */
const codes: Partial<Record<PriceUse, Readonly<Record<string, string>>>> = {
  notebook: {
    'ml.t2.medium': 'L-7B2FD69B',
    'ml.t3.medium': 'L-E17566B7',
    'ml.t3.large': 'L-8E454C05',
    'ml.t3.xlarge': 'L-E5884D25',
    'ml.t3.2xlarge': 'L-FB715320',
    'ml.m4.xlarge': 'L-E1249695',
    'ml.m5.xlarge': 'L-76AB2C05',
    'ml.m5.2xlarge': 'L-95E39457',
    'ml.c4.xlarge': 'L-786E9B47',
    'ml.c5.xlarge': 'L-39F5FD98',
    'ml.c5.2xlarge': 'L-5F356922',
    'ml.g4dn.xlarge': 'L-D8B97089',
    'ml.g5.xlarge': 'L-E8917BB7',
  },
  training: {
    'ml.m4.xlarge': 'L-A373146E',
    'ml.m4.2xlarge': 'L-D589112D',
    'ml.m5.large': 'L-611FA074',
    'ml.m5.xlarge': 'L-CCE2AFA6',
    'ml.m5.4xlarge': 'L-AFB011B4',
    'ml.c4.xlarge': 'L-85D4BAF3',
    'ml.c4.2xlarge': 'L-C5B4EE09',
    'ml.c5.xlarge': 'L-E2BB44FE',
    'ml.c5.2xlarge': 'L-49679826',
    'ml.c5.9xlarge': 'L-2BE095E2',
    'ml.g4dn.xlarge': 'L-3F53BF0F',
    'ml.p3.2xlarge': 'L-D438008E',
    'ml.p3.8xlarge': 'L-558F1246',
  },
  processing: {
    'ml.m5.xlarge': 'L-0307F515',
    'ml.t3.medium': 'L-0CE343FE',
    'ml.t3.large': 'L-C076FA77',
    'ml.t3.xlarge': 'L-DABA7ED5',
  },
  transform: {
    'ml.m4.xlarge': 'L-DAB6AA41',
    'ml.m5.large': 'L-236AE59F',
    'ml.m5.xlarge': 'L-7939E4EC',
    'ml.c4.xlarge': 'L-E3C0D615',
  },
  hosting: {
    'ml.m4.xlarge': 'L-97CF11BE',
    'ml.m4.2xlarge': 'L-6198DF25',
    'ml.m5.large': 'L-614B09FD',
    'ml.m5.xlarge': 'L-2F737F8D',
    'ml.c4.xlarge': 'L-F8C60E1D',
    'ml.c5.xlarge': 'L-E9EE5599',
    'ml.g4dn.xlarge': 'L-B67CFA0C',
    'ml.p3.2xlarge': 'L-1623D0BE',
    'ml.t2.medium': 'L-29C181D7',
  },
};

const usageName: Readonly<Record<PriceUse, string>> = {
  notebook: 'notebook instance',
  training: 'training job',
  processing: 'processing job',
  transform: 'transform job',
  hosting: 'endpoint',
};

/** The quota of an instance type in a use, or undefined where its code is not known here. */
export function quotaOf(use: PriceUse, type: string): Quota | undefined {
  const code = codes[use]?.[type];
  return code === undefined ? undefined : { code, name: quotaName(use, type) };
}

/** What Service Quotas calls the quota of an instance type in a use. */
export function quotaName(use: PriceUse, type: string): string {
  return `${type} for ${usageName[use]} usage`;
}

/**
 * The applied value of a quota; the published default would be wrong for many accounts.
 *
 * @returns the value, or undefined where it could not be read (no permission, no such quota)
 */
export async function readQuota(
  aws: Aws,
  region: string,
  quota: Pick<Quota, 'code'>,
  service = 'sagemaker',
): Promise<number | undefined> {
  const client = await aws.client('quotas', region);
  try {
    const answer = await client.send(
      new GetServiceQuotaCommand({ ServiceCode: service, QuotaCode: quota.code }),
    );
    return answer.Quota?.Value;
  } catch {
    return undefined;
  }
}

/** A quota with its applied value. */
export interface AppliedQuota extends Quota {
  readonly value: number;
}

/**
 * Every quota of SageMaker that has an applied value in a region, by name: some twenty pages, for
 * what has no code here.
 *
 * A quota that nobody ever raised may be missing (ListServiceQuotas, Service Quotas API reference).
 */
export async function listQuotas(
  aws: Aws,
  region: string,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, AppliedQuota>> {
  const client = await aws.client('quotas', region);
  const found = new Map<string, AppliedQuota>();
  const pages = paginateListServiceQuotas(
    { client, pageSize: 100 },
    { ServiceCode: 'sagemaker' },
    { abortSignal: signal },
  );
  for await (const { Quotas = [] } of pages) {
    for (const { QuotaCode: code, QuotaName: name, Value: value } of Quotas) {
      if (code === undefined || name === undefined || value === undefined) continue;
      found.set(name, { code, name, value });
    }
  }
  return found;
}
