import * as z from 'zod';
import type { ServerSchedule } from '../server/control.ts';
import { refuse } from '../gateway/aws-error.ts';
import type { RateLimit } from '../gateway/rate-limits.ts';
import { LocalServerError, type ServerCalls } from '../server/server-call.ts';

const notebookInput = z.object({ NotebookInstanceName: z.string() });

const modelled = /^arn:[^:]+:scheduler:::aws-sdk:sagemaker:(start|stop)NotebookInstance$/;

/** Told of every call that a schedule makes: operation, ARN of its session, HTTP status. */
export type CallRecord = (operation: string, principal: string, status: number) => void;

interface TargetOptions {
  readonly calls: ServerCalls;
  /** The one of the gateway: AWS counts every call of an account and region together. */
  readonly rateLimit: RateLimit;
  readonly record: CallRecord;
}

/**
 * Calls the target of a schedule with the credentials of its role, as EventBridge Scheduler does
 * with a universal target. StartNotebookInstance and StopNotebookInstance are modelled.
 *
 * @throws LocalServerError what AWS answers, such as a notebook that is stopped already, or
 *   ThrottlingException above the rate
 */
export async function invokeTarget(
  schedule: ServerSchedule,
  { calls, rateLimit, record }: TargetOptions,
): Promise<void> {
  const { targetArn, input, roleArn, region } = schedule;
  const [, verb] = modelled.exec(targetArn) ?? [];
  if (verb === undefined) throw new Error('this target is not modelled');
  const operation = verb === 'start' ? 'StartNotebookInstance' : 'StopNotebookInstance';
  const { NotebookInstanceName } = notebookInput.parse(JSON.parse(input ?? '{}'));
  const { accessKeyId, arn } = await calls.assumeRole(region, roleArn, schedule.name.slice(0, 64));
  try {
    if (!rateLimit({ service: 'sagemaker', region, operation })) throw throttled(operation);
    await calls.json({
      service: 'sagemaker',
      region,
      target: `SageMaker.${operation}`,
      accessKeyId,
      input: { NotebookInstanceName },
    });
    record(operation, arn, 200);
  } catch (error) {
    record(operation, arn, error instanceof LocalServerError ? error.status : 0);
    throw error;
  }
}

function throttled(operation: string): LocalServerError {
  const { status, body } = refuse('sagemaker', 'throttled');
  return new LocalServerError('sagemaker', operation, status, String(body));
}

/**
 * Whether Scheduler tries again: what may pass by itself, so not a notebook that is stopped
 * already. AWS does not publish which errors it retries; EventBridge's rules retry these.
 */
export function isRetried(error: unknown): boolean {
  return (
    error instanceof LocalServerError &&
    (error.code === 'ThrottlingException' || error.status >= 500)
  );
}
