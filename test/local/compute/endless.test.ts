import { availableParallelism } from 'node:os';
import {
  CreateModelCommand,
  CreateProcessingJobCommand,
  CreateTrainingJobCommand,
  CreateTransformJobCommand,
  DescribeProcessingJobCommand,
  DescribeTrainingJobCommand,
  DescribeTransformJobCommand,
  StopProcessingJobCommand,
  StopTrainingJobCommand,
  StopTransformJobCommand,
} from '@aws-sdk/client-sagemaker';
import { expect, test } from 'vitest';
import { useDaemon } from '../use-daemon.ts';
import { computeAws, images, role, trainingInput } from './aws.ts';

const daemon = useDaemon();
const one = { InstanceType: 'ml.m5.large', InstanceCount: 1 } as const;
const channels = { train: 'train/' };
const processing = { ProcessingJobName: 'endless' };
const transforming = { TransformJobName: 'endless' };
/** As many as there are processors, on which others are computed. */
const trainings = Array.from({ length: availableParallelism() }, (_, index) => ({
  TrainingJobName: `endless-${index}`,
}));

async function create(): Promise<void> {
  const { sageMaker } = daemon();
  for (const job of trainings) {
    const input = { ...trainingInput(images.endless, channels), ...job };
    await sageMaker.send(new CreateTrainingJobCommand(input));
  }
  await sageMaker.send(
    new CreateProcessingJobCommand({
      ...processing,
      RoleArn: role,
      AppSpecification: { ImageUri: images.endless },
      ProcessingResources: { ClusterConfig: { ...one, VolumeSizeInGB: 5 } },
    }),
  );
  const PrimaryContainer = { Image: images.endless };
  const model = { ModelName: 'endless', ExecutionRoleArn: role, PrimaryContainer };
  await sageMaker.send(new CreateModelCommand(model));
  await sageMaker.send(
    new CreateTransformJobCommand({
      ...transforming,
      ModelName: 'endless',
      TransformInput: {
        DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: 's3://b/in' } },
      },
      TransformOutput: { S3OutputPath: 's3://b/out' },
      TransformResources: one,
    }),
  );
}

async function statuses(): Promise<ReadonlySet<string | undefined>> {
  const { sageMaker } = daemon();
  const trained = await Promise.all(
    trainings.map((job) => sageMaker.send(new DescribeTrainingJobCommand(job))),
  );
  const processed = await sageMaker.send(new DescribeProcessingJobCommand(processing));
  const transformed = await sageMaker.send(new DescribeTransformJobCommand(transforming));
  return new Set([
    ...trained.map(({ TrainingJobStatus }) => TrainingJobStatus),
    processed.ProcessingJobStatus,
    transformed.TransformJobStatus,
  ]);
}

test('jobs of an image that stands for one without end go on until they are stopped', async () => {
  const { sageMaker } = daemon();
  await create();
  // That it comes to its end shows that they keep no other from its turn.
  const next = await computeAws(daemon()).train('next', images.kMeans, { k: '3' }, channels);
  expect(next.TrainingJobStatus).toBe('Failed');
  expect(await statuses()).toEqual(new Set(['InProgress']));
  for (const job of trainings) await sageMaker.send(new StopTrainingJobCommand(job));
  await sageMaker.send(new StopProcessingJobCommand(processing));
  await sageMaker.send(new StopTransformJobCommand(transforming));
  await expect.poll(statuses, { interval: 50, timeout: 10_000 }).toEqual(new Set(['Stopped']));
});
