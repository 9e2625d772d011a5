import { Aws, Fn } from 'aws-cdk-lib/core';
import { guardStack } from '../src/sandbox/name.ts';
import { policyStatements } from '../src/preflight/policy.ts';
import type { PolicyStatement } from '../src/preflight/statement.ts';
import type { Statement } from './policy/statement.ts';

/** Statements of a person's policy that only making a sandbox needs, or that differ here. */
const notForGuards = statementsNamed(
  'Stacks',
  'MakeNotebooks',
  'PassStackRoles',
  'CheckOwnPermissions',
);

/** What the guard never does, though a person may. */
const notForGuardsActions = new Set([
  'ce:GetCostAndUsage',
  'sagemaker:CreatePresignedNotebookInstanceUrl',
  'sagemaker:UpdateNotebookInstance',
  'sagemaker:UpdateNotebookInstanceLifecycleConfig',
  'servicequotas:GetServiceQuota',
  'servicequotas:ListServiceQuotas',
]);

const sandboxStacks = 'arn:aws:cloudformation:*:*:stack/labs-*/*';

/**
 * What the guard's function may do: of a person's policy what finds, stops, saves and removes, so
 * that what a person's `labs down` may remove, the guard may too. It deletes stacks through
 * CloudFormation's role alone, and neither its own stack nor its own bucket.
 */
export function guardStatements(stackRoleArn: string, bucket: string): readonly Statement[] {
  return [
    ...fromPerson((statement) => !isThroughCloudFormation(statement), isForGuard),
    {
      Sid: 'SeeStacks',
      Effect: 'Allow',
      Action: ['cloudformation:DescribeStackEvents', 'cloudformation:DescribeStackResources'],
      Resource: [sandboxStacks],
    },
    {
      Sid: 'DeleteStacksThroughTheirRole',
      Effect: 'Allow',
      Action: ['cloudformation:DeleteStack'],
      Resource: [sandboxStacks],
      Condition: { StringEquals: { 'cloudformation:RoleArn': stackRoleArn } },
    },
    {
      Sid: 'PassTheStackRole',
      Effect: 'Allow',
      Action: ['iam:PassRole'],
      Resource: [stackRoleArn],
      Condition: { StringEquals: { 'iam:PassedToService': 'cloudformation.amazonaws.com' } },
    },
    {
      Sid: 'NeverItself',
      Effect: 'Deny',
      Action: ['cloudformation:DeleteStack', 's3:DeleteBucket'],
      Resource: [
        `arn:aws:cloudformation:*:*:stack/${guardStack}/*`,
        Fn.join('', ['arn:aws:s3:::', bucket]),
      ],
    },
  ];
}

/**
 * What CloudFormation may do when it deletes a sandbox's stack for the guard: read and remove what
 * our template has, of sandboxes only. It cannot make anything, nor remove a role outside `/labs/`.
 */
export function stackRoleStatements(): readonly Statement[] {
  const inTemplate = statementsNamed(
    'StackRoles',
    'ReadAndFreeRoles',
    'StackBuckets',
    'EmptyBuckets',
    'StopSchedules',
    'UseNotebooks',
    'SeeSandboxesOrNothing',
  );
  return [
    ...fromPerson(({ Sid }) => inTemplate.has(Sid), removesOrReads),
    {
      Sid: 'ProfilesOfRoles',
      Effect: 'Allow',
      Action: ['iam:ListInstanceProfilesForRole'],
      Resource: ['arn:aws:iam::*:role/labs/*'],
    },
  ];
}

/** Who may assume the role: CloudFormation, for this account's stacks. */
export const ofThisAccount = { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } } as const;

/**
 * Names of statements of a person's policy.
 *
 * @throws Error for a name that it has not: a statement that is renamed must take no right away
 */
function statementsNamed(...names: readonly string[]): ReadonlySet<string> {
  const unknown = names.filter(
    (name) => !policyStatements.some(({ statement }) => statement.Sid === name),
  );
  if (unknown.length > 0) throw new Error(`the person policy has no ${unknown.join(', ')}`);
  return new Set(names);
}

function isForGuard(action: string): boolean {
  return !notForGuardsActions.has(action);
}

function removesOrReads(action: string): boolean {
  return (
    /^[a-z0-9]+:(Delete|Detach|Get|List|Describe|Stop)/.test(action) && !action.endsWith('Object')
  );
}

/** CloudFormation with a role of its own calls as that role, not via a caller. */
function isThroughCloudFormation({ Condition }: PolicyStatement): boolean {
  return Condition?.['ForAnyValue:StringEquals']?.['aws:CalledVia'] !== undefined;
}

function fromPerson(
  wanted: (statement: PolicyStatement) => boolean,
  allowed: (action: string) => boolean,
): readonly Statement[] {
  return policyStatements.flatMap(({ statement }): readonly Statement[] => {
    const { Sid, Action, Resource, Condition } = statement;
    const actions = Action.filter(allowed);
    if (notForGuards.has(Sid) || !wanted(statement) || actions.length === 0) return [];
    const keepsCondition = Condition !== undefined && !isThroughCloudFormation(statement);
    return [
      { Sid, Effect: 'Allow', Action: actions, Resource, ...(keepsCondition ? { Condition } : {}) },
    ];
  });
}
