import type { Stack } from '@aws-sdk/client-cloudformation';
import {
  DescribeStackResourcesCommand,
  paginateDescribeStacks,
} from '@aws-sdk/client-cloudformation';
import * as z from 'zod';
import { defined } from '../defined.ts';
import { outputNames, parameterNames } from '../sandbox/parameters.ts';
import { tagKeys } from '../sandbox/tags.ts';
import type { Aws } from './clients.ts';
import { isGone } from './problem.ts';

/** A sandbox as CloudFormation knows it; what a half-made stack lacks is absent. */
export interface SandboxStack {
  readonly name: string;
  readonly stackId: string;
  readonly account: string;
  readonly region: string;
  /** CloudFormation's stack status, such as `CREATE_COMPLETE`. */
  readonly status: string;
  readonly statusReason?: string;
  readonly createdAt: Date;
  /** When it was last asked to change or to go. */
  readonly changedAt?: Date;
  /** Names of all parameters of its template, which may be an older one. */
  readonly parameterNames: readonly string[];
  readonly owner: string;
  readonly class?: string;
  readonly labs: readonly string[];
  readonly stopsAt?: Date;
  readonly removedAfter?: Date;
  readonly instanceType?: string;
  readonly volumeGiB?: number;
  readonly idleMinutes?: number;
  readonly keepEndpoints: boolean;
  /** When a schedule starts the notebook once. */
  readonly startsAt?: Date;
  /** SHA-256 of the code that opens it at its class's door. */
  readonly door?: string;
  /** US dollars after which the guard stops it. */
  readonly budget?: number;
  readonly bucket?: string;
  readonly role?: string;
  readonly notebook?: string;
  readonly notebookArn?: string;
}

/** A stack that exists under a name, ours or somebody else's. */
export type FoundStack =
  | { readonly ours: true; readonly sandbox: SandboxStack }
  | { readonly ours: false; readonly name: string; readonly region: string };

/**
 * Every stack of a region, with whose it is by tag, never by name alone. Deleted stacks are not in
 * DescribeStacks' answer without a name.
 */
export async function listStacks(aws: Aws, region: string): Promise<readonly FoundStack[]> {
  const client = await aws.client('cloudFormation', region);
  const found: FoundStack[] = [];
  for await (const page of paginateDescribeStacks({ client }, {})) {
    for (const stack of page.Stacks ?? []) {
      const sandbox = readStack(stack);
      found.push(
        sandbox === undefined
          ? { ours: false, name: stack.StackName ?? '', region }
          : { ours: true, sandbox },
      );
    }
  }
  return found;
}

/**
 * The stacks of several regions, each region asked once and at the same time.
 *
 * @param onUnreadable told of a region that could not be read (one that is not enabled, or denied);
 *   it is never taken for an empty one
 * @throws the first region's error where none could be read
 */
export async function listStacksIn(
  aws: Aws,
  regions: readonly string[],
  onUnreadable: (region: string, error: unknown) => void,
): Promise<readonly FoundStack[]> {
  const answers = await Promise.allSettled(regions.map((region) => listStacks(aws, region)));
  const failed = answers.filter((answer) => answer.status === 'rejected');
  if (failed[0] !== undefined && failed.length === regions.length) throw failed[0].reason;
  return answers.flatMap((answer, at) => {
    if (answer.status === 'fulfilled') return answer.value;
    onUnreadable(regions[at] ?? '', answer.reason);
    return [];
  });
}

/** The sandboxes among {@link listStacksIn}'s stacks. */
export async function listSandboxesIn(
  aws: Aws,
  regions: readonly string[],
  onUnreadable: (region: string, error: unknown) => void,
): Promise<readonly SandboxStack[]> {
  const stacks = await listStacksIn(aws, regions, onUnreadable);
  return stacks.flatMap((found) => (found.ours ? [found.sandbox] : []));
}

/** The stack of a name in a region, or undefined where there is none. */
export async function findStack(
  aws: Aws,
  region: string,
  name: string,
): Promise<FoundStack | undefined> {
  const client = await aws.client('cloudFormation', region);
  try {
    for await (const page of paginateDescribeStacks({ client }, { StackName: name })) {
      const stack = page.Stacks?.[0];
      if (stack === undefined) continue;
      const sandbox = readStack(stack);
      return sandbox === undefined ? { ours: false, name, region } : { ours: true, sandbox };
    }
  } catch (error) {
    if (!isGone(error)) throw error;
  }
  return undefined;
}

const parameterShape = z.object({
  [parameterNames.labs]: z.string().default(''),
  [parameterNames.stopsAt]: z.coerce.date().optional().catch(undefined),
  [parameterNames.removedAfter]: z.coerce.date().optional().catch(undefined),
  [parameterNames.instanceType]: z.string().optional(),
  [parameterNames.volumeGiB]: z.coerce.number().optional().catch(undefined),
  [parameterNames.idleMinutes]: z.coerce.number().optional().catch(undefined),
  [parameterNames.keepEndpoints]: z.string().default('false'),
  [parameterNames.startsAt]: z.coerce.date().optional().catch(undefined),
  [parameterNames.door]: z.string().optional(),
  [parameterNames.budget]: z
    .string()
    .transform((given) => (given === '' ? undefined : Number(given)))
    .pipe(z.number().positive().optional())
    .optional()
    .catch(undefined),
});

function readStack(stack: Stack): SandboxStack | undefined {
  const tags = record(stack.Tags, ({ Key, Value }) => [Key, Value]);
  const name = stack.StackName ?? '';
  if (tags[tagKeys.sandbox] !== name) return undefined;
  const id = /^arn:[^:]+:cloudformation:([^:]+):(\d{12}):stack\//.exec(stack.StackId ?? '');
  if (id === null || stack.StackStatus === 'DELETE_COMPLETE') return undefined;

  const given = parameterShape.parse(
    record(stack.Parameters, ({ ParameterKey, ParameterValue }) => [ParameterKey, ParameterValue]),
  );
  const outputs = record(stack.Outputs, ({ OutputKey, OutputValue }) => [OutputKey, OutputValue]);
  return defined({
    name,
    stackId: stack.StackId ?? '',
    region: id[1] ?? '',
    account: id[2] ?? '',
    status: stack.StackStatus ?? '',
    statusReason: stack.StackStatusReason,
    createdAt: stack.CreationTime ?? new Date(0),
    changedAt: stack.DeletionTime ?? stack.LastUpdatedTime,
    parameterNames: (stack.Parameters ?? []).flatMap(({ ParameterKey }) => ParameterKey ?? []),
    owner: tags[tagKeys.owner] ?? '',
    class: tags[tagKeys.class] || undefined,
    labs: given[parameterNames.labs].split(/\s+/).filter(Boolean),
    stopsAt: given[parameterNames.stopsAt],
    removedAfter: given[parameterNames.removedAfter],
    instanceType: given[parameterNames.instanceType],
    volumeGiB: given[parameterNames.volumeGiB],
    idleMinutes: given[parameterNames.idleMinutes],
    keepEndpoints: given[parameterNames.keepEndpoints] === 'true',
    startsAt: given[parameterNames.startsAt],
    door: given[parameterNames.door] || undefined,
    budget: given[parameterNames.budget],
    bucket: outputs[outputNames.bucket],
    role: outputs[outputNames.role],
    notebook: outputs[outputNames.notebook],
    notebookArn: outputs[outputNames.notebookArn],
  });
}

/** What a stack that has no outputs (half-made or failed) contains. */
export interface StackResource {
  readonly logicalId: string;
  readonly type: string;
  readonly physicalId?: string;
  readonly status: string;
  readonly statusReason?: string;
}

/** The resources of a stack; at most 100, far above what a sandbox has. */
export async function listStackResources(
  aws: Aws,
  region: string,
  stackId: string,
): Promise<readonly StackResource[]> {
  const client = await aws.client('cloudFormation', region);
  const { StackResources = [] } = await client.send(
    new DescribeStackResourcesCommand({ StackName: stackId }),
  );
  return StackResources.map((resource) =>
    defined({
      logicalId: resource.LogicalResourceId ?? '',
      type: resource.ResourceType ?? '',
      physicalId: resource.PhysicalResourceId,
      status: resource.ResourceStatus ?? '',
      statusReason: resource.ResourceStatusReason,
    }),
  );
}

function record<T>(
  items: readonly T[] | undefined,
  pair: (item: T) => readonly [string | undefined, string | undefined],
): Record<string, string | undefined> {
  return Object.fromEntries((items ?? []).map(pair).filter(([key]) => key !== undefined));
}
