import {
  DeleteHyperParameterTuningJobCommand,
  DescribeHyperParameterTuningJobCommand,
  StopHyperParameterTuningJobCommand,
  paginateListHyperParameterTuningJobs,
} from '@aws-sdk/client-sagemaker';
import { defined } from '../../defined.ts';
import { unlessGone } from '../../aws/problem.ts';
import type { Listed, Sweeper } from '../sweeper.ts';
import { stageOfJob } from './job-stage.ts';

/**
 * A tuning job bills through the training jobs it launches, which carry its tags
 * (CreateHyperParameterTuningJob, API reference). Stopping it stops them; deleting it deletes its
 * own entry only.
 *
 * Its list gives the ARN in small letters, under which ListTags and the tag index know nothing
 * ("Resource does not exist", boto3 issue 4606), but the name as it is.
 */
export const tuningJob: Sweeper = {
  type: 'tuning-job',
  creates: ['sagemaker:CreateHyperParameterTuningJob'],
  bills: 'never',
  tagType: 'sagemaker:hyper-parameter-tuning-job',
  launches: true,

  async *list({ aws, region, since, signal }) {
    const client = await aws.client('sageMaker', region);
    const pages = paginateListHyperParameterTuningJobs(
      { client, pageSize: 100 },
      { CreationTimeAfter: since },
      { abortSignal: signal },
    );
    for await (const page of pages) {
      for (const summary of page.HyperParameterTuningJobSummaries ?? []) yield listed(summary);
    }
  },

  async describe({ aws, region, signal }, name) {
    const client = await aws.client('sageMaker', region);
    const command = new DescribeHyperParameterTuningJobCommand({
      HyperParameterTuningJobName: name,
    });
    const found = await unlessGone(client.send(command, { abortSignal: signal }));
    if (found === undefined) return undefined;
    const definitions = [
      ...(found.TrainingJobDefinition === undefined ? [] : [found.TrainingJobDefinition]),
      ...(found.TrainingJobDefinitions ?? []),
    ];
    return {
      listed: listed(found),
      roles: async () => definitions.flatMap(({ RoleArn }) => (RoleArn ? [RoleArn] : [])),
      uses: async () => [],
    };
  },

  async settle({ aws, region, signal }, { id }) {
    const client = await aws.client('sageMaker', region);
    await client.send(new StopHyperParameterTuningJobCommand({ HyperParameterTuningJobName: id }), {
      abortSignal: signal,
    });
    return 'asked';
  },

  async remove({ aws, region, signal }, { id }) {
    const client = await aws.client('sageMaker', region);
    await client.send(
      new DeleteHyperParameterTuningJobCommand({ HyperParameterTuningJobName: id }),
      { abortSignal: signal },
    );
  },
};

interface Summary {
  readonly HyperParameterTuningJobName?: string | undefined;
  readonly HyperParameterTuningJobArn?: string | undefined;
  readonly CreationTime?: Date | undefined;
  readonly HyperParameterTuningJobStatus?: string | undefined;
}

function listed(summary: Summary): Listed {
  const id = summary.HyperParameterTuningJobName ?? '';
  const status = summary.HyperParameterTuningJobStatus ?? '';
  return {
    id,
    arn: (summary.HyperParameterTuningJobArn ?? '').replace(/[^/]*$/, id),
    ...defined({ createdAt: summary.CreationTime }),
    status,
    stage: stageOfJob(status, 'settled'),
  };
}
