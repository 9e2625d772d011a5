import { CreateStackCommand } from '@aws-sdk/client-cloudformation';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import {
  CreateEndpointCommand,
  CreateEndpointConfigCommand,
  CreateModelCommand,
} from '@aws-sdk/client-sagemaker';
import { synthesizeTemplate } from '../../lib/template.ts';
import type { Aws } from '../../src/aws/clients.ts';
import type { SandboxStack } from '../../src/aws/sandboxes.ts';
import { listSandboxesIn } from '../../src/aws/sandboxes.ts';
import { chooseLabs } from '../../src/catalog/catalog.ts';
import { loadCatalog } from '../../src/catalog/load.ts';
import { parameterDate } from '../../src/sandbox/lease.ts';
import { bucketKeys, parameterNames } from '../../src/sandbox/parameters.ts';
import { tagKeys } from '../../src/sandbox/tags.ts';
import type { Server } from '../local/server/server.ts';
import { region } from '../local/server/server.ts';

/** What a sandbox of a test promises. */
export interface Promised {
  readonly stopsAt: Date;
  readonly removedAfter: Date;
  readonly budget?: string;
}

let template: string | undefined;

/** Makes a sandbox with a lease; the server's states pass at once. */
export async function makeSandbox(
  server: Server,
  aws: Aws,
  name: string,
  { stopsAt, removedAfter, budget = '' }: Promised,
): Promise<SandboxStack> {
  template ??= synthesizeTemplate(chooseLabs(await loadCatalog(), ['xgboost']));
  const given = {
    [parameterNames.owner]: name.replace('labs-', ''),
    [parameterNames.labs]: 'xgboost',
    [parameterNames.stopsAt]: parameterDate(stopsAt),
    [parameterNames.removedAfter]: parameterDate(removedAfter),
    [parameterNames.instanceType]: 'ml.t3.medium',
    [parameterNames.volumeGiB]: '10',
    [parameterNames.budget]: budget,
  };
  await server.cloudFormation.send(
    new CreateStackCommand({
      StackName: name,
      TemplateBody: template,
      Capabilities: ['CAPABILITY_IAM'],
      Parameters: Object.entries(given).map(([ParameterKey, ParameterValue]) => ({
        ParameterKey,
        ParameterValue,
      })),
      Tags: [{ Key: tagKeys.sandbox, Value: name }],
    }),
  );
  return find(aws, name);
}

async function find(aws: Aws, name: string): Promise<SandboxStack> {
  for (;;) {
    const stacks = await listSandboxesIn(aws, [region], () => undefined);
    const stack = stacks.find((one) => one.name === name);
    if (stack?.status === 'CREATE_COMPLETE') return stack;
    if (stack?.status.includes('ROLLBACK')) throw new Error(stack.statusReason ?? stack.status);
  }
}

/** An endpoint that bills, as a notebook of the sandbox makes it. */
export async function makeBills(server: Server, stack: SandboxStack): Promise<void> {
  const { name, role = '' } = stack;
  const tagged = { Tags: [{ Key: tagKeys.sandbox, Value: name }] };
  const send = server.sageMaker.send.bind(server.sageMaker);
  await send(
    new CreateModelCommand({
      ModelName: name,
      ExecutionRoleArn: role,
      PrimaryContainer: { Image: 'image' },
      ...tagged,
    }),
  );
  const variant = { ModelName: name, VariantName: 'all', InstanceType: 'ml.m5.large' } as const;
  await send(
    new CreateEndpointConfigCommand({
      EndpointConfigName: name,
      ProductionVariants: [{ ...variant, InitialInstanceCount: 1 }],
      ...tagged,
    }),
  );
  await send(
    new CreateEndpointCommand({ EndpointName: name, EndpointConfigName: name, ...tagged }),
  );
}

/** What an agent leaves that has saved the learner's work. */
export async function saveAsAgent(
  server: Server,
  { bucket }: SandboxStack,
  work: Readonly<Record<string, unknown>>,
): Promise<void> {
  const report = {
    version: 1,
    writtenAt: '2026-11-23T12:00:00Z',
    idleMinutes: null,
    repos: [],
    work,
  };
  const put = (Key: string, Body: string) =>
    server.s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body }));
  await put(bucketKeys.work, 'the work');
  await put(bucketKeys.report, JSON.stringify(report));
}
