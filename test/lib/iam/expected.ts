import { createActions, isElsewhere } from '../../../src/sandbox/creatables.ts';
import type { CreatableType, ElsewhereType } from '../../../src/sandbox/resource-types.ts';
import { sageMakerTypes } from '../../../src/sandbox/resource-types.ts';
import type { Everything } from './everything.ts';
import type { Attempt } from './simulate.ts';

/**
 * What is not a sandbox's alone and cannot be: metrics are the account's, and "tag-based policies
 * don't work to restrict" the lists of SageMaker (Control access to SageMaker AI resources by using
 * tags, SageMaker Developer Guide). They show names, tags and numbers; docs/decisions/isolation.md.
 */
export const unrestrictable: readonly string[] = [
  'cloudwatch:GetMetricData',
  'cloudwatch:ListMetrics',
  'cloudwatch:PutMetricData',
  'sagemaker:ListTags',
  'sagemaker:ListTrainingJobsForHyperParameterTuningJob',
];

/**
 * Uses of what may not be there, or was made just now: IAM cannot tell either from what has no tag.
 * Of CreateEndpoint it is the configuration that may have none.
 */
export const untaggedUses: readonly string[] = [
  'sagemaker:CreateEndpoint',
  'sagemaker:DescribeEndpoint',
  'sagemaker:DescribeEndpointConfig',
  'sagemaker:DescribeHyperParameterTuningJob',
  'sagemaker:DescribeTrainingJob',
  'sagemaker:DescribeTransformJob',
];

/**
 * IAM knows no resource for batch jobs of Translate, only glossaries that one may name: a job can
 * read the account's, and be asked about by its number.
 */
const translations = ['translate:DescribeTextTranslationJob', 'translate:StartTextTranslationJob'];

/** Actions without a resource that a sandbox whose labs make these types may use. */
export function harmlessOf(declared: readonly CreatableType[]): readonly string[] {
  const lists = declared
    .flatMap((type) => (isElsewhere(type) ? [] : sageMakerTypes[type].list))
    .map((action) => `sagemaker:${action}`)
    .filter((action) => /:List\w+s$/.test(action) && !unrestrictable.includes(action));
  return [
    'cloudwatch:GetMetricStatistics',
    'ecr:GetAuthorizationToken',
    's3:ListAllMyBuckets',
    ...lists,
    ...(declared.includes('translation-job') ? translations : []),
  ];
}

const writesLogs = ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'];
const readsLogs = ['logs:DescribeLogStreams', 'logs:GetLogEvents'];

/** Whether a log call on a group that a region's sandboxes share is one that they need. */
export function isSharedLogUse({ action, resource }: Attempt): boolean {
  return (
    writesLogs.includes(action) ||
    (readsLogs.includes(action) && !resource.includes('NotebookInstances'))
  );
}

/** Types that take no name, so that a new one is nobody's; of the others the name tells whose. */
const namedByService: Readonly<Record<ElsewhereType, string>> = {
  'topics-job': 'topics-detection-job',
  'translation-job': 'none',
  'ecr-repository': 'none',
  'state-machine': 'none',
};

/** Whether an attempt makes a new thing, which as such is nobody's, of a declared type. */
export function isMaking(attempt: Attempt, declared: readonly CreatableType[]): boolean {
  return declared.some(
    (type) =>
      createActions(type).includes(attempt.action) &&
      attempt.resource.includes(`:us-east-1:`) &&
      attempt.resource.includes(
        `:${isElsewhere(type) ? namedByService[type] : sageMakerTypes[type].arn}/`,
      ),
  );
}

/** What of everything a role must not be allowed. */
export function forbiddenOf(
  all: Everything,
  declared: readonly CreatableType[],
  own: ReadonlySet<string>,
): readonly Attempt[] {
  return [
    ...all.refused,
    ...all.foreign.filter((attempt) => !isExcused(attempt, declared)),
    ...all.sharedLogs.filter((attempt) => !isSharedLogUse(attempt)),
    ...all.onNothing.filter(({ action }) => !harmlessOf(declared).includes(action)),
    ...all.own.filter(
      (attempt) => !own.has(short(attempt)) && !unrestrictable.includes(attempt.action),
    ),
  ];
}

function isExcused(attempt: Attempt, declared: readonly CreatableType[]): boolean {
  return (
    unrestrictable.includes(attempt.action) ||
    (translations.includes(attempt.action) && declared.includes('translation-job')) ||
    (untaggedUses.includes(attempt.action) && attempt.about === 'of the account') ||
    isMaking(attempt, declared)
  );
}

/** An attempt on an own thing as `action what`, the ARN without its head. */
export function short({ action, resource }: Attempt): string {
  return `${action} ${resource.replace(/^arn:aws:[^:]*:[^:]*:[^:]*:/, '')}`;
}
