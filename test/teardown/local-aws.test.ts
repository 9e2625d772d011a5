import { setTimeout as delay } from 'node:timers/promises';
import { CreateStackCommand, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import {
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { CreateMultipartUploadCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import {
  CreateEndpointCommand,
  CreateEndpointConfigCommand,
  CreateHyperParameterTuningJobCommand,
  CreateModelCommand,
  CreateProcessingJobCommand,
  CreateTrainingJobCommand,
  CreateTransformJobCommand,
  DeleteEndpointCommand,
  DeleteEndpointConfigCommand,
  DeleteModelCommand,
} from '@aws-sdk/client-sagemaker';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { synthesizeTemplate } from '../../lib/template.ts';
import type { Aws } from '../../src/aws/clients.ts';
import { createAws } from '../../src/aws/clients.ts';
import { createRateGate } from '../../src/aws/rates.ts';
import { listSandboxesIn } from '../../src/aws/sandboxes.ts';
import { chooseLabs } from '../../src/catalog/catalog.ts';
import { loadCatalog } from '../../src/catalog/load.ts';
import { recordingHost } from '../../src/host/recording-host.ts';
import { parameterNames } from '../../src/sandbox/parameters.ts';
import { tagKeys } from '../../src/sandbox/tags.ts';
import { planTeardown } from '../../src/teardown/plan.ts';
import type { Receipt } from '../../src/teardown/receipt.ts';
import { receiptExitCode } from '../../src/teardown/receipt.ts';
import { runTeardown } from '../../src/teardown/run.ts';
import { account, region, type Server, startServer, startTimeout } from '../local/server/server.ts';

let server: Server;
let aws: Aws;
const end = new AbortController();
let transitions: Promise<void>;

beforeAll(async () => {
  server = await startServer({ hooks: 'external' });
  transitions = endTransitions();
  aws = createAws({
    credentials: { accessKeyId: 'AKIALABSLABSLABSLABS', secretAccessKey: 'secret' },
    endpoint: server.endpoint,
    gate: createRateGate({ unlimited: true }),
  });
}, startTimeout);
afterAll(async () => {
  end.abort();
  await transitions;
  await server.stop();
});

/** What each status passes into; a job that runs goes on until it is stopped. */
const passes: Readonly<Record<string, string>> = {
  Pending: 'InService',
  Creating: 'InService',
  Stopping: 'Stopped',
  Deleting: 'Gone',
};

/** Ends what is under way in the local AWS, a moment after it began, as its gateway does. */
async function endTransitions(): Promise<void> {
  while (!end.signal.aborted) {
    const { notebooks, endpoints, jobs } = await server.state();
    const under = [
      ...notebooks.map(({ name, status }) => ({ path: `notebooks/${region}/${name}`, status })),
      ...endpoints.map(({ name, status }) => ({ path: `endpoints/${region}/${name}`, status })),
      ...jobs.map(({ type, name, status }) => ({ path: `jobs/${region}/${type}/${name}`, status })),
    ];
    for (const { path, status } of under) {
      const next = passes[status];
      if (next !== undefined) await server.control('POST', path, { status: next });
    }
    await delay(200, undefined, { signal: end.signal }).catch(() => undefined);
  }
}

async function startSandbox(
  name: string,
): Promise<{ bucket: string; role: string; notebook: string }> {
  const labs = chooseLabs(await loadCatalog(), ['xgboost']);
  const given = {
    [parameterNames.owner]: name.replace('labs-', ''),
    [parameterNames.labs]: 'xgboost',
    [parameterNames.stopsAt]: '2036-11-23T18:00:00Z',
    [parameterNames.removedAfter]: '2036-11-30T18:00:00Z',
    [parameterNames.instanceType]: 'ml.t3.medium',
    [parameterNames.volumeGiB]: '10',
  };
  await server.cloudFormation.send(
    new CreateStackCommand({
      StackName: name,
      TemplateBody: synthesizeTemplate(labs),
      Capabilities: ['CAPABILITY_IAM'],
      Parameters: Object.entries(given).map(([ParameterKey, ParameterValue]) => ({
        ParameterKey,
        ParameterValue,
      })),
      Tags: [{ Key: tagKeys.sandbox, Value: name }],
    }),
  );
  for (;;) {
    const { Stacks: [stack] = [] } = await server.cloudFormation.send(
      new DescribeStacksCommand({ StackName: name }),
    );
    if (stack?.StackStatus === 'CREATE_COMPLETE') break;
    await delay(100);
  }
  const [sandbox] = (await listSandboxesIn(aws, [region], () => undefined)).filter(
    (one) => one.name === name,
  );
  const { bucket = '', role = '', notebook = '' } = sandbox ?? {};
  return { bucket, role, notebook };
}

/** What a careless student's notebooks leave behind. */
async function makeMess(
  name: string,
  { bucket, role, notebook }: Awaited<ReturnType<typeof startSandbox>>,
) {
  const tagged = { Tags: [{ Key: tagKeys.sandbox, Value: name }] };
  const send = server.sageMaker.send.bind(server.sageMaker);
  const { logs, s3 } = server;
  const cluster = { InstanceType: 'ml.m5.xlarge', InstanceCount: 1, VolumeSizeInGB: 5 } as const;
  const training = {
    RoleArn: role,
    AlgorithmSpecification: { TrainingImage: 'image', TrainingInputMode: 'File' },
    OutputDataConfig: { S3OutputPath: `s3://${bucket}/out/` },
    ResourceConfig: cluster,
    StoppingCondition: { MaxRuntimeInSeconds: 600 },
  } as const;
  for (const [which, tags] of [
    ['tagged', tagged],
    ['untagged', {}],
  ] as const) {
    const id = `${name}-${which}`;
    await send(
      new CreateModelCommand({
        ModelName: id,
        ExecutionRoleArn: role,
        PrimaryContainer: { Image: 'i' },
        ...tags,
      }),
    );
    await send(
      new CreateEndpointConfigCommand({
        EndpointConfigName: id,
        ProductionVariants: [
          {
            VariantName: 'v',
            ModelName: id,
            InstanceType: 'ml.m5.xlarge',
            InitialInstanceCount: 1,
          },
        ],
        ...tags,
      }),
    );
    await send(new CreateEndpointCommand({ EndpointName: id, EndpointConfigName: id, ...tags }));
    await send(new CreateTrainingJobCommand({ TrainingJobName: id, ...training, ...tags }));
    await send(
      new CreateProcessingJobCommand({
        ProcessingJobName: id,
        RoleArn: role,
        AppSpecification: { ImageUri: 'image' },
        ProcessingResources: { ClusterConfig: cluster },
        ...tags,
      }),
    );
    await send(
      new CreateTransformJobCommand({
        TransformJobName: id,
        ModelName: id,
        TransformInput: {
          DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: `s3://${bucket}/in` } },
        },
        TransformOutput: { S3OutputPath: `s3://${bucket}/out` },
        TransformResources: { InstanceType: 'ml.m5.xlarge', InstanceCount: 1 },
        ...tags,
      }),
    );
  }
  await send(
    new CreateHyperParameterTuningJobCommand({
      HyperParameterTuningJobName: `HPO-xgb-Homecredit-${name}`,
      HyperParameterTuningJobConfig: {
        Strategy: 'Bayesian',
        ResourceLimits: { MaxParallelTrainingJobs: 1 },
      },
      TrainingJobDefinition: training,
      ...tagged,
    }),
  );
  await s3.send(new PutObjectCommand({ Bucket: bucket, Key: 'data/train.csv', Body: 'a,b' }));
  await s3.send(new PutObjectCommand({ Bucket: bucket, Key: '한글 이름.csv', Body: 'a,b' }));
  await s3.send(new CreateMultipartUploadCommand({ Bucket: bucket, Key: 'unfinished' }));
  for (const [group, stream] of [
    ['/aws/sagemaker/NotebookInstances', `${notebook}/jupyter.log`],
    ['/aws/sagemaker/TrainingJobs', `${name}-tagged/algo-1-1`],
    ['/aws/sagemaker/TransformJobs', `${name}-untagged/i-1`],
    [`/aws/sagemaker/Endpoints/${name}-untagged`, 'v/i-1'],
  ] as const) {
    await logs.send(new CreateLogGroupCommand({ logGroupName: group })).catch(() => undefined);
    await logs.send(new CreateLogStreamCommand({ logGroupName: group, logStreamName: stream }));
  }
}

async function tearDown(name: string): Promise<Receipt | undefined> {
  const stacks = await listSandboxesIn(aws, [region], () => undefined);
  const stack = stacks.find((one) => one.name === name);
  const target = { name, account, region, ...(stack === undefined ? {} : { stack }) };
  const planned = await planTeardown(aws, [target]);
  if (planned.isEmpty) return undefined;
  const [receipt] = await runTeardown(aws, recordingHost(), planned, {
    signal: AbortSignal.timeout(100_000),
    now: () => new Date(),
  });
  return receipt;
}

async function logsOf(name: string): Promise<readonly string[]> {
  const { logGroups = [] } = await server.logs.send(new DescribeLogGroupsCommand({}));
  const streams = await Promise.all(
    logGroups.map(async ({ logGroupName = '' }) => {
      const answer = await server.logs.send(new DescribeLogStreamsCommand({ logGroupName }));
      return (answer.logStreams ?? []).map((stream) => `${logGroupName}:${stream.logStreamName}`);
    }),
  );
  return streams.flat().filter((id) => id.includes(name));
}

test(
  'over AWS’s own protocol a mess goes, and the neighbour’s stays',
  { timeout: 180_000 },
  async () => {
    await makeMess('labs-lee', await startSandbox('labs-lee'));
    const before = await server.counts();
    const logsBefore = await logsOf('labs-lee');
    await makeMess('labs-kim', await startSandbox('labs-kim'));

    const receipt = await tearDown('labs-kim');

    expect(receipt).toMatchObject({
      sandbox: 'labs-kim',
      account,
      records: [
        { type: 'transform-job', id: 'labs-kim-tagged' },
        { type: 'transform-job', id: 'labs-kim-untagged' },
      ],
      kept: [],
      left: [],
      unknown: [],
      stillBillingPerHour: 0,
    });
    expect(receipt?.deleted).toContainEqual({
      type: 'tuning-job',
      id: 'HPO-xgb-Homecredit-labs-kim',
    });
    expect(receiptExitCode([receipt!])).toBe(0);
    const after = await server.counts();
    // Two records that AWS cannot delete are all that is more than before.
    const more = Object.entries(after).filter(([type, count]) => count !== (before[type] ?? 0));
    expect(more.map(([type, count]) => [type, count - (before[type] ?? 0)])).toEqual([
      ['sagemaker:transform-job', 2],
    ]);
    expect(await logsOf('labs-kim')).toEqual([]);
    expect(await logsOf('labs-lee')).toEqual(logsBefore);
    expect(await tearDown('labs-kim')).toBeUndefined();
  },
);

test('what has lost its lineage goes where CloudTrail says that the sandbox made it', async () => {
  const { role } = await startSandbox('labs-park');
  const { Credentials } = await server.sts.send(
    new AssumeRoleCommand({ RoleArn: role, RoleSessionName: 'SageMaker' }),
  );
  const session = server.sageMakerAs({
    accessKeyId: Credentials?.AccessKeyId ?? '',
    secretAccessKey: Credentials?.SecretAccessKey ?? '',
    sessionToken: Credentials?.SessionToken ?? '',
  });
  for (const [client, name] of [
    [session, 'Park-made'],
    [server.sageMaker, 'User-made'],
  ] as const) {
    await client.send(
      new CreateModelCommand({ ModelName: name, ExecutionRoleArn: role, PrimaryContainer: {} }),
    );
    const variant = { VariantName: 'v', ModelName: name, InstanceType: 'ml.m5.xlarge' } as const;
    await client.send(
      new CreateEndpointConfigCommand({
        EndpointConfigName: name,
        ProductionVariants: [{ ...variant, InitialInstanceCount: 1 }],
      }),
    );
    await client.send(new CreateEndpointCommand({ EndpointName: name, EndpointConfigName: name }));
    await client.send(new DeleteEndpointConfigCommand({ EndpointConfigName: name }));
    await client.send(new DeleteModelCommand({ ModelName: name }));
  }
  const receipt = await tearDown('labs-park');
  expect(receipt?.deleted).toContainEqual({ type: 'endpoint', id: 'Park-made' });
  expect(receipt).toMatchObject({ kept: [{ type: 'endpoint', id: 'User-made' }], left: [] });
  await server.sageMaker.send(new DeleteEndpointCommand({ EndpointName: 'User-made' }));
}, 60_000);
