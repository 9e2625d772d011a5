import { tagKeys } from '../sandbox/tags.ts';
import { iamActionsOf } from './iam-actions.ts';
import type { PolicyStatement } from './statement.ts';
import { all, allow, ofSandboxes } from './statement.ts';
import { sweepStatements } from './sweep-policy.ts';

/** Longest managed policy, white space not counted (IAM quotas, IAM User Guide). */
export const longestPolicy = 6_144;

const requestTag = `aws:RequestTag/${tagKeys.sandbox}`;
const forSandboxes = { StringLike: { [requestTag]: ['labs-*'] } };
/** Only CloudFormation may do it, while it makes the caller's stack with the caller's rights. */
const throughCloudFormation = {
  'ForAnyValue:StringEquals': { 'aws:CalledVia': ['cloudformation.amazonaws.com'] },
};

const stacks = 'arn:aws:cloudformation:*:*:stack/labs-*/*';
const roles = 'arn:aws:iam::*:role/labs/*';
const buckets = 'arn:aws:s3:::labs-*';
const objects = 'arn:aws:s3:::labs-*/*';
const schedules = 'arn:aws:scheduler:*:*:schedule/default/labs-*';
const sageMaker = (type: string) => `arn:aws:sagemaker:*:*:${type}/*`;
const notebooks = sageMaker('notebook-instance');
const hooks = sageMaker('notebook-instance-lifecycle-config');

/**
 * What start, status, open, stop, extend, down and logs need.
 *
 * What CloudFormation does for a stack counts too, for it acts with the caller's permissions. Which
 * calls those are: handlers in the resource schemas of AWS::S3::Bucket, AWS::S3::BucketPolicy,
 * AWS::IAM::Role, AWS::Scheduler::Schedule, AWS::SageMaker::NotebookInstance and
 * NotebookInstanceLifecycleConfig, as far as the template uses their properties. Resource types and
 * condition keys: Service Authorization Reference.
 *
 * Notebook and hooks are found by tag: CloudFormation's names for them need not begin with the
 * stack's. Describe calls also answer for what carries no tag, for what is gone carries none.
 */
const needed: readonly PolicyStatement[] = [
  allow('ListStacks', ['cloudformation:DescribeStacks', 'cloudformation:ListStacks'], all),
  allow(
    'Stacks',
    [
      'cloudformation:ContinueUpdateRollback',
      'cloudformation:CreateStack',
      'cloudformation:DeleteStack',
      'cloudformation:DescribeStackEvents',
      'cloudformation:DescribeStackResources',
      'cloudformation:TagResource',
      'cloudformation:UntagResource',
      'cloudformation:UpdateStack',
    ],
    [stacks],
  ),
  allow(
    'StackRoles',
    [
      'iam:CreateRole',
      'iam:DeleteRole',
      'iam:PutRolePolicy',
      'iam:TagRole',
      'iam:UntagRole',
      'iam:UpdateAssumeRolePolicy',
      'iam:UpdateRole',
    ],
    [roles],
    throughCloudFormation,
  ),
  allow(
    'ReadAndFreeRoles',
    [
      'iam:DeleteRolePolicy',
      'iam:DetachRolePolicy',
      'iam:GetRole',
      'iam:GetRolePolicy',
      'iam:ListAttachedRolePolicies',
      'iam:ListRolePolicies',
    ],
    [roles],
  ),
  allow('PassStackRoles', ['iam:PassRole'], [roles], {
    StringEquals: {
      'iam:PassedToService': ['sagemaker.amazonaws.com', 'scheduler.amazonaws.com'],
    },
  }),
  allow(
    'StackBuckets',
    [
      's3:CreateBucket',
      's3:DeleteBucketPolicy',
      's3:GetBucket*',
      's3:Get*Configuration',
      's3:ListTagsForResource',
      's3:PutBucket*',
      's3:PutEncryptionConfiguration',
      's3:PutLifecycleConfiguration',
      's3:*agResource',
    ],
    [buckets],
    throughCloudFormation,
  ),
  allow(
    'EmptyBuckets',
    ['s3:DeleteBucket', 's3:ListBucket', 's3:ListBucketMultipartUploads', 's3:ListBucketVersions'],
    [buckets],
  ),
  allow(
    'WishesAndReports',
    [
      's3:AbortMultipartUpload',
      's3:DeleteObject',
      's3:DeleteObjectVersion',
      's3:GetObject',
      's3:PutObject',
    ],
    [objects],
  ),
  allow(
    'StopSchedules',
    [
      'scheduler:CreateSchedule',
      'scheduler:DeleteSchedule',
      'scheduler:GetSchedule',
      'scheduler:UpdateSchedule',
    ],
    [schedules],
    throughCloudFormation,
  ),
  allow(
    'MakeNotebooks',
    ['sagemaker:AddTags', 'sagemaker:CreateNotebookInstance*'],
    [notebooks, hooks],
    forSandboxes,
  ),
  allow(
    'UseNotebooks',
    [
      'sagemaker:AddTags',
      'sagemaker:CreatePresignedNotebookInstanceUrl',
      'sagemaker:DeleteNotebookInstance*',
      'sagemaker:DeleteTags',
      'sagemaker:StartNotebookInstance',
      'sagemaker:StopNotebookInstance',
      'sagemaker:UpdateNotebookInstance*',
    ],
    [notebooks, hooks],
    ofSandboxes,
  ),
  ...sweepStatements,
];

/** What labs does without, and then says that it does not know. */
const useful: readonly PolicyStatement[] = [
  allow(
    'PricesQuotasHistory',
    [
      'ce:GetCostAndUsage',
      'cloudtrail:LookupEvents',
      'organizations:DescribeOrganization',
      'pricing:GetProducts',
      'servicequotas:GetServiceQuota',
      'servicequotas:ListServiceQuotas',
    ],
    all,
  ),
  allow(
    'CheckOwnPermissions',
    ['iam:GetRole', 'iam:SimulatePrincipalPolicy'],
    ['arn:aws:iam::*:user/${aws:username}', 'arn:aws:iam::*:role/*'],
  ),
];

/** Statements of the policy, with what is missing without them. */
export const policyStatements: readonly {
  readonly statement: PolicyStatement;
  readonly is: 'needed' | 'useful';
}[] = [
  ...needed.map((statement) => ({ statement, is: 'needed' as const })),
  ...useful.map((statement) => ({ statement, is: 'useful' as const })),
];

/** The least policy that a person needs for every command, as `labs doctor --policy` prints it. */
export const personPolicy = {
  Version: '2012-10-17',
  Statement: policyStatements.map(({ statement }) => statement),
} as const;

/**
 * Whether the policy has every IAM action that a call needs, on some resource.
 *
 * @param service signing name of the service, such as `sagemaker`
 * @param operation such as `DescribeNotebookInstance`
 */
export function policyAllows(service: string, operation: string): boolean {
  return iamActionsOf(service, operation).every((action) =>
    policyStatements.some(({ statement }) =>
      statement.Action.some((pattern) => matches(pattern, action)),
    ),
  );
}

function matches(pattern: string, action: string): boolean {
  const [before = '', after] = pattern.split('*');
  return after === undefined
    ? pattern === action
    : action.startsWith(before) && action.endsWith(after);
}
