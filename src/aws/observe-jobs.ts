import {
  DescribeProcessingJobCommand,
  DescribeTrainingJobCommand,
  DescribeTransformJobCommand,
} from '@aws-sdk/client-sagemaker';
import { exactly } from '../cost/observation.ts';
import type { Rented } from '../cost/observation.ts';
import type { Aws } from './clients.ts';
import { isGone } from './problem.ts';
import type { TaggedThing } from './tagged.ts';

/** Resource types of jobs that rent instances. */
export const jobTypes = ['training-job', 'processing-job', 'transform-job'] as const;

type Job = Omit<Rented, 'kind' | 'id'>;
type Describe = (aws: Aws, region: string, name: string, at: Date) => Promise<readonly Job[]>;

const describes: Readonly<Record<(typeof jobTypes)[number], Describe>> = {
  'training-job': describeTraining,
  'processing-job': describeProcessing,
  'transform-job': describeTransform,
};

/** What a job rented; nothing for one that is gone, which the index of tags may still show. */
export async function observeJob(
  aws: Aws,
  region: string,
  { type, name }: TaggedThing,
  at: Date,
): Promise<readonly Rented[]> {
  const kind = jobTypes.find((one) => one === type);
  if (kind === undefined) return [];
  try {
    const jobs = await describes[kind](aws, region, name, at);
    return jobs.map((job) => ({ ...job, kind, id: name }));
  } catch (error) {
    if (isGone(error)) return [];
    throw error;
  }
}

/**
 * AWS says for how long it bills a training job that has ended, spot included; times the instances
 * (BillableTimeInSeconds, DescribeTrainingJob).
 */
async function describeTraining(aws: Aws, region: string, name: string, at: Date) {
  const client = await aws.client('sageMaker', region);
  const job = await client.send(new DescribeTrainingJobCommand({ TrainingJobName: name }));
  const { ResourceConfig: resources, BillableTimeInSeconds: billed, WarmPoolStatus: pool } = job;
  const groups = resources?.InstanceGroups?.length ? resources.InstanceGroups : [resources ?? {}];
  const isRunning = job.TrainingJobStatus === 'InProgress' || job.TrainingJobStatus === 'Stopping';
  const warm = pool?.ResourceRetainedBillableTimeInSeconds ?? 0;
  const time =
    billed === undefined
      ? between(job.TrainingStartTime, job.TrainingEndTime, at, isRunning)
      : exactly(billed + warm);
  return groups.flatMap(({ InstanceType: type, InstanceCount: count = 1 }): readonly Job[] =>
    type === undefined
      ? []
      : [
          {
            use: 'training',
            type,
            count,
            seconds: time,
            how: billed === undefined ? 'times' : 'billed',
            isRunning: isRunning || pool?.Status === 'Available',
          },
        ],
  );
}

async function describeProcessing(aws: Aws, region: string, name: string, at: Date) {
  const client = await aws.client('sageMaker', region);
  const job = await client.send(new DescribeProcessingJobCommand({ ProcessingJobName: name }));
  const cluster = job.ProcessingResources?.ClusterConfig;
  const isRunning =
    job.ProcessingJobStatus === 'InProgress' || job.ProcessingJobStatus === 'Stopping';
  return rentedBy(
    'processing',
    cluster?.InstanceType,
    cluster?.InstanceCount,
    between(job.ProcessingStartTime, job.ProcessingEndTime, at, isRunning),
    isRunning,
  );
}

async function describeTransform(aws: Aws, region: string, name: string, at: Date) {
  const client = await aws.client('sageMaker', region);
  const job = await client.send(new DescribeTransformJobCommand({ TransformJobName: name }));
  const resources = job.TransformResources;
  const isRunning =
    job.TransformJobStatus === 'InProgress' || job.TransformJobStatus === 'Stopping';
  return rentedBy(
    'transform',
    resources?.InstanceType,
    resources?.InstanceCount,
    between(job.TransformStartTime, job.TransformEndTime, at, isRunning),
    isRunning,
  );
}

function rentedBy(
  use: Job['use'],
  type: string | undefined,
  count: number | undefined,
  time: Job['seconds'],
  isRunning: boolean,
): readonly Job[] {
  if (type === undefined) return [];
  return [{ use, type, count: count ?? 1, seconds: time, how: 'times', isRunning }];
}

/** From start to end, or to now; nothing for a job that has not begun. */
function between(
  from: Date | undefined,
  to: Date | undefined,
  at: Date,
  isRunning: boolean,
): Job['seconds'] {
  const until = to ?? (isRunning ? at : undefined);
  if (from === undefined || until === undefined) return exactly(0);
  return exactly(Math.max(0, until.getTime() - from.getTime()) / 1000);
}
