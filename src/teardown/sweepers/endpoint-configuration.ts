import {
  DeleteEndpointConfigCommand,
  paginateListEndpointConfigs,
} from '@aws-sdk/client-sagemaker';
import { defined } from '../../defined.ts';
import type { Listed, Sweeper } from '../sweeper.ts';
import { configOf, rolesOfConfig, usesOfConfig } from './lineage.ts';

/**
 * An endpoint configuration costs nothing, and is what shows what an endpoint rents: it goes after
 * its endpoints (DeleteEndpointConfig, API reference).
 */
export const endpointConfiguration: Sweeper = {
  type: 'endpoint-configuration',
  creates: ['sagemaker:CreateEndpointConfig'],
  bills: 'never',
  tagType: 'sagemaker:endpoint-config',
  inheritsRole: true,
  dependsOn: { remove: [{ type: 'endpoint', until: 'gone' }] },

  async *list({ aws, region, since, signal }) {
    const client = await aws.client('sageMaker', region);
    const pages = paginateListEndpointConfigs(
      { client, pageSize: 100 },
      { CreationTimeAfter: since },
      { abortSignal: signal },
    );
    for await (const page of pages) {
      for (const summary of page.EndpointConfigs ?? []) yield listed(summary);
    }
  },

  async describe(context, name) {
    const found = await configOf(context, name);
    if (found === undefined) return undefined;
    return {
      listed: listed(found),
      roles: () => rolesOfConfig(context, name),
      uses: async () => usesOfConfig(found),
    };
  },

  async remove({ aws, region, signal }, { id }) {
    const client = await aws.client('sageMaker', region);
    await client.send(new DeleteEndpointConfigCommand({ EndpointConfigName: id }), {
      abortSignal: signal,
    });
  },
};

interface Summary {
  readonly EndpointConfigName?: string | undefined;
  readonly EndpointConfigArn?: string | undefined;
  readonly CreationTime?: Date | undefined;
}

function listed(summary: Summary): Listed {
  return {
    id: summary.EndpointConfigName ?? '',
    arn: summary.EndpointConfigArn ?? '',
    ...defined({ createdAt: summary.CreationTime }),
    status: '',
    stage: 'settled',
  };
}
