import { DeleteExperimentCommand, paginateListExperiments } from '@aws-sdk/client-sagemaker';
import { defined } from '../../defined.ts';
import type { Sweeper } from '../sweeper.ts';

/**
 * An experiment costs nothing. It records no role, so its tag alone tells whose it is.
 *
 * "All trials associated with the experiment must be deleted first" (DeleteExperiment, API
 * reference).
 */
export const experiment: Sweeper = {
  type: 'experiment',
  creates: ['sagemaker:CreateExperiment'],
  bills: 'never',
  tagType: 'sagemaker:experiment',
  tagTells: true,
  dependsOn: { remove: [{ type: 'trial', until: 'gone' }] },

  async *list({ aws, region, since, signal }) {
    const client = await aws.client('sageMaker', region);
    const pages = paginateListExperiments(
      { client, pageSize: 100 },
      { CreatedAfter: since },
      { abortSignal: signal },
    );
    for await (const page of pages) {
      for (const summary of page.ExperimentSummaries ?? []) {
        const { ExperimentName: id = '', ExperimentArn: arn, CreationTime: createdAt } = summary;
        yield { id, status: '', stage: 'settled', ...defined({ arn, createdAt }) };
      }
    }
  },

  async remove({ aws, region, signal }, { id }) {
    const client = await aws.client('sageMaker', region);
    await client.send(new DeleteExperimentCommand({ ExperimentName: id }), {
      abortSignal: signal,
    });
  },
};
