import type { CfnTag, Stack } from 'aws-cdk-lib/core';
import { Aws, Fn } from 'aws-cdk-lib/core';
import { CfnRole } from 'aws-cdk-lib/aws-iam';
import type { Lab } from '../src/catalog/schema.ts';
import { rolePath, rolePolicies } from '../src/sandbox/tags.ts';
import { baseStatements } from './policy/base.ts';
import { elsewhereStatements, servicesOf } from './policy/elsewhere.ts';
import { labPermissions, labRoles } from './policy/labs.ts';
import { listActions, sageMakerStatements } from './policy/sagemaker.ts';
import type { Statement } from './policy/statement.ts';
import { policyDocument } from './policy/statement.ts';

/**
 * The one role of a sandbox: of its notebook, of the jobs and endpoints made there, and of the
 * schedule that stops it; and of the services that work for it, so that `get_execution_role()` is
 * the role for each of them. Inline policies only, for a class's quota is counted in roles and in
 * policies. Also the roles that its labs need beside it, under the same path.
 */
export function addExecutionRole(
  stack: Stack,
  labs: readonly Lab[],
  bucketArn: string,
  tags: CfnTag[],
): CfnRole {
  const extra = labRoles(labs).map(({ id, service, statements }) => ({
    service,
    role: new CfnRole(stack, id, {
      path: rolePath(Aws.STACK_NAME),
      assumeRolePolicyDocument: policyDocument([assumedBy('Service', [service])]),
      policies: [inline(rolePolicies.ofLab, statements)],
      tags,
    }),
  }));

  const types = [...new Set(labs.flatMap((lab) => lab.creates))].sort();
  const services = servicesOf(types);
  const beyond: readonly Statement[] = [
    ...elsewhereStatements(types),
    ...labPermissions(labs),
    ...extra
      .filter(({ service }) => service !== 'sagemaker.amazonaws.com')
      .map(({ role, service }) => ({
        Sid: `Pass${role.logicalId}`,
        Effect: 'Allow' as const,
        Action: 'iam:PassRole',
        Resource: role.attrArn,
        Condition: { StringEquals: { 'iam:PassedToService': service } },
      })),
  ];

  return new CfnRole(stack, 'Role', {
    path: rolePath(Aws.STACK_NAME),
    assumeRolePolicyDocument: policyDocument([
      // Without a source condition: SageMaker documents one for jobs and endpoints, not for
      // notebook instances (Cross-service confused deputy prevention, SageMaker Developer Guide),
      // and only this account can pass the role.
      assumedBy('Services', services),
      assumedBy('Scheduler', ['scheduler.amazonaws.com'], {
        'aws:SourceAccount': Aws.ACCOUNT_ID,
        'aws:SourceArn': Fn.sub(
          'arn:${AWS::Partition}:scheduler:${AWS::Region}:${AWS::AccountId}:schedule-group/default',
        ),
      }),
    ]),
    policies: [
      inline(rolePolicies.base, [
        ...baseStatements(bucketArn, services, listActions(labs)),
        ...beyond,
      ]),
      inline(rolePolicies.sageMaker, sageMakerStatements(labs)),
    ],
    tags,
  });
}

function inline(name: string, statements: readonly Statement[]) {
  return { policyName: name, policyDocument: policyDocument(statements) };
}

function assumedBy(
  sid: string,
  services: readonly string[],
  source?: Readonly<Record<string, string>>,
): Statement {
  return {
    Sid: sid,
    Effect: 'Allow',
    Principal: { Service: services.length === 1 ? services[0]! : services },
    Action: 'sts:AssumeRole',
    ...(source === undefined ? {} : { Condition: { StringEquals: source } }),
  };
}
