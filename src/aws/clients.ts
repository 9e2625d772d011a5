import type { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import type { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import type { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import type { ComprehendClient } from '@aws-sdk/client-comprehend';
import type { CostExplorerClient } from '@aws-sdk/client-cost-explorer';
import type { ECRClient } from '@aws-sdk/client-ecr';
import type { IAMClient } from '@aws-sdk/client-iam';
import type { OrganizationsClient } from '@aws-sdk/client-organizations';
import type { PricingClient } from '@aws-sdk/client-pricing';
import type { ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api';
import type { S3Client } from '@aws-sdk/client-s3';
import type { SageMakerClient } from '@aws-sdk/client-sagemaker';
import type { ServiceQuotasClient } from '@aws-sdk/client-service-quotas';
import type { SNSClient } from '@aws-sdk/client-sns';
import type { SFNClient } from '@aws-sdk/client-sfn';
import type { STSClient, STSClientConfig } from '@aws-sdk/client-sts';
import type { TranslateClient } from '@aws-sdk/client-translate';
import { defined } from '../defined.ts';
import type { Origin } from './profiles.ts';
import type { RateGate } from './rates.ts';
import type { Transport } from './transport.ts';
import { createTransport } from './transport.ts';

/** The clients we use, by the name under which they are asked for. */
export interface ClientOf {
  readonly cloudFormation: CloudFormationClient;
  readonly cloudTrail: CloudTrailClient;
  readonly comprehend: ComprehendClient;
  readonly costExplorer: CostExplorerClient;
  readonly ecr: ECRClient;
  readonly iam: IAMClient;
  readonly logs: CloudWatchLogsClient;
  readonly organizations: OrganizationsClient;
  readonly pricing: PricingClient;
  readonly tagging: ResourceGroupsTaggingAPIClient;
  readonly s3: S3Client;
  readonly sageMaker: SageMakerClient;
  readonly quotas: ServiceQuotasClient;
  readonly sns: SNSClient;
  readonly states: SFNClient;
  readonly sts: STSClient;
  readonly translate: TranslateClient;
}

export type ServiceName = keyof ClientOf;

/** Access key, secret and session token, or a function that fetches them. */
export type Credentials = NonNullable<STSClientConfig['credentials']>;

export interface AwsOptions {
  readonly credentials: Credentials;
  /** Where every service is, for another endpoint than AWS's own. */
  readonly endpoint?: string;
  readonly gate: RateGate;
  /** @default one that trusts what Node trusts */
  readonly transport?: Transport;
  /** Where the credentials come from, for the words of an error. */
  readonly origin?: Origin;
}

/** SDK clients by service and region; each is built, and its module loaded, on first use. */
export interface Aws {
  client<S extends ServiceName>(service: S, region: string): Promise<ClientOf[S]>;
}

type SharedConfig = Readonly<{
  region: string;
  credentials: Credentials;
  endpoint?: string;
  maxAttempts: number;
  requestHandler: Transport;
}>;

const builders: {
  readonly [S in ServiceName]: (config: SharedConfig) => Promise<ClientOf[S]>;
} = {
  cloudFormation: async (config) =>
    new (await import('@aws-sdk/client-cloudformation')).CloudFormationClient(config),
  cloudTrail: async (config) =>
    new (await import('@aws-sdk/client-cloudtrail')).CloudTrailClient(config),
  comprehend: async (config) =>
    new (await import('@aws-sdk/client-comprehend')).ComprehendClient(config),
  // Cost Explorer has one endpoint, for all regions.
  costExplorer: async (config) =>
    new (await import('@aws-sdk/client-cost-explorer')).CostExplorerClient({
      ...config,
      region: 'us-east-1',
    }),
  ecr: async (config) => new (await import('@aws-sdk/client-ecr')).ECRClient(config),
  iam: async (config) => new (await import('@aws-sdk/client-iam')).IAMClient(config),
  logs: async (config) =>
    new (await import('@aws-sdk/client-cloudwatch-logs')).CloudWatchLogsClient(config),
  // Organizations has one endpoint for all regions of a partition.
  organizations: async (config) =>
    new (await import('@aws-sdk/client-organizations')).OrganizationsClient({
      ...config,
      region: 'us-east-1',
    }),
  // The Price List API answers in three regions only; us-east-1 knows the prices of all.
  pricing: async (config) =>
    new (await import('@aws-sdk/client-pricing')).PricingClient({ ...config, region: 'us-east-1' }),
  tagging: async (config) =>
    new (
      await import('@aws-sdk/client-resource-groups-tagging-api')
    ).ResourceGroupsTaggingAPIClient(config),
  s3: async (config) =>
    new (await import('@aws-sdk/client-s3')).S3Client({
      ...config,
      forcePathStyle: config.endpoint !== undefined,
    }),
  sageMaker: async (config) =>
    new (await import('@aws-sdk/client-sagemaker')).SageMakerClient(config),
  quotas: async (config) =>
    new (await import('@aws-sdk/client-service-quotas')).ServiceQuotasClient(config),
  sns: async (config) => new (await import('@aws-sdk/client-sns')).SNSClient(config),
  states: async (config) => new (await import('@aws-sdk/client-sfn')).SFNClient(config),
  sts: async (config) => new (await import('@aws-sdk/client-sts')).STSClient(config),
  translate: async (config) =>
    new (await import('@aws-sdk/client-translate')).TranslateClient(config),
};

/** Which call an error came from. */
export interface Call {
  readonly service: string;
  readonly operation: string;
  readonly region: string;
  readonly origin?: Origin;
}

const calls = new WeakMap<Error, Call>();

/** The call that an SDK client's error came from, or undefined for any other error. */
export function callOf(error: Error): Call | undefined {
  return calls.get(error);
}

/** The part of a client that {@link createAws} adds its rate gate to. */
interface Gated {
  readonly middlewareStack: {
    addRelativeTo(
      middleware: (
        next: (args: unknown) => Promise<unknown>,
        context: { readonly clientName?: string; readonly commandName?: string },
      ) => (args: unknown) => Promise<unknown>,
      where: {
        readonly relation: 'after';
        readonly toMiddleware: 'retryMiddleware';
        readonly name: string;
      },
    ): void;
  };
}

/** Makes the one place that SDK clients come from. */
export function createAws({
  credentials,
  endpoint,
  gate,
  transport = createTransport(),
  origin,
}: AwsOptions): Aws {
  const made = new Map<string, Promise<ClientOf[ServiceName]>>();

  async function build<S extends ServiceName>(service: S, region: string): Promise<ClientOf[S]> {
    const client = await builders[service]({
      region,
      credentials,
      maxAttempts: 6,
      requestHandler: transport,
      ...defined({ endpoint }),
    });
    (client as unknown as Gated).middlewareStack.addRelativeTo(
      (next, context) => async (args) => {
        // The context has the names as text; those of the classes are gone once they are minified.
        const name = (context.clientName ?? '').replace(/Client$/, '');
        const operation = (context.commandName ?? '').replace(/Command$/, '');
        await gate(region, name, operation);
        try {
          return await next(args);
        } catch (error) {
          if (error instanceof Error) {
            const call = { service: name, operation, region };
            calls.set(error, origin === undefined ? call : { ...call, origin });
          }
          throw error;
        }
      },
      // Inside the retries, so that each of them passes the gate too; before signing, which dates.
      { relation: 'after', toMiddleware: 'retryMiddleware', name: 'rateGate' },
    );
    return client;
  }

  return {
    client<S extends ServiceName>(service: S, region: string): Promise<ClientOf[S]> {
      const key = `${service} ${region}`;
      const existing = made.get(key);
      if (existing !== undefined) return existing as Promise<ClientOf[S]>;
      const client = build(service, region);
      made.set(key, client);
      return client;
    },
  };
}
