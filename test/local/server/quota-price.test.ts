import { CostExplorerClient, GetCostAndUsageCommand } from '@aws-sdk/client-cost-explorer';
import { GetProductsCommand } from '@aws-sdk/client-pricing';
import {
  CreateEndpointCommand,
  CreateEndpointConfigCommand,
  CreateModelCommand,
  CreateNotebookInstanceCommand,
  CreateTrainingJobCommand,
} from '@aws-sdk/client-sagemaker';
import {
  GetAWSDefaultServiceQuotaCommand,
  GetServiceQuotaCommand,
  ListServiceQuotasCommand,
} from '@aws-sdk/client-service-quotas';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { regionsOf } from '../../../src/catalog/catalog.ts';
import { loadCatalog } from '../../../src/catalog/load.ts';
import { needsOf } from '../../../src/preflight/needs.ts';
import { quotaOf } from '../../../src/preflight/quotas.ts';
import { account, refusal, type Server, startServer, startTimeout } from './server.ts';

let server: Server;

beforeAll(async () => {
  server = await startServer({ hooks: 'external' });
}, startTimeout);
afterAll(() => server.stop());

const RoleArn = `arn:aws:iam::${account}:role/r`;
const total = 'L-04CE2E67';

const valueOf = async (QuotaCode: string) =>
  (await server.quotas.send(new GetServiceQuotaCommand({ ServiceCode: 'sagemaker', QuotaCode })))
    .Quota;

function notebook(NotebookInstanceName: string, InstanceType: 'ml.t3.medium' | 'ml.m5.xlarge') {
  return server.sageMaker.send(
    new CreateNotebookInstanceCommand({ NotebookInstanceName, InstanceType, RoleArn }),
  );
}

const exceeded = (quota: string, limit: number, used: number, delta: number) => ({
  name: 'ResourceLimitExceeded',
  message:
    `The account-level service limit '${quota}' is ${limit} Instances, with current utilization ` +
    `of ${used} Instances and a request delta of ${delta} Instances. Please use AWS Service ` +
    'Quotas to request an increase for this quota. If AWS Service Quotas is not available, ' +
    'contact AWS support to request an increase for this quota.',
});

test('a quota has the value in force, and beside it the default of a new account', async () => {
  expect(await valueOf(total)).toMatchObject({
    QuotaCode: total,
    QuotaName: 'Total number of notebook instances',
    ServiceCode: 'sagemaker',
    Value: 1000,
  });
  const published = await server.quotas.send(
    new GetAWSDefaultServiceQuotaCommand({ ServiceCode: 'sagemaker', QuotaCode: total }),
  );
  expect(published.Quota?.Value).toBe(8);
  await server.control('PUT', 'quotas', { [total]: 2 });
  expect((await valueOf(total))?.Value).toBe(2);
  expect((await refusal(valueOf('L-00000000'))).name).toBe('NoSuchResourceException');
});

test('every quota that the labs need is known, but of a type that AWS has none for', async () => {
  const catalog = await loadCatalog();
  const needs = new Map(
    regionsOf(catalog)
      .flatMap((region) => needsOf(catalog, region))
      .map(({ use, type }) => [`${use} ${type}`, quotaOf(use, type)]),
  );
  expect(needs.size).toBeGreaterThan(15);
  const named = await Promise.all(
    [...needs].flatMap(([, quota]) =>
      quota === undefined
        ? []
        : [valueOf(quota.code).then((known) => [quota.name, known?.QuotaName])],
    ),
  );
  expect(named.filter(([ours, theirs]) => ours !== theirs)).toEqual([]);
  const without = [...needs].flatMap(([need, quota]) => (quota === undefined ? [need] : []));
  expect(without).toEqual(['hosting ml.p2.xlarge']);
});

test('quotas are listed in pages', async () => {
  const list = (NextToken?: string) =>
    server.quotas.send(
      new ListServiceQuotasCommand({
        ServiceCode: 'sagemaker',
        MaxResults: 10,
        ...(NextToken && { NextToken }),
      }),
    );
  const first = await list();
  const second = await list(first.NextToken);
  const codes = [...(first.Quotas ?? []), ...(second.Quotas ?? [])].map((q) => q.QuotaCode);
  expect(new Set(codes).size).toBe(codes.length);
  expect(codes).toContain('L-E17566B7');
});

test('a notebook beyond a quota is refused; stopped ones count', async () => {
  await server.control('PUT', 'quotas', { [total]: 2, 'L-76AB2C05': 1 });
  await notebook('one', 'ml.m5.xlarge');
  expect(await refusal(notebook('two', 'ml.m5.xlarge'))).toEqual(
    exceeded('ml.m5.xlarge for notebook instance usage', 1, 1, 1),
  );
  await notebook('two', 'ml.t3.medium');
  await server.control('POST', 'notebooks/us-east-1/two', { status: 'Failed' });
  expect(await refusal(notebook('three', 'ml.t3.medium'))).toEqual(
    exceeded('Total number of notebook instances', 2, 2, 1),
  );
});

test('an endpoint and a training job beyond the quota of their type are refused', async () => {
  await server.control('PUT', 'quotas', { 'L-2F737F8D': 0, 'L-CCE2AFA6': 1 });
  await server.sageMaker.send(new CreateModelCommand({ ModelName: 'm' }));
  await server.sageMaker.send(
    new CreateEndpointConfigCommand({
      EndpointConfigName: 'c',
      ProductionVariants: [
        { VariantName: 'v', ModelName: 'm', InstanceType: 'ml.m5.xlarge', InitialInstanceCount: 2 },
      ],
    }),
  );
  const endpoint = new CreateEndpointCommand({ EndpointName: 'e', EndpointConfigName: 'c' });
  expect(await refusal(server.sageMaker.send(endpoint))).toEqual(
    exceeded('ml.m5.xlarge for endpoint usage', 0, 0, 2),
  );
  const train = (TrainingJobName: string) =>
    server.sageMaker.send(
      new CreateTrainingJobCommand({
        TrainingJobName,
        RoleArn,
        OutputDataConfig: { S3OutputPath: 's3://b/o' },
        ResourceConfig: { InstanceType: 'ml.m5.xlarge', InstanceCount: 1, VolumeSizeInGB: 5 },
        StoppingCondition: { MaxRuntimeInSeconds: 60 },
      }),
    );
  await train('first');
  expect(await refusal(train('second'))).toEqual(
    exceeded('ml.m5.xlarge for training job usage', 1, 1, 1),
  );
  await server.control('POST', 'jobs/us-east-1/training-job/first', { status: 'Completed' });
  await expect(train('second')).resolves.toBeDefined();
});

/** The hourly price of one usage type, as a client reads it off a row. */
async function price(region: string, instance: string, usage: string): Promise<unknown> {
  const { PriceList = [] } = await server.pricing.send(
    new GetProductsCommand({
      ServiceCode: 'AmazonSageMaker',
      FormatVersion: 'aws_v1',
      Filters: [
        { Type: 'TERM_MATCH', Field: 'regionCode', Value: region },
        { Type: 'TERM_MATCH', Field: 'instanceName', Value: instance },
      ],
    }),
  );
  const rows: readonly Row[] = PriceList.map((text: unknown) => JSON.parse(String(text)) as Row);
  const row = rows.find(({ product }) => product.attributes['usagetype'] === usage);
  const [term] = Object.values(row?.terms.OnDemand ?? {});
  const [dimension] = Object.values(term?.priceDimensions ?? {});
  return dimension?.pricePerUnit.USD;
}

interface Row {
  readonly product: { readonly attributes: Readonly<Record<string, string>> };
  readonly terms: {
    readonly OnDemand: Readonly<
      Record<
        string,
        {
          readonly priceDimensions: Readonly<
            Record<string, { readonly pricePerUnit: { readonly USD: string } }>
          >;
        }
      >
    >;
  };
}

test('prices come in rows of the published shape, for what is known', async () => {
  expect(await price('us-east-1', 'ml.t3.medium', 'USE1-Notebk:ml.t3.medium')).toBe('0.0500000000');
  expect(await price('us-east-1', 'ml.g5.xlarge', 'USE1-Train:ml.g5.xlarge')).toBe('1.4080000000');
  expect(await price('ap-south-1', 'ml.m5.xlarge', 'APS3-Notebk:ml.m5.xlarge')).toBe(
    '0.2420000000',
  );
  expect(await price('us-west-2', 'ml.t3.medium', 'USW2-Notebk:ml.t3.medium')).toBeUndefined();
  const storage = await server.pricing.send(
    new GetProductsCommand({
      ServiceCode: 'AmazonSageMaker',
      Filters: [{ Type: 'CONTAINS', Field: 'usagetype', Value: 'VolumeUsage' }],
    }),
  );
  expect(storage.PriceList).toHaveLength(3);
});

test('Cost Explorer knows of no cost', async () => {
  const client = new CostExplorerClient({
    region: 'us-east-1',
    endpoint: server.endpoint,
    credentials: { accessKeyId: 'AKIALABSLABSLABSLABS', secretAccessKey: 'secret' },
  });
  const { ResultsByTime, NextPageToken } = await client.send(
    new GetCostAndUsageCommand({
      TimePeriod: { Start: '2026-11-01', End: '2026-11-24' },
      Granularity: 'MONTHLY',
      Metrics: ['UnblendedCost'],
    }),
  );
  expect(ResultsByTime).toEqual([]);
  expect(NextPageToken).toBeUndefined();
});
