import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib/core';
import { AwsSolutionsChecks } from 'cdk-nag';
import { expect, test } from 'vitest';
import { addGuard } from '../../lib/guard-stack.ts';
import { synthesizeGuard } from '../../lib/guard-template.ts';
import { largestTemplate } from '../../lib/template.ts';
import type { Statement } from '../../lib/policy/statement.ts';
import { testPython } from '../python.ts';
import { names } from './iam/simulate.ts';

interface Resource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
}

const template = JSON.parse(synthesizeGuard(true)) as {
  readonly Resources: Readonly<Record<string, Resource>>;
};

function statementsOf(id: string): readonly Statement[] {
  const { Policies } = template.Resources[id]!.Properties as {
    readonly Policies: { readonly PolicyDocument: { readonly Statement: Statement[] } }[];
  };
  return Policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
}

function actionsOf(id: string): readonly string[] {
  return statementsOf(id).flatMap(({ Effect, Action }) => (Effect === 'Allow' ? Action : []));
}

test('cdk-nag finds nothing in the guard that is not accepted with a reason', () => {
  const outdir = mkdtempSync(join(tmpdir(), 'labs-guard-nag-'));
  try {
    for (const hasEmail of [true, false]) {
      const app = new App({ analyticsReporting: false, outdir });
      addGuard(new Stack(app, 'guard'), { hasEmail });
      const { violations } = new AwsSolutionsChecks(app).validateScope(app);
      expect(violations.map(({ ruleName }) => ruleName)).toEqual([]);
    }
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
});

test('cfn-lint finds nothing in the template of the guard', async () => {
  const command = join(dirname(await testPython()), 'cfn-lint');
  const dir = mkdtempSync(join(tmpdir(), 'labs-guard-lint-'));
  try {
    const files = [true, false].map((hasEmail) => {
      const file = join(dir, `${hasEmail}.json`);
      writeFileSync(file, synthesizeGuard(hasEmail));
      return file;
    });
    expect(
      execFileSync(command, ['--regions', 'us-east-1', '--', ...files], { encoding: 'utf8' }),
    ).toBe('');
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}, 600_000);

test('its template fits into a request, and is the same every time', () => {
  const text = synthesizeGuard(true);
  expect(Buffer.byteLength(text)).toBeLessThan(largestTemplate);
  expect(synthesizeGuard(true)).toBe(text);
});

test('it runs every quarter of an hour, without reserved concurrency and without retries', () => {
  const { Function: guard, Timer, NoRetries } = template.Resources;
  expect(guard?.Properties).toMatchObject({ Runtime: 'nodejs24.x', Timeout: 720 });
  expect(guard?.Properties).not.toHaveProperty('ReservedConcurrentExecutions');
  expect(Timer?.Properties).toMatchObject({ ScheduleExpression: 'rate(15 minutes)' });
  expect(NoRetries?.Properties).toMatchObject({ MaximumRetryAttempts: 0 });
});

test('CloudFormation can make nothing for it, and removes roles below /labs/ alone', () => {
  expect(actionsOf('StackRole')).toEqual(
    expect.arrayContaining(['iam:DeleteRole', 's3:DeleteBucket', 'scheduler:DeleteSchedule']),
  );
  expect(
    actionsOf('StackRole').filter(
      (action) => !/:(Delete|Detach|Get|List|Describe|Stop)/.test(action),
    ),
  ).toEqual([]);
  const onRoles = statementsOf('StackRole').filter(({ Action }) =>
    [Action].flat().some((action) => action.startsWith('iam:')),
  );
  expect(new Set(onRoles.flatMap(({ Resource = [] }) => Resource))).toEqual(
    new Set(['arn:aws:iam::*:role/labs/*']),
  );
});

/** Of each type in a sandbox's template, what its delete handler calls (CloudFormation registry). */
test('CloudFormation can delete whatever a sandbox has for it', () => {
  const statements = statementsOf('StackRole').filter(({ Effect }) => Effect === 'Allow');
  const needed = [
    'iam:DeleteRole',
    'iam:DeleteRolePolicy',
    'iam:DetachRolePolicy',
    'iam:GetRole',
    'iam:ListAttachedRolePolicies',
    'iam:ListRolePolicies',
    's3:DeleteBucket',
    's3:DeleteBucketPolicy',
    'scheduler:DeleteSchedule',
    'scheduler:GetSchedule',
    'sagemaker:DeleteNotebookInstance',
    'sagemaker:DeleteNotebookInstanceLifecycleConfig',
    'sagemaker:DescribeNotebookInstance',
    'sagemaker:StopNotebookInstance',
  ];
  expect(needed.filter((action) => !statements.some((one) => names(one, action)))).toEqual([]);
});

test('its function may ask who made what nothing else tells of', () => {
  expect(actionsOf('FunctionRole')).toContain('cloudtrail:LookupEvents');
});

test('its function makes no stack, no notebook and no role, and deletes stacks by their role only', () => {
  const actions = actionsOf('FunctionRole');
  for (const never of [
    'cloudformation:CreateStack',
    'cloudformation:UpdateStack',
    'iam:CreateRole',
    'iam:DeleteRole',
    'sagemaker:CreateNotebookInstance',
    'sagemaker:CreatePresignedNotebookInstanceUrl',
  ]) {
    expect(actions).not.toContain(never);
  }
  const deletes = statementsOf('FunctionRole').filter(
    ({ Effect, Action }) =>
      Effect === 'Allow' && [Action].flat().includes('cloudformation:DeleteStack'),
  );
  expect(deletes).toHaveLength(1);
  expect([deletes[0]?.Resource].flat()).toEqual(['arn:aws:cloudformation:*:*:stack/labs-*/*']);
  expect(deletes[0]?.Condition).toMatchObject({
    StringEquals: { 'cloudformation:RoleArn': expect.anything() },
  });
  expect(statementsOf('FunctionRole').filter(({ Effect }) => Effect === 'Deny')).toHaveLength(1);
});
