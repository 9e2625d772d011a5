import {
  DeleteTrainingJobCommand,
  DescribeTrainingJobCommand,
  StopTrainingJobCommand,
  UpdateTrainingJobCommand,
  paginateListTrainingJobs,
} from '@aws-sdk/client-sagemaker';
import { defined } from '../../defined.ts';
import { unlessGone } from '../../aws/problem.ts';
import type { Listed, Sweeper } from '../sweeper.ts';
import { stageOfJob } from './job-stage.ts';

const warm = 'Completed, warm pool';

/**
 * A training job bills while it runs, and while it keeps a warm pool. It is stopped, then deleted;
 * DeleteTrainingJob takes ended jobs without an available warm pool only, which an update of
 * KeepAlivePeriodInSeconds to 0 ends (API reference; "SageMaker AI managed warm pools").
 *
 * What a running tuning job, state machine or pipeline launches it would launch again, so those come
 * to rest first.
 */
export const trainingJob: Sweeper = {
  type: 'training-job',
  creates: ['sagemaker:CreateTrainingJob'],
  bills: 'running',
  tagType: 'sagemaker:training-job',
  dependsOn: {
    remove: [
      { type: 'state-machine', until: 'settled' },
      { type: 'pipeline', until: 'settled' },
      { type: 'tuning-job', until: 'settled' },
      { type: 'log-stream', until: 'gone', only: 'children' },
      { type: 'trial-component', until: 'gone', only: 'children' },
    ],
  },

  async *list({ aws, region, since, signal }) {
    const client = await aws.client('sageMaker', region);
    const pages = paginateListTrainingJobs(
      { client, pageSize: 100 },
      { CreationTimeAfter: since },
      { abortSignal: signal },
    );
    for await (const page of pages) {
      for (const summary of page.TrainingJobSummaries ?? []) yield listed(summary);
    }
  },

  async describe({ aws, region, signal }, name) {
    const client = await aws.client('sageMaker', region);
    const command = new DescribeTrainingJobCommand({ TrainingJobName: name });
    const found = await unlessGone(client.send(command, { abortSignal: signal }));
    if (found === undefined) return undefined;
    return {
      listed: listed(found),
      roles: async () => (found.RoleArn === undefined ? [] : [found.RoleArn]),
      uses: async () => usesOf(found.ResourceConfig),
      outputs: [found.OutputDataConfig, found.DebugHookConfig, found.ProfilerConfig].flatMap(
        (one) => (one?.S3OutputPath === undefined ? [] : [`${one.S3OutputPath}/${name}`]),
      ),
    };
  },

  async settle({ aws, region, signal }, { id, status }) {
    const client = await aws.client('sageMaker', region);
    if (status === warm) {
      const ResourceConfig = { KeepAlivePeriodInSeconds: 0 };
      await client.send(new UpdateTrainingJobCommand({ TrainingJobName: id, ResourceConfig }), {
        abortSignal: signal,
      });
    } else {
      await client.send(new StopTrainingJobCommand({ TrainingJobName: id }), {
        abortSignal: signal,
      });
    }
    return 'asked';
  },

  async remove({ aws, region, signal }, { id }) {
    const client = await aws.client('sageMaker', region);
    await client.send(new DeleteTrainingJobCommand({ TrainingJobName: id }), {
      abortSignal: signal,
    });
  },
};

interface Summary {
  readonly TrainingJobName?: string | undefined;
  readonly TrainingJobArn?: string | undefined;
  readonly CreationTime?: Date | undefined;
  readonly TrainingJobStatus?: string | undefined;
  readonly WarmPoolStatus?: { readonly Status?: string | undefined } | undefined;
}

function listed(summary: Summary): Listed {
  const isWarm = summary.WarmPoolStatus?.Status === 'Available';
  const status = isWarm ? warm : (summary.TrainingJobStatus ?? '');
  return {
    id: summary.TrainingJobName ?? '',
    arn: summary.TrainingJobArn ?? '',
    ...defined({ createdAt: summary.CreationTime }),
    status,
    stage: isWarm ? 'running' : stageOfJob(status, 'settled'),
  };
}

interface Resources {
  readonly InstanceType?: string | undefined;
  readonly InstanceCount?: number | undefined;
  readonly InstanceGroups?:
    | readonly {
        readonly InstanceType: string | undefined;
        readonly InstanceCount: number | undefined;
      }[]
    | undefined;
}

function usesOf(resources: Resources | undefined) {
  if (resources === undefined) return undefined;
  const groups = resources.InstanceGroups?.length ? resources.InstanceGroups : [resources];
  return groups.flatMap(({ InstanceType, InstanceCount = 1 }) =>
    InstanceType === undefined
      ? []
      : [{ use: 'training' as const, instanceType: InstanceType, count: InstanceCount }],
  );
}
