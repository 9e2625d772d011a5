import { DeleteModelCommand, paginateListModels } from '@aws-sdk/client-sagemaker';
import { defined } from '../../defined.ts';
import type { Listed, Sweeper } from '../sweeper.ts';
import { modelOf, rolesOfModel } from './lineage.ts';

/**
 * A model costs nothing; its artifact is an object in the bucket. It records the role by which
 * untagged configurations, endpoints and transform jobs are known, so it goes after them.
 */
export const model: Sweeper = {
  type: 'model',
  creates: ['sagemaker:CreateModel'],
  bills: 'never',
  tagType: 'sagemaker:model',
  dependsOn: {
    remove: [
      { type: 'endpoint-configuration', until: 'gone' },
      { type: 'transform-job', until: 'settled' },
    ],
  },

  async *list({ aws, region, since, signal }) {
    const client = await aws.client('sageMaker', region);
    const pages = paginateListModels(
      { client, pageSize: 100 },
      { CreationTimeAfter: since },
      { abortSignal: signal },
    );
    for await (const page of pages) {
      for (const summary of page.Models ?? []) yield listed(summary);
    }
  },

  async describe(context, name) {
    const found = await modelOf(context, name);
    if (found === undefined) return undefined;
    return {
      listed: listed(found),
      roles: () => rolesOfModel(context, name),
      uses: async () => [],
    };
  },

  async remove({ aws, region, signal }, { id }) {
    const client = await aws.client('sageMaker', region);
    await client.send(new DeleteModelCommand({ ModelName: id }), { abortSignal: signal });
  },
};

interface Summary {
  readonly ModelName?: string | undefined;
  readonly ModelArn?: string | undefined;
  readonly CreationTime?: Date | undefined;
}

function listed(summary: Summary): Listed {
  return {
    id: summary.ModelName ?? '',
    arn: summary.ModelArn ?? '',
    ...defined({ createdAt: summary.CreationTime }),
    status: '',
    stage: 'settled',
  };
}
