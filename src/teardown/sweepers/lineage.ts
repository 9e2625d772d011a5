import type {
  DescribeEndpointConfigCommandOutput,
  DescribeModelCommandOutput,
} from '@aws-sdk/client-sagemaker';
import { DescribeEndpointConfigCommand, DescribeModelCommand } from '@aws-sdk/client-sagemaker';
import { remember } from '../memo.ts';
import { unlessGone } from '../../aws/problem.ts';
import type { Context } from '../sweeper.ts';
import type { Use } from '../thing.ts';

/** An endpoint configuration, asked for once; undefined where it is gone. */
export async function configOf(
  context: Context,
  name: string,
): Promise<DescribeEndpointConfigCommandOutput | undefined> {
  return remember(context.memo, `DescribeEndpointConfig ${name}`, async () => {
    const client = await context.aws.client('sageMaker', context.region);
    return unlessGone(
      client.send(new DescribeEndpointConfigCommand({ EndpointConfigName: name }), {
        abortSignal: context.signal,
      }),
    );
  });
}

/** A model, asked for once; undefined where it is gone. */
export async function modelOf(
  context: Context,
  name: string,
): Promise<DescribeModelCommandOutput | undefined> {
  return remember(context.memo, `DescribeModel ${name}`, async () => {
    const client = await context.aws.client('sageMaker', context.region);
    return unlessGone(
      client.send(new DescribeModelCommand({ ModelName: name }), { abortSignal: context.signal }),
    );
  });
}

/** The execution role that a model records. */
export async function rolesOfModel(
  context: Context,
  name: string,
): Promise<readonly string[] | 'lost'> {
  const model = await modelOf(context, name);
  if (model === undefined) return 'lost';
  return model.ExecutionRoleArn === undefined ? [] : [model.ExecutionRoleArn];
}

/** The roles of the models behind an endpoint configuration, and its own where it has one. */
export async function rolesOfConfig(
  context: Context,
  name: string,
): Promise<readonly string[] | 'lost'> {
  const config = await configOf(context, name);
  if (config === undefined) return 'lost';
  const variants = [
    ...(config.ProductionVariants ?? []),
    ...(config.ShadowProductionVariants ?? []),
  ];
  const models = variants.flatMap(({ ModelName }) => (ModelName === undefined ? [] : [ModelName]));
  const roles = await Promise.all(models.map((model) => rolesOfModel(context, model)));
  const known = roles.flatMap((role) => (role === 'lost' ? [] : role));
  if (config.ExecutionRoleArn !== undefined) known.push(config.ExecutionRoleArn);
  // A configuration whose models are not all known could still be of several owners.
  return known.length === 0 || roles.includes('lost') ? 'lost' : known;
}

/** Current counts of an endpoint's variants, which can differ from the configured ones. */
type Running = readonly {
  readonly VariantName?: string | undefined;
  readonly CurrentInstanceCount?: number | undefined;
}[];

/** The instances behind an endpoint; undefined where its configuration is gone. */
export function usesOfConfig(
  config: DescribeEndpointConfigCommandOutput | undefined,
  running: Running = [],
): readonly Use[] | undefined {
  if (config === undefined) return undefined;
  const variants = [
    ...(config.ProductionVariants ?? []),
    ...(config.ShadowProductionVariants ?? []),
  ];
  return variants.flatMap((variant) => {
    // A serverless variant has no instance and bills by the request.
    if (variant.InstanceType === undefined) return [];
    const now = running.find(({ VariantName }) => VariantName === variant.VariantName);
    return {
      use: 'hosting' as const,
      instanceType: variant.InstanceType,
      count: now?.CurrentInstanceCount ?? variant.InitialInstanceCount ?? 1,
    };
  });
}
