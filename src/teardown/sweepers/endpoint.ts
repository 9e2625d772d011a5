import {
  DeleteEndpointCommand,
  DescribeEndpointCommand,
  paginateListEndpoints,
} from '@aws-sdk/client-sagemaker';
import { defined } from '../../defined.ts';
import type { Stage } from '../thing.ts';
import { unlessGone } from '../../aws/problem.ts';
import { message } from '../../messages/message.ts';
import type { Context, Listed, Sweeper } from '../sweeper.ts';
import { configOf, rolesOfConfig, usesOfConfig } from './lineage.ts';

/**
 * An endpoint bills for its instances by the hour for as long as it exists; it cannot be stopped.
 *
 * DeleteEndpoint is refused while the endpoint is being made or changed ("Cannot update in-progress
 * endpoint"). The execution role must outlive it (DeleteEndpoint, API reference).
 */
export const endpoint: Sweeper = {
  type: 'endpoint',
  creates: ['sagemaker:CreateEndpoint'],
  bills: 'always',
  plan: 'deletes',
  stuckAdvice: (stuck) => message('down.advice-endpoint', stuck),
  tagType: 'sagemaker:endpoint',
  inheritsRole: true,
  dependsOn: { remove: [{ type: 'log-group', until: 'settled', only: 'children' }] },

  async *list({ aws, region, since, signal }) {
    const client = await aws.client('sageMaker', region);
    const pages = paginateListEndpoints(
      { client, pageSize: 100 },
      { CreationTimeAfter: since },
      { abortSignal: signal },
    );
    for await (const page of pages) {
      for (const summary of page.Endpoints ?? []) yield listed(summary);
    }
  },

  async describe(context, name) {
    const found = await read(context, name);
    if (found === undefined) return undefined;
    const config = found.EndpointConfigName ?? '';
    return {
      listed: listed(found),
      roles: () => rolesOfConfig(context, config),
      uses: async () => usesOfConfig(await configOf(context, config), found.ProductionVariants),
    };
  },

  async remove({ aws, region, signal }, { id }) {
    const client = await aws.client('sageMaker', region);
    await client.send(new DeleteEndpointCommand({ EndpointName: id }), { abortSignal: signal });
  },
};

interface Summary {
  readonly EndpointName?: string | undefined;
  readonly EndpointArn?: string | undefined;
  readonly CreationTime?: Date | undefined;
  readonly EndpointStatus?: string | undefined;
}

function listed(summary: Summary): Listed {
  const status = summary.EndpointStatus ?? '';
  return {
    id: summary.EndpointName ?? '',
    arn: summary.EndpointArn ?? '',
    ...defined({ createdAt: summary.CreationTime }),
    status,
    stage: stageOf(status),
  };
}

/** EndpointStatus (DescribeEndpoint, API reference); one that we do not know is waited for. */
function stageOf(status: string): Stage {
  switch (status) {
    case 'InService':
    case 'Failed':
    case 'OutOfService':
    case 'UpdateRollbackFailed':
      return 'settled';
    case 'Deleting':
      return 'leaving';
    default:
      return 'changing';
  }
}

async function read({ aws, region, signal }: Context, name: string) {
  const client = await aws.client('sageMaker', region);
  const command = new DescribeEndpointCommand({ EndpointName: name });
  return unlessGone(client.send(command, { abortSignal: signal }));
}
