import type { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';

/** How often each stop comes again. */
export const stopEveryMinutes = 15;

/**
 * How Scheduler repeats a start or a stop that SageMaker throttles: a class of hundreds does it at
 * one minute, and SageMaker takes one a second per account and region.
 *
 * The age is in seconds and ends a minute before the next stop is due. Scheduler waits
 * exponentially longer between attempts; AWS publishes neither the waits nor which errors it
 * retries ("RetryPolicy", EventBridge Scheduler API Reference).
 */
export const throttledRetries: CfnSchedule.RetryPolicyProperty = {
  maximumRetryAttempts: 10,
  maximumEventAgeInSeconds: (stopEveryMinutes - 1) * 60,
};
