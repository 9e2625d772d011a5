import type { PermissionQuestion } from '../aws/permissions.ts';
import { sageMakerTypes } from '../sandbox/resource-types.ts';
import { actionFamilies } from '../sandbox/sagemaker-actions.ts';
import type { PolicyStatement } from './statement.ts';

/** Where and for which sandbox a permission would be used. */
export interface Place {
  readonly account: string;
  readonly region: string;
  /** Name of the sandbox, such as `labs-kim`. */
  readonly sandbox: string;
}

/**
 * A statement of our policy as questions about one sandbox: the person's own policies may be written
 * in quite another way, so each action is asked about a resource of its own type, never about `*`.
 */
export function questionsOf(
  { Action, Resource, Condition = {} }: PolicyStatement,
  place: Place,
): readonly PermissionQuestion[] {
  const byResource = new Map<string, string[]>();
  for (const action of Action.flatMap(named)) {
    const resource = resourceOf(action, Resource, place);
    byResource.set(resource, [...(byResource.get(resource) ?? []), action]);
  }
  const context = contextOf(Condition, place);
  return [...byResource].map(([resource, actions]) => ({
    actions,
    resources: [resource],
    context,
  }));
}

/** Actions that stand for a pattern: the simulator takes no pattern. */
function named(action: string): readonly string[] {
  switch (action) {
    case 's3:GetBucket*':
      return ['s3:GetBucketPolicy', 's3:GetBucketTagging'];
    case 's3:PutBucket*':
      return ['s3:PutBucketPolicy', 's3:PutBucketPublicAccessBlock', 's3:PutBucketTagging'];
    case 's3:*agResource':
      return ['s3:TagResource', 's3:UntagResource'];
    case 's3:Get*Configuration':
      return ['s3:GetEncryptionConfiguration', 's3:GetLifecycleConfiguration'];
    default: {
      const [service, name = ''] = action.split(':');
      const family = service === 'sagemaker' ? actionFamilies[name] : undefined;
      if (family !== undefined) return family.map((one) => `sagemaker:${one}`);
      if (!name.endsWith('NotebookInstance*')) return [action];
      const first = action.slice(0, -1);
      return [first, `${first}LifecycleConfig`];
    }
  }
}

/** Resource types in SageMaker's ARNs, by what the names of their actions end in after the verb. */
const sageMakerArns: Readonly<Record<string, string>> = {
  NotebookInstanceLifecycleConfig: 'notebook-instance-lifecycle-config',
  NotebookInstance: 'notebook-instance',
  PresignedNotebookInstanceUrl: 'notebook-instance',
  Tags: 'notebook-instance',
  PipelineExecution: 'pipeline/x/execution',
  PipelineExecutions: 'pipeline',
  ...Object.fromEntries(
    Object.values(sageMakerTypes).flatMap(({ arn, create }) =>
      create.map((action) => [action.replace('Create', ''), arn]),
    ),
  ),
};

/** The resource type that an action is about; undefined for the lists, which are about none. */
function sageMakerArn(name: string): string | undefined {
  const [, verb, noun = ''] = /^([A-Z][a-z]+)(\w+)$/.exec(name) ?? [];
  return verb === 'List' && noun === 'Tags' ? undefined : sageMakerArns[noun];
}

function resourceOf(
  action: string,
  patterns: readonly string[],
  { account, region, sandbox }: Place,
): string {
  const [service = '', name = ''] = action.split(':');
  if (service === 'sagemaker') {
    const type = sageMakerArn(name);
    if (patterns.some((one) => one.includes('-aws-'))) {
      return `arn:aws:sagemaker:${region}:${account}:${type}/${sandbox}-aws-training-job`;
    }
    return type === undefined ? '*' : `arn:aws:sagemaker:${region}:${account}:${type}/${sandbox}`;
  }
  const stream = action === 'logs:DeleteLogStream' ? ':log-stream:x' : '';
  const pattern = patternFor(action, patterns) ?? '*';
  if (pattern === '*') return '*';
  const [arn, partition, owner, ...rest] = pattern.split(':');
  const [where = '', whose = '', ...what] = rest;
  return [
    arn,
    partition,
    owner,
    where === '*' ? region : where,
    whose === '*' ? account : whose,
    what.join(':').replace('labs-*', sandbox).replaceAll('*', 'x') + stream,
  ].join(':');
}

/** The pattern of several services' resources that an action is about. */
function patternFor(action: string, patterns: readonly string[]): string | undefined {
  const [service = '', name = ''] = action.split(':');
  const fits = patterns.filter((one) => one !== '*' && !one.includes('${'));
  const own = fits.filter((one) => one.split(':')[2] === service);
  const isOfExecution = name.endsWith('Execution');
  return own.find((one) => one.includes(':execution:') === isOfExecution) ?? fits[0];
}

function contextOf(
  conditions: NonNullable<PolicyStatement['Condition']>,
  { region, sandbox }: Place,
): PermissionQuestion['context'] {
  const ours = Object.values(conditions).flatMap((keys) => Object.entries(keys));
  return {
    'aws:RequestedRegion': [region],
    ...Object.fromEntries(
      ours.map(([key, values]) => [key, values.map((value) => value.replace('labs-*', sandbox))]),
    ),
  };
}
