import type { Stack } from 'aws-cdk-lib/core';
import { Fn } from 'aws-cdk-lib/core';
import type { CfnRole } from 'aws-cdk-lib/aws-iam';
import { CfnPolicy } from 'aws-cdk-lib/aws-iam';
import type { CfnNotebookInstance } from 'aws-cdk-lib/aws-sagemaker';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import { rolePolicies } from '../src/sandbox/tags.ts';
import { given } from './given.ts';
import { policyDocument } from './policy/statement.ts';
import { throttledRetries } from './throttled-retries.ts';

/**
 * Starts the notebook once, for a class that begins at an hour; nobody's laptop is needed then. The
 * role gets the permission with the schedule, and not without it.
 *
 * A class starts about one notebook a second, which is SageMaker's rate, and Scheduler keeps a
 * minute, not a second: so a start that is throttled is tried again.
 *
 * @param startsAt UTC, as `2026-11-24T00:00:00Z`; where it is empty there is no such schedule
 */
export function addStartSchedule(
  stack: Stack,
  notebook: CfnNotebookInstance,
  role: CfnRole,
  startsAt: string,
): void {
  const isStarted = given(stack, 'IsStarted', startsAt);
  const policy = new CfnPolicy(stack, 'StartPolicy', {
    policyName: rolePolicies.start,
    policyDocument: policyDocument([
      {
        Sid: 'StartOwnNotebook',
        Effect: 'Allow',
        Action: 'sagemaker:StartNotebookInstance',
        Resource: notebook.ref,
      },
    ]),
    roles: [role.ref],
  });
  policy.cfnOptions.condition = isStarted;
  const schedule = new CfnSchedule(stack, 'StartSchedule', {
    groupName: 'default',
    // at() takes no zone: "Schedule types in EventBridge Scheduler", its user guide.
    scheduleExpression: Fn.join('', ['at(', Fn.select(0, Fn.split('Z', startsAt)), ')']),
    scheduleExpressionTimezone: 'UTC',
    flexibleTimeWindow: { mode: 'OFF' },
    target: {
      arn: Fn.sub('arn:${AWS::Partition}:scheduler:::aws-sdk:sagemaker:startNotebookInstance'),
      roleArn: role.attrArn,
      input: stack.toJsonString({ NotebookInstanceName: notebook.attrNotebookInstanceName }),
      retryPolicy: throttledRetries,
    },
  });
  schedule.cfnOptions.condition = isStarted;
  schedule.addResourceDependency(policy);
}
