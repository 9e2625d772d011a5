import { runSimulation } from '@cloud-copilot/iam-simulate';
import { describe, expect, test } from 'vitest';
import { questionsOf } from '../../src/preflight/permission-questions.ts';
import {
  longestPolicy,
  personPolicy,
  policyAllows,
  policyStatements,
} from '../../src/preflight/policy.ts';

const account = '111122223333';
const place = { account, region: 'us-east-1', sandbox: 'labs-kim' };
const viaCloudFormation = { 'aws:CalledVia': ['cloudformation.amazonaws.com'] };

type Context = Readonly<Record<string, string | readonly string[]>>;

/** What IAM would say to a caller with exactly this policy. */
async function isAllowed(action: string, resource: string, context: Context = {}) {
  const outcome = await runSimulation(
    {
      request: {
        principal: `arn:aws:iam::${account}:user/kim`,
        action,
        resource: { resource, accountId: account },
        contextVariables: {
          'aws:username': 'kim',
          'aws:RequestedRegion': 'us-east-1',
          ...Object.fromEntries(
            Object.entries(context).map(([key, value]) => [
              key,
              typeof value === 'string' ? value : [...value],
            ]),
          ),
        },
      },
      identityPolicies: [{ name: 'labs', policy: structuredClone(personPolicy) }],
      serviceControlPolicies: [],
      resourceControlPolicies: [],
    },
    {},
  );
  if (outcome.resultType === 'error') {
    throw new Error(`${action} on ${resource}: ${JSON.stringify(outcome.errors)}`);
  }
  return outcome.overallResult === 'Allowed';
}

const sageMaker = (what: string) => `arn:aws:sagemaker:us-east-1:${account}:${what}`;
const ours = { 'aws:ResourceTag/labs:sandbox': 'labs-kim' };
const theirs = { 'aws:ResourceTag/team': 'science' };

describe('the policy', () => {
  test('fits into a managed policy, each statement with a name of its own', () => {
    const text = JSON.stringify(personPolicy);
    expect(text.replace(/\s/g, '').length).toBeLessThanOrEqual(longestPolicy);
    const sids = personPolicy.Statement.map(({ Sid }) => Sid);
    expect(new Set(sids).size).toBe(sids.length);
    for (const sid of sids) expect(sid).toMatch(/^[A-Za-z0-9]+$/);
  });

  test('has no action for everything', () => {
    const actions = personPolicy.Statement.flatMap(({ Action }) => Action);
    expect(actions.filter((action) => /:\*$|^\*/.test(action))).toEqual([]);
  });

  const questions = policyStatements.flatMap(({ statement }) =>
    questionsOf(statement, place).flatMap(({ actions, resources, context }) =>
      actions.flatMap((action) => resources.map((resource) => ({ action, resource, context }))),
    ),
  );

  test.each(questions)('allows $action on $resource', async ({ action, resource, context }) => {
    // A context key with one value is a string in a request; only CalledVia has several.
    const single = Object.entries(context).map(([key, values]) => [
      key,
      key === 'aws:CalledVia' ? values : (values[0] ?? ''),
    ]);
    expect(await isAllowed(action, resource, Object.fromEntries(single) as Context)).toBe(true);
  });

  test.each([
    ['cloudformation:DeleteStack', `arn:aws:cloudformation:us-east-1:${account}:stack/prod/1`, {}],
    ['iam:CreateRole', `arn:aws:iam::${account}:role/admin`, viaCloudFormation],
    ['iam:CreateRole', `arn:aws:iam::${account}:role/labs/labs-kim/x`, {}],
    ['iam:PutRolePolicy', `arn:aws:iam::${account}:role/labs/labs-kim/x`, {}],
    [
      'iam:PassRole',
      `arn:aws:iam::${account}:role/labs/labs-kim/x`,
      { 'iam:PassedToService': 'ec2.amazonaws.com' },
    ],
    ['s3:GetObject', 'arn:aws:s3:::payroll/2026.csv', {}],
    ['s3:DeleteBucket', 'arn:aws:s3:::payroll', {}],
    ['s3:PutBucketPolicy', 'arn:aws:s3:::labs-kim-bucket-1', {}],
    ['sagemaker:DeleteEndpoint', sageMaker('endpoint/prod'), theirs],
    ['sagemaker:DeleteEndpoint', sageMaker('endpoint/prod'), {}],
    ['sagemaker:StopTrainingJob', sageMaker('training-job/theirs'), theirs],
    ['sagemaker:CreatePresignedNotebookInstanceUrl', sageMaker('notebook-instance/x'), theirs],
    ['sagemaker:CreateNotebookInstance', sageMaker('notebook-instance/x'), {}],
    ['sagemaker:CreateTrainingJob', sageMaker('training-job/x'), ours],
    [
      'sagemaker:DescribeEndpoint',
      sageMaker('endpoint/x'),
      {
        'aws:ResourceTag/labs:sandbox': 'not-ours',
      },
    ],
    ['logs:FilterLogEvents', `arn:aws:logs:us-east-1:${account}:log-group:/aws/lambda/payroll`, {}],
    [
      'scheduler:DeleteSchedule',
      `arn:aws:scheduler:us-east-1:${account}:schedule/default/nightly`,
      viaCloudFormation,
    ],
    ['iam:SimulatePrincipalPolicy', `arn:aws:iam::${account}:user/lee`, {}],
  ] as const)('does not allow %s on %s', async (action, resource, context) => {
    expect(await isAllowed(action, resource, context)).toBe(false);
  });

  test.each([
    ['sagemaker:DeleteEndpoint', sageMaker('endpoint/x')],
    ['sagemaker:CreatePresignedNotebookInstanceUrl', sageMaker('notebook-instance/Notebook-1')],
  ])('allows %s on what is a sandbox’s, whatever its name', async (action, resource) => {
    expect(await isAllowed(action, resource, ours)).toBe(true);
  });

  test('sees what is gone, which carries no tag', async () => {
    expect(await isAllowed('sagemaker:DescribeEndpoint', sageMaker('endpoint/gone'))).toBe(true);
  });
});

describe('whether a call is in the policy', () => {
  test.each([
    ['sts', 'GetCallerIdentity'],
    ['cloudformation', 'CreateStack'],
    ['s3', 'ListObjectVersions'],
    ['s3', 'DeleteObjects'],
    ['s3', 'ListObjectsV2'],
    ['tagging', 'GetResources'],
    ['logs', 'FilterLogEvents'],
    ['servicequotas', 'ListServiceQuotas'],
    ['sagemaker', 'CreatePresignedNotebookInstanceUrl'],
    ['ce', 'GetCostAndUsage'],
    ['s3', 'GetBucketTagging'],
  ])('%s %s is', (service, operation) => {
    expect(policyAllows(service, operation)).toBe(true);
  });

  test.each([
    ['ec2', 'RunInstances'],
    ['sagemaker', 'CreateTrainingJob'],
    ['s3', 'UploadPartCopy'],
    ['cloudformation', 'DescribeStack'],
  ])('%s %s is not', (service, operation) => {
    expect(policyAllows(service, operation)).toBe(false);
  });
});
