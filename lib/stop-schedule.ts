import type { CfnCondition, Stack } from 'aws-cdk-lib/core';
import { Fn } from 'aws-cdk-lib/core';
import type { CfnRole } from 'aws-cdk-lib/aws-iam';
import type { CfnNotebookInstance } from 'aws-cdk-lib/aws-sagemaker';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import { stopEveryMinutes, throttledRetries } from './throttled-retries.ts';

interface StopTimes {
  /** When it begins, UTC, as `2026-11-23T18:00:00Z`. */
  readonly stopsAt: string;
  /** Holds where the sandbox belongs to a class. */
  readonly inClass: CfnCondition;
}

/** Over which Scheduler spreads the stops of a class: 500 take eight minutes at one a second. */
const classWindowMinutes = 10;

/**
 * Stops the notebook at the end of its lease, and again every quarter of an hour for whoever starts
 * it afterwards. A throttled stop is retried. SageMaker refuses to stop a stopped notebook; AWS does
 * not say whether Scheduler retries that too. Where it does, it costs nothing, and a notebook that
 * is started within the retries' age is stopped again, as the next quarter would.
 *
 * A class ends at one minute, so each of its stops falls somewhere in a window after it
 * ("Configuring flexible time windows", EventBridge Scheduler User Guide). A single sandbox keeps
 * its minute.
 */
export function addStopSchedule(
  stack: Stack,
  notebook: CfnNotebookInstance,
  role: CfnRole,
  { stopsAt, inClass }: StopTimes,
): CfnSchedule {
  return new CfnSchedule(stack, 'StopSchedule', {
    groupName: 'default',
    scheduleExpression: `rate(${stopEveryMinutes} minutes)`,
    scheduleExpressionTimezone: 'UTC',
    startDate: stopsAt,
    flexibleTimeWindow: Fn.conditionIf(
      inClass.logicalId,
      { Mode: 'FLEXIBLE', MaximumWindowInMinutes: classWindowMinutes },
      { Mode: 'OFF' },
    ),
    target: {
      arn: Fn.sub('arn:${AWS::Partition}:scheduler:::aws-sdk:sagemaker:stopNotebookInstance'),
      roleArn: role.attrArn,
      input: stack.toJsonString({ NotebookInstanceName: notebook.attrNotebookInstanceName }),
      retryPolicy: throttledRetries,
    },
  });
}
