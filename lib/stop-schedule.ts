import type { Stack } from 'aws-cdk-lib/core';
import { Fn } from 'aws-cdk-lib/core';
import type { CfnRole } from 'aws-cdk-lib/aws-iam';
import type { CfnNotebookInstance } from 'aws-cdk-lib/aws-sagemaker';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';

/**
 * Stops the notebook at the end of its lease, and again every quarter of an hour for whoever starts
 * it afterwards. A stop of a stopped notebook is refused by SageMaker, which is why nothing retries.
 *
 * @param stopsAt when it begins, UTC, as `2026-11-23T18:00:00Z`
 */
export function addStopSchedule(
  stack: Stack,
  notebook: CfnNotebookInstance,
  role: CfnRole,
  stopsAt: string,
): CfnSchedule {
  return new CfnSchedule(stack, 'StopSchedule', {
    groupName: 'default',
    scheduleExpression: 'rate(15 minutes)',
    scheduleExpressionTimezone: 'UTC',
    startDate: stopsAt,
    flexibleTimeWindow: { mode: 'OFF' },
    target: {
      arn: Fn.sub('arn:${AWS::Partition}:scheduler:::aws-sdk:sagemaker:stopNotebookInstance'),
      roleArn: role.attrArn,
      input: stack.toJsonString({ NotebookInstanceName: notebook.attrNotebookInstanceName }),
      retryPolicy: { maximumRetryAttempts: 0 },
    },
  });
}
