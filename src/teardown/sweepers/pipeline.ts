import {
  DeletePipelineCommand,
  StopPipelineExecutionCommand,
  paginateListPipelineExecutions,
  paginateListPipelines,
} from '@aws-sdk/client-sagemaker';
import { defined } from '../../defined.ts';
import { isGone } from '../../aws/problem.ts';
import type { Context, Sweeper } from '../sweeper.ts';

/**
 * A pipeline costs nothing; its executions start jobs, so they are stopped before those are looked
 * at. Its list shows the role that it works with, so none has to be described.
 *
 * Deleting it deletes its executions; it is refused while one runs (DeletePipeline, API reference:
 * "if there are no running instances of the pipeline").
 */
export const pipeline: Sweeper = {
  type: 'pipeline',
  creates: ['sagemaker:CreatePipeline'],
  bills: 'never',
  tagType: 'sagemaker:pipeline',
  launches: true,

  async *list({ aws, region, since, signal }) {
    const client = await aws.client('sageMaker', region);
    const pages = paginateListPipelines(
      { client, pageSize: 100 },
      { CreatedAfter: since },
      { abortSignal: signal },
    );
    for await (const page of pages) {
      for (const summary of page.PipelineSummaries ?? []) {
        const { PipelineName: id = '', PipelineArn: arn, CreationTime: createdAt } = summary;
        const roles = summary.RoleArn === undefined ? [] : [summary.RoleArn];
        yield { id, status: '', stage: 'running', roles, ...defined({ arn, createdAt }) };
      }
    }
  },

  async settle(context, { id }) {
    const client = await context.aws.client('sageMaker', context.region);
    for (const execution of await executionsOf(context, id, ['Executing'])) {
      await client.send(new StopPipelineExecutionCommand({ PipelineExecutionArn: execution }), {
        abortSignal: context.signal,
      });
    }
    const busy = await executionsOf(context, id, ['Executing', 'Stopping']);
    return busy.length === 0 ? 'settled' : 'asked';
  },

  async remove({ aws, region, signal }, { id }) {
    const client = await aws.client('sageMaker', region);
    await client.send(new DeletePipelineCommand({ PipelineName: id }), { abortSignal: signal });
  },
};

async function executionsOf(
  { aws, region, signal }: Context,
  name: string,
  statuses: readonly string[],
): Promise<readonly string[]> {
  const client = await aws.client('sageMaker', region);
  const found: string[] = [];
  const pages = paginateListPipelineExecutions(
    { client, pageSize: 100 },
    { PipelineName: name },
    { abortSignal: signal },
  );
  try {
    for await (const page of pages) {
      for (const execution of page.PipelineExecutionSummaries ?? []) {
        const { PipelineExecutionArn: arn, PipelineExecutionStatus: status = '' } = execution;
        if (arn !== undefined && statuses.includes(status)) found.push(arn);
      }
    }
  } catch (error) {
    if (!isGone(error)) throw error;
  }
  return found;
}
