import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { CloudTrailClient, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { CostExplorerClient, GetCostAndUsageCommand } from '@aws-sdk/client-cost-explorer';
import { GetProductsCommand, PricingClient } from '@aws-sdk/client-pricing';
import {
  GetResourcesCommand,
  ResourceGroupsTaggingAPIClient,
} from '@aws-sdk/client-resource-groups-tagging-api';
import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import {
  DescribeEndpointCommand,
  DescribeEndpointConfigCommand,
  DescribeProcessingJobCommand,
  DescribeTrainingJobCommand,
  DescribeTransformJobCommand,
  ListNotebookInstancesCommand,
  SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import { beforeEach, describe, expect, test } from 'vitest';
import { subcommand as costCommand } from '../../src/cli/commands/cost.ts';
import type { Range } from '../../src/cost/observation.ts';
import { testContext } from './test-context.ts';
import { mockClient } from '../mock-client.ts';

const cloudFormation = mockClient(CloudFormationClient);
const cloudTrail = mockClient(CloudTrailClient);
const explorer = mockClient(CostExplorerClient);
const pricing = mockClient(PricingClient);
const tagging = mockClient(ResourceGroupsTaggingAPIClient);
const s3 = mockClient(S3Client);
const sageMaker = mockClient(SageMakerClient);
const mocks = [cloudFormation, cloudTrail, explorer, pricing, tagging, s3, sageMaker];

const time = (text: string) => new Date(`2026-11-23T${text}:00Z`);
const now = time('06:00');
const arn = 'arn:aws:sagemaker:us-east-1:111122223333';

beforeEach(() => {
  for (const mock of mocks) mock.reset();
  cloudFormation.on(DescribeStacksCommand).resolves({
    Stacks: [
      {
        StackName: 'labs-kim',
        StackId: 'arn:aws:cloudformation:us-east-1:111122223333:stack/labs-kim/1',
        StackStatus: 'CREATE_COMPLETE',
        CreationTime: time('02:00'),
        Tags: [
          { Key: 'labs:sandbox', Value: 'labs-kim' },
          { Key: 'labs:owner', Value: 'kim' },
        ],
        Parameters: [
          { ParameterKey: 'Labs', ParameterValue: 'xgboost' },
          { ParameterKey: 'StopsAt', ParameterValue: '2026-11-23T08:00:00Z' },
          { ParameterKey: 'InstanceType', ParameterValue: 'ml.t3.medium' },
          { ParameterKey: 'VolumeGiB', ParameterValue: '10' },
        ],
        Outputs: [
          { OutputKey: 'Notebook', OutputValue: 'nb' },
          { OutputKey: 'Bucket', OutputValue: 'b' },
        ],
      },
    ],
  });
  sageMaker
    .on(ListNotebookInstancesCommand)
    .resolves({
      NotebookInstances: [
        {
          NotebookInstanceName: 'nb',
          NotebookInstanceArn: `${arn}:notebook-instance/nb`,
          NotebookInstanceStatus: 'InService',
          InstanceType: 'ml.t3.medium',
          CreationTime: time('02:00'),
          LastModifiedTime: time('05:00'),
        },
      ],
    })
    .on(DescribeTrainingJobCommand)
    .resolves({
      TrainingJobStatus: 'Completed',
      ResourceConfig: { InstanceType: 'ml.m5.xlarge', InstanceCount: 2, VolumeSizeInGB: 5 },
      TrainingStartTime: time('03:00'),
      TrainingEndTime: time('03:30'),
      // Spot: half of it.
      BillableTimeInSeconds: 900,
    })
    .on(DescribeProcessingJobCommand)
    .resolves({
      ProcessingJobStatus: 'InProgress',
      ProcessingStartTime: time('05:30'),
      ProcessingResources: {
        ClusterConfig: { InstanceType: 'ml.m5.xlarge', InstanceCount: 1, VolumeSizeInGB: 5 },
      },
    })
    .on(DescribeTransformJobCommand)
    .rejects(Object.assign(new Error('Could not find job'), { name: 'ValidationException' }))
    .on(DescribeEndpointCommand)
    .resolves({
      EndpointStatus: 'InService',
      EndpointConfigName: 'config',
      CreationTime: time('04:00'),
      ProductionVariants: [{ VariantName: 'a', CurrentInstanceCount: 2 }],
    })
    .on(DescribeEndpointConfigCommand)
    .resolves({
      ProductionVariants: [
        { VariantName: 'a', InstanceType: 'ml.m4.xlarge', InitialInstanceCount: 1, ModelName: 'm' },
      ],
    });
  tagging.on(GetResourcesCommand).resolves({
    ResourceTagMappingList: [
      'training-job/t',
      'processing-job/p',
      'transform-job/gone',
      'endpoint/e',
    ].map((thing) => ({ ResourceARN: `${arn}:${thing}` })),
  });
  s3.on(ListObjectsV2Command).resolves({
    Contents: [{ Key: 'x', Size: 2 ** 30, LastModified: time('05:00') }],
  });
  cloudTrail.on(LookupEventsCommand).resolves({ Events: [] });
  cloudTrail
    .on(LookupEventsCommand, {
      LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: 'StopNotebookInstance' }],
    })
    .resolves({ Events: [stopped('03:00')] });
  cloudTrail
    .on(LookupEventsCommand, {
      LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: 'StartNotebookInstance' }],
    })
    .resolves({ Events: [stopped('05:00')] });
  pricing.on(GetProductsCommand).rejects(new Error('denied'));
});

function stopped(at: string) {
  const requestParameters = { notebookInstanceName: 'nb' };
  return { EventTime: time(at), CloudTrailEvent: JSON.stringify({ requestParameters }) };
}

interface CostJson {
  readonly sandboxes: readonly {
    readonly rows: readonly {
      readonly kind: string;
      readonly seconds?: Range;
      readonly usd: Range | null;
      readonly price: { readonly source: string } | null;
    }[];
    readonly usd: Range;
    readonly usdPerHour: number;
    readonly isComplete: boolean;
    readonly unobserved: readonly { readonly what: string }[];
    readonly untilStop: number;
    readonly costExplorer?: object | null;
    readonly difference?: number | null;
  }[];
}

async function costs(options: object = {}, answers: readonly boolean[] = []) {
  const context = testContext({ now, answers, flags: { region: 'us-east-1', json: true } });
  await costCommand.run(context, [], { ...options });
  const { sandboxes } = JSON.parse(context.written.join('')) as CostJson;
  const [only] = sandboxes;
  if (only === undefined) throw new Error('no sandbox');
  return { context, ...only };
}

describe('labs cost', () => {
  test('meters notebook, volume, bucket, jobs and endpoints by their observed time', async () => {
    const { rows, usd, usdPerHour, isComplete, untilStop } = await costs();
    const of = (kind: string) => rows.find((row) => row.kind === kind);
    expect(of('notebook')).toMatchObject({ seconds: { least: 7200, most: 7200 } });
    expect(of('notebook')?.usd?.most).toBeCloseTo(0.1);
    expect(of('training-job')?.usd?.most).toBeCloseTo(0.23 * 2 * 0.25);
    expect(of('processing-job')?.usd?.most).toBeCloseTo(0.23 * 0.5);
    expect(of('endpoint')?.usd?.most).toBeCloseTo(0.24 * 2 * 2);
    expect(of('transform-job')).toBeUndefined();
    expect(of('bucket')?.usd?.most).toBeCloseTo(0.023 / 730, 5);
    expect(rows.every(({ price }) => price?.source === 'table')).toBe(true);
    expect(usd.most).toBeCloseTo(0.1 + 0.115 + 0.115 + 0.96 + (0.14 * 10 * 4) / 730, 3);
    expect(usdPerHour).toBeCloseTo(0.05 + 0.23 + 0.48 + (0.14 * 10 + 0.023) / 730, 3);
    expect(untilStop).toBeCloseTo(2 * (0.05 + (0.14 * 10) / 730), 4);
    expect(isComplete).toBe(true);
  });

  test('without the event history gives a range and says so', async () => {
    cloudTrail.reset();
    cloudTrail.on(LookupEventsCommand).rejects(new Error('denied'));
    const { rows, isComplete, unobserved } = await costs();
    const notebook = rows.find(({ kind }) => kind === 'notebook');
    expect(notebook?.seconds).toEqual({ least: 3600, most: 4 * 3600 });
    expect(unobserved.map(({ what }) => what)).toEqual(['history']);
    expect(isComplete).toBe(false);
  });

  test('that cannot list jobs or a bucket goes on with the rest, never as zero', async () => {
    tagging.on(GetResourcesCommand).rejects(new Error('denied'));
    s3.on(ListObjectsV2Command).rejects(new Error('denied'));
    const { rows, isComplete, unobserved } = await costs();
    expect(rows.map(({ kind }) => kind)).toEqual(['notebook', 'volume']);
    expect(unobserved.map(({ what }) => what)).toEqual(['jobs', 'bucket']);
    expect(isComplete).toBe(false);
  });

  test('asks Cost Explorer only when told to, and only after saying what that costs', async () => {
    expect((await costs()).costExplorer).toBeUndefined();
    expect(explorer.calls()).toHaveLength(0);

    explorer.on(GetCostAndUsageCommand).resolves({
      ResultsByTime: [
        {
          Estimated: true,
          Groups: [
            {
              Keys: ['labs:sandbox$labs-kim'],
              Metrics: { UnblendedCost: { Amount: '2', Unit: 'USD' } },
            },
          ],
        },
      ],
    });
    const { context, costExplorer, difference, usd } = await costs({ reconcile: true }, [true]);
    expect(context.host.shown.map(context.say)).toEqual([
      'Ask AWS Cost Explorer: $0.01 for each page of answer, one as a rule.',
    ]);
    expect(costExplorer).toEqual({ usd: 2, isEstimated: true });
    expect(difference).toBeCloseTo(2 - usd.most, 4);
  });

  test('does not ask when the answer is no', async () => {
    await expect(costs({ reconcile: true }, [false])).rejects.toMatchObject({
      code: 'cli.declined',
    });
    expect(explorer.calls()).toHaveLength(0);
  });

  test('of nobody says so', async () => {
    const context = testContext({ flags: { region: 'us-east-1' } });
    expect(await costCommand.run(context, [], { owner: 'lee' })).toBe(0);
    expect(context.written).toEqual(['lee has no sandbox. Start one: labs start xgboost']);
  });
});
