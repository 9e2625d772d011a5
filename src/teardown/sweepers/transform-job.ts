import {
  DescribeTransformJobCommand,
  StopTransformJobCommand,
  paginateListTransformJobs,
} from '@aws-sdk/client-sagemaker';
import { defined } from '../../defined.ts';
import { unlessGone } from '../../aws/problem.ts';
import type { Listed, Sweeper } from '../sweeper.ts';
import { stageOfJob } from './job-stage.ts';
import { rolesOfModel } from './lineage.ts';

/**
 * A batch transform job bills while it runs. It is stopped; the API has no call that deletes one, so
 * what is left of it is a record. It records no role: its model's is asked for.
 */
export const transformJob: Sweeper = {
  type: 'transform-job',
  creates: ['sagemaker:CreateTransformJob'],
  bills: 'running',
  plan: 'ends',
  tagType: 'sagemaker:transform-job',
  inheritsRole: true,

  async *list({ aws, region, since, signal }) {
    const client = await aws.client('sageMaker', region);
    const pages = paginateListTransformJobs(
      { client, pageSize: 100 },
      { CreationTimeAfter: since },
      { abortSignal: signal },
    );
    for await (const page of pages) {
      for (const summary of page.TransformJobSummaries ?? []) yield listed(summary);
    }
  },

  async describe(context, name) {
    const client = await context.aws.client('sageMaker', context.region);
    const command = new DescribeTransformJobCommand({ TransformJobName: name });
    const found = await unlessGone(client.send(command, { abortSignal: context.signal }));
    if (found === undefined) return undefined;
    const resources = found.TransformResources;
    return {
      listed: listed(found),
      roles: () => rolesOfModel(context, found.ModelName ?? ''),
      uses: async () =>
        resources?.InstanceType === undefined
          ? undefined
          : [
              {
                use: 'transform',
                instanceType: resources.InstanceType,
                count: resources.InstanceCount ?? 1,
              },
            ],
      outputs: [found.TransformOutput?.S3OutputPath ?? ''],
    };
  },

  async settle({ aws, region, signal }, { id }) {
    const client = await aws.client('sageMaker', region);
    await client.send(new StopTransformJobCommand({ TransformJobName: id }), {
      abortSignal: signal,
    });
    return 'asked';
  },
};

interface Summary {
  readonly TransformJobName?: string | undefined;
  readonly TransformJobArn?: string | undefined;
  readonly CreationTime?: Date | undefined;
  readonly TransformJobStatus?: string | undefined;
}

function listed(summary: Summary): Listed {
  const status = summary.TransformJobStatus ?? '';
  return {
    id: summary.TransformJobName ?? '',
    arn: summary.TransformJobArn ?? '',
    ...defined({ createdAt: summary.CreationTime }),
    status,
    stage: stageOfJob(status, 'record'),
  };
}
