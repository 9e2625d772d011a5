import * as z from 'zod';
import type { ServerSchedule } from '../control.ts';
import { LocalServerError, type ServerCalls } from '../server-call.ts';

const stopInput = z.object({ NotebookInstanceName: z.string() });

const stopNotebook = /^arn:[^:]+:scheduler:::aws-sdk:sagemaker:stopNotebookInstance$/;

/** Told of every call that a schedule makes: ARN of its session, HTTP status. */
export type CallRecord = (principal: string, status: number) => void;

/**
 * Calls the target of a schedule with the credentials of its role, as EventBridge Scheduler does
 * with a universal target. StopNotebookInstance is the one that is modelled.
 *
 * @throws LocalServerError what AWS answers, such as a notebook that is stopped already
 */
export async function invokeTarget(
  calls: ServerCalls,
  schedule: ServerSchedule,
  record: CallRecord,
): Promise<void> {
  const { targetArn, input, roleArn, region } = schedule;
  if (!stopNotebook.test(targetArn)) throw new Error('this target is not modelled');
  const { NotebookInstanceName } = stopInput.parse(JSON.parse(input ?? '{}'));
  const { accessKeyId, arn } = await calls.assumeRole(region, roleArn, schedule.name.slice(0, 64));
  try {
    await calls.json({
      service: 'sagemaker',
      region,
      target: 'SageMaker.StopNotebookInstance',
      accessKeyId,
      input: { NotebookInstanceName },
    });
    record(arn, 200);
  } catch (error) {
    record(arn, error instanceof LocalServerError ? error.status : 0);
    throw error;
  }
}
