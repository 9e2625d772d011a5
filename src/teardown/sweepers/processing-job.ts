import {
  DeleteProcessingJobCommand,
  DescribeProcessingJobCommand,
  StopProcessingJobCommand,
  paginateListProcessingJobs,
} from '@aws-sdk/client-sagemaker';
import { defined } from '../../defined.ts';
import { unlessGone } from '../../aws/problem.ts';
import type { Listed, Sweeper } from '../sweeper.ts';
import { stageOfJob } from './job-stage.ts';

/**
 * A processing job bills while it runs. It is stopped, then deleted (DeleteProcessingJob takes
 * Stopped, Failed and Completed ones only, API reference). SageMaker starts some by itself, with a
 * training job's role: for its Debugger and Profiler rules, which SDK 2 asks for by default.
 */
export const processingJob: Sweeper = {
  type: 'processing-job',
  creates: ['sagemaker:CreateProcessingJob'],
  bills: 'running',
  tagType: 'sagemaker:processing-job',
  dependsOn: {
    remove: [
      { type: 'log-stream', until: 'gone', only: 'children' },
      { type: 'trial-component', until: 'gone', only: 'children' },
    ],
  },

  async *list({ aws, region, since, signal }) {
    const client = await aws.client('sageMaker', region);
    const pages = paginateListProcessingJobs(
      { client, pageSize: 100 },
      { CreationTimeAfter: since },
      { abortSignal: signal },
    );
    for await (const page of pages) {
      for (const summary of page.ProcessingJobSummaries ?? []) yield listed(summary);
    }
  },

  async describe({ aws, region, signal }, name) {
    const client = await aws.client('sageMaker', region);
    const command = new DescribeProcessingJobCommand({ ProcessingJobName: name });
    const found = await unlessGone(client.send(command, { abortSignal: signal }));
    if (found === undefined) return undefined;
    const cluster = found.ProcessingResources?.ClusterConfig;
    return {
      listed: listed(found),
      roles: async () => (found.RoleArn === undefined ? [] : [found.RoleArn]),
      uses: async () =>
        cluster?.InstanceType === undefined
          ? undefined
          : [
              {
                use: 'processing',
                instanceType: cluster.InstanceType,
                count: cluster.InstanceCount ?? 1,
              },
            ],
      outputs: (found.ProcessingOutputConfig?.Outputs ?? []).flatMap(
        ({ S3Output }) => S3Output?.S3Uri ?? [],
      ),
    };
  },

  async settle({ aws, region, signal }, { id }) {
    const client = await aws.client('sageMaker', region);
    await client.send(new StopProcessingJobCommand({ ProcessingJobName: id }), {
      abortSignal: signal,
    });
    return 'asked';
  },

  async remove({ aws, region, signal }, { id }) {
    const client = await aws.client('sageMaker', region);
    await client.send(new DeleteProcessingJobCommand({ ProcessingJobName: id }), {
      abortSignal: signal,
    });
  },
};

interface Summary {
  readonly ProcessingJobName?: string | undefined;
  readonly ProcessingJobArn?: string | undefined;
  readonly CreationTime?: Date | undefined;
  readonly ProcessingJobStatus?: string | undefined;
}

function listed(summary: Summary): Listed {
  const status = summary.ProcessingJobStatus ?? '';
  return {
    id: summary.ProcessingJobName ?? '',
    arn: summary.ProcessingJobArn ?? '',
    ...defined({ createdAt: summary.CreationTime }),
    status,
    stage: stageOfJob(status, 'settled'),
  };
}
