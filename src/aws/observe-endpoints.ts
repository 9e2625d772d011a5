import { DescribeEndpointCommand, DescribeEndpointConfigCommand } from '@aws-sdk/client-sagemaker';
import type { Rented } from '../cost/observation.ts';
import { exactly } from '../cost/observation.ts';
import { formerEndpoints } from '../cost/history.ts';
import type { Aws } from './clients.ts';
import type { History } from './history.ts';
import { endpointsOf } from './history.ts';
import { isGone } from './problem.ts';

/**
 * What an endpoint rents since it was made: its creation is not billed, which makes the figure a
 * little high; an earlier number of instances is not known.
 */
export async function observeEndpoint(
  aws: Aws,
  region: string,
  name: string,
  at: Date,
): Promise<readonly Rented[]> {
  const client = await aws.client('sageMaker', region);
  try {
    const endpoint = await client.send(new DescribeEndpointCommand({ EndpointName: name }));
    const config = await client.send(
      new DescribeEndpointConfigCommand({ EndpointConfigName: endpoint.EndpointConfigName }),
    );
    const made = endpoint.CreationTime ?? at;
    const seconds = exactly(Math.max(0, at.getTime() - made.getTime()) / 1000);
    return (config.ProductionVariants ?? []).flatMap((variant): readonly Rented[] => {
      // A serverless variant has no instance and bills by the request.
      if (variant.InstanceType === undefined) return [];
      const now = endpoint.ProductionVariants?.find(
        ({ VariantName }) => VariantName === variant.VariantName,
      );
      const count = now?.CurrentInstanceCount ?? variant.InitialInstanceCount ?? 1;
      return [
        {
          kind: 'endpoint',
          id: name,
          use: 'hosting',
          type: variant.InstanceType,
          count,
          seconds,
          how: 'times',
          isRunning: endpoint.EndpointStatus !== 'Failed',
        },
      ];
    });
  } catch (error) {
    if (isGone(error)) return [];
    throw error;
  }
}

/** What a sandbox's endpoints rented that are deleted already, as far as CloudTrail tells. */
export function formerRents(history: History, sandbox: string): readonly Rented[] {
  return formerEndpoints(endpointsOf(history, sandbox)).flatMap(({ name, config, seconds }) => {
    const known = history.configs.find((one) => one.config === config);
    return (known?.instances ?? []).map(({ type, count }): Rented => ({
      kind: 'endpoint',
      id: name,
      use: 'hosting',
      type,
      count,
      seconds: exactly(seconds),
      how: 'history',
      isRunning: false,
    }));
  });
}
