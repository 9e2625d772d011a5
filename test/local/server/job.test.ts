import {
  CreateHyperParameterTuningJobCommand,
  CreateModelCommand,
  CreateProcessingJobCommand,
  CreateTrainingJobCommand,
  type CreateTrainingJobCommandInput,
  CreateTransformJobCommand,
  DeleteHyperParameterTuningJobCommand,
  DeleteProcessingJobCommand,
  DeleteTrainingJobCommand,
  DescribeHyperParameterTuningJobCommand,
  DescribeProcessingJobCommand,
  DescribeTrainingJobCommand,
  DescribeTransformJobCommand,
  ListHyperParameterTuningJobsCommand,
  ListProcessingJobsCommand,
  ListTagsCommand,
  ListTrainingJobsCommand,
  ListTransformJobsCommand,
  StopHyperParameterTuningJobCommand,
  StopProcessingJobCommand,
  StopTrainingJobCommand,
  StopTransformJobCommand,
  UpdateTrainingJobCommand,
} from '@aws-sdk/client-sagemaker';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { account, refusal, region, type Server, startServer, startTimeout } from './server.ts';

let server: Server;
let send: Server['sageMaker']['send'];

beforeAll(async () => {
  server = await startServer({ hooks: 'external' });
  send = server.sageMaker.send.bind(server.sageMaker);
}, startTimeout);
afterAll(() => server.stop());

const RoleArn = `arn:aws:iam::${account}:role/labs/x/role`;
const end = async (type: string, name: string, status: string) =>
  (await server.control('POST', `jobs/${region}/${type}/${name}`, { status })).status;

function train(TrainingJobName: string, more: Partial<CreateTrainingJobCommandInput> = {}) {
  return send(
    new CreateTrainingJobCommand({
      TrainingJobName,
      RoleArn,
      AlgorithmSpecification: { TrainingImage: 'image', TrainingInputMode: 'File' },
      OutputDataConfig: { S3OutputPath: 's3://bucket/out/' },
      ResourceConfig: { InstanceType: 'ml.m5.xlarge', InstanceCount: 1, VolumeSizeInGB: 5 },
      StoppingCondition: { MaxRuntimeInSeconds: 600 },
      ...more,
    }),
  );
}

const training = (TrainingJobName: string) =>
  send(new DescribeTrainingJobCommand({ TrainingJobName }));

test('a training job is InProgress until it ends, and is then Completed with its model', async () => {
  await train('done');
  expect(await training('done')).toMatchObject({
    TrainingJobStatus: 'InProgress',
    SecondaryStatus: 'Starting',
    RoleArn,
    StoppingCondition: { MaxRuntimeInSeconds: 600 },
  });
  expect((await server.state()).jobs).toMatchObject([
    { region, type: 'training-job', name: 'done', status: 'InProgress' },
  ]);
  expect(await end('training-job', 'done', 'Completed')).toBe(200);
  expect(await training('done')).toMatchObject({
    TrainingJobStatus: 'Completed',
    SecondaryStatus: 'Completed',
    ModelArtifacts: { S3ModelArtifacts: 's3://bucket/out/done/output/model.tar.gz' },
    OutputDataConfig: { S3OutputPath: 's3://bucket/out/', KmsKeyId: '' },
    TrainingEndTime: expect.any(Date),
  });
  expect((await server.state()).jobs).toEqual([]);
});

test('a training job is stopped only while it is in progress, and deleted only after', async () => {
  await train('halted');
  const stop = () => send(new StopTrainingJobCommand({ TrainingJobName: 'halted' }));
  const remove = () => send(new DeleteTrainingJobCommand({ TrainingJobName: 'halted' }));
  expect((await refusal(remove())).name).toBe('ResourceInUse');
  await stop();
  expect((await training('halted')).TrainingJobStatus).toBe('Stopping');
  expect(await refusal(stop())).toEqual({
    name: 'ValidationException',
    message: 'The request was rejected because the training job is in status Stopping.',
  });
  expect((await refusal(remove())).name).toBe('ResourceInUse');
  expect(await end('training-job', 'halted', 'Stopped')).toBe(200);
  expect((await refusal(stop())).message).toContain('is in status Stopped.');
  await remove();
  expect(await refusal(training('halted'))).toEqual({
    name: 'ValidationException',
    message: 'Requested resource not found.',
  });
  expect((await refusal(remove())).name).toBe('ResourceNotFound');
});

test('a training job with a keep-alive period leaves a warm pool, which an update ends', async () => {
  await train('warm', {
    ResourceConfig: {
      InstanceType: 'ml.m5.xlarge',
      InstanceCount: 1,
      VolumeSizeInGB: 5,
      KeepAlivePeriodInSeconds: 600,
    },
  });
  await end('training-job', 'warm', 'Completed');
  expect((await training('warm')).WarmPoolStatus?.Status).toBe('Available');
  const warm = await send(new ListTrainingJobsCommand({ WarmPoolStatusEquals: 'Available' }));
  expect(warm.TrainingJobSummaries?.map((job) => job.TrainingJobName)).toEqual(['warm']);
  const remove = () => send(new DeleteTrainingJobCommand({ TrainingJobName: 'warm' }));
  expect((await refusal(remove())).name).toBe('ResourceInUse');
  await send(
    new UpdateTrainingJobCommand({
      TrainingJobName: 'warm',
      ResourceConfig: { KeepAlivePeriodInSeconds: 0 },
    }),
  );
  await expect(remove()).resolves.toBeDefined();
});

test('a name of a training job is used once', async () => {
  await train('once');
  expect((await refusal(train('once'))).name).toBe('ResourceInUse');
});

test('training jobs are listed oldest first, by status, name and time', async () => {
  await end('training-job', 'once', 'Failed');
  await train('later');
  const names = async (filter: object) =>
    (await send(new ListTrainingJobsCommand(filter))).TrainingJobSummaries?.map(
      (job) => job.TrainingJobName,
    );
  expect(await names({})).toEqual(['done', 'once', 'later']);
  expect(await names({ StatusEquals: 'InProgress' })).toEqual(['later']);
  expect(await names({ NameContains: 'on', SortBy: 'Name' })).toEqual(['done', 'once']);
  const { CreationTime } = await training('once');
  expect(await names({ CreationTimeAfter: CreationTime })).toEqual(['later']);
});

test('a processing job is made, stopped, listed and deleted', async () => {
  const job = { ProcessingJobName: 'process' };
  const stop = () => send(new StopProcessingJobCommand(job));
  const remove = () => send(new DeleteProcessingJobCommand(job));
  const status = async () =>
    (await send(new DescribeProcessingJobCommand(job))).ProcessingJobStatus;
  await send(
    new CreateProcessingJobCommand({
      ...job,
      RoleArn,
      AppSpecification: { ImageUri: 'image' },
      ProcessingResources: {
        ClusterConfig: { InstanceCount: 1, InstanceType: 'ml.m5.xlarge', VolumeSizeInGB: 5 },
      },
    }),
  );
  expect(await status()).toBe('InProgress');
  expect((await refusal(remove())).name).toBe('ResourceInUse');
  await stop();
  expect(await status()).toBe('Stopping');
  expect(await refusal(stop())).toEqual({
    name: 'ValidationException',
    message: 'The request was rejected because the processing job is in status Stopping.',
  });
  expect((await refusal(remove())).name).toBe('ResourceInUse');
  expect(await end('processing-job', 'process', 'Stopped')).toBe(200);
  expect(await send(new DescribeProcessingJobCommand(job))).toMatchObject({
    ProcessingJobStatus: 'Stopped',
    ProcessingEndTime: expect.any(Date),
  });
  expect((await refusal(stop())).message).toContain('is in status Stopped.');
  expect((await send(new ListProcessingJobsCommand({}))).ProcessingJobSummaries).toHaveLength(1);
  await remove();
  expect(await refusal(send(new DescribeProcessingJobCommand(job)))).toEqual({
    name: 'ValidationException',
    message: 'Could not find requested job with name: process',
  });
});

test('a transform job needs its model, is made, stopped and listed, and stays', async () => {
  const job = { TransformJobName: 'transform' };
  const create = new CreateTransformJobCommand({
    ...job,
    ModelName: 'model',
    TransformInput: { DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: 's3://b/i' } } },
    TransformOutput: { S3OutputPath: 's3://b/o' },
    TransformResources: { InstanceType: 'ml.m5.xlarge', InstanceCount: 1 },
  });
  const stop = () => send(new StopTransformJobCommand(job));
  const status = async () => (await send(new DescribeTransformJobCommand(job))).TransformJobStatus;
  expect((await refusal(send(create))).message).toContain('Could not find model');
  await send(new CreateModelCommand({ ModelName: 'model', ExecutionRoleArn: RoleArn }));
  await send(create);
  expect(await status()).toBe('InProgress');
  await stop();
  expect(await status()).toBe('Stopping');
  expect(await refusal(stop())).toEqual({
    name: 'ValidationException',
    message: 'The request was rejected because the transform job is in status Stopping.',
  });
  expect(await end('transform-job', 'transform', 'Stopped')).toBe(200);
  expect(await send(new DescribeTransformJobCommand(job))).toMatchObject({
    TransformJobStatus: 'Stopped',
    TransformEndTime: expect.any(Date),
  });
  expect((await refusal(stop())).message).toContain('is in status Stopped.');
  const { TransformJobSummaries } = await send(new ListTransformJobsCommand({}));
  expect(TransformJobSummaries).toMatchObject([{ TransformJobStatus: 'Stopped' }]);
});

test('a tuning job is made, stopped, listed and deleted', async () => {
  const job = { HyperParameterTuningJobName: 'tune' };
  await send(
    new CreateHyperParameterTuningJobCommand({
      ...job,
      HyperParameterTuningJobConfig: {
        Strategy: 'Bayesian',
        ResourceLimits: { MaxParallelTrainingJobs: 1 },
      },
    }),
  );
  await send(new StopHyperParameterTuningJobCommand(job));
  expect(await end('hyper-parameter-tuning-job', 'tune', 'Stopped')).toBe(200);
  const { HyperParameterTuningJobSummaries } = await send(
    new ListHyperParameterTuningJobsCommand({}),
  );
  expect(HyperParameterTuningJobSummaries).toMatchObject([
    { HyperParameterTuningJobStatus: 'Stopped' },
  ]);
  await send(new DeleteHyperParameterTuningJobCommand(job));
  expect(await refusal(send(new DescribeHyperParameterTuningJobCommand(job)))).toEqual({
    name: 'ResourceNotFound',
    message: "Amazon SageMaker can't find a tuning job with the name tune",
  });
});

test('a tuning job with capitals in its name has a lower-case ARN in the list, which ListTags does not know', async () => {
  const job = { HyperParameterTuningJobName: 'HPO-xgb-Homecredit' };
  const Tags = [{ Key: 'labs:sandbox', Value: 'labs-kim' }];
  const { HyperParameterTuningJobArn: arn } = await send(
    new CreateHyperParameterTuningJobCommand({
      ...job,
      HyperParameterTuningJobConfig: {
        Strategy: 'Bayesian',
        ResourceLimits: { MaxParallelTrainingJobs: 1 },
      },
      Tags,
    }),
  );
  expect(arn).toMatch(/\/HPO-xgb-Homecredit$/);
  expect(await send(new DescribeHyperParameterTuningJobCommand(job))).toMatchObject({
    HyperParameterTuningJobArn: arn,
  });
  const { HyperParameterTuningJobSummaries: [listed] = [] } = await send(
    new ListHyperParameterTuningJobsCommand({ NameContains: 'Homecredit' }),
  );
  expect(listed).toMatchObject({ ...job, HyperParameterTuningJobArn: arn?.toLowerCase() });
  const tagsOf = (ResourceArn = '') => send(new ListTagsCommand({ ResourceArn }));
  expect(await refusal(tagsOf(listed?.HyperParameterTuningJobArn))).toEqual({
    name: 'ValidationException',
    message: 'Resource does not exist.',
  });
  expect((await tagsOf(arn)).Tags).toEqual(Tags);
});
