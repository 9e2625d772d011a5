import { expect, test } from 'vitest';
import { createRateLimit } from '../../../src/local/gateway/rate-limits.ts';
import { isRetried, invokeTarget } from '../../../src/local/schedule/target.ts';

const schedule = {
  region: 'us-east-1',
  name: 'stop',
  group: 'default',
  expression: 'rate(15 minutes)',
  startDate: null,
  endDate: null,
  state: 'ENABLED',
  targetArn: 'arn:aws:scheduler:::aws-sdk:sagemaker:stopNotebookInstance',
  input: '{"NotebookInstanceName":"n"}',
  roleArn: 'arn:aws:iam::1:role/r',
  windowMinutes: 0,
  retryAttempts: 0,
  retrySeconds: 60,
};

test('what a schedule calls meets the rate of everybody else', async () => {
  const sent: string[] = [];
  const statuses: number[] = [];
  const keys = { accessKeyId: 'k', secretAccessKey: 's', sessionToken: 't' };
  const rateLimit = createRateLimit(() => 0);
  const options = {
    rateLimit,
    record: (_operation: string, _principal: string, status: number) => void statuses.push(status),
    calls: {
      json: async ({ target }: { readonly target: string }) => void sent.push(target),
      assumeRole: async (_region: string, arn: string) => ({ ...keys, arn }),
      identity: async () => '',
    },
  };
  await invokeTarget(schedule, options);
  const second = await invokeTarget(schedule, options).catch((error: unknown) => error);
  expect(second).toMatchObject({ code: 'ThrottlingException', status: 400, text: 'Rate exceeded' });
  expect(isRetried(second)).toBe(true);
  const operation = 'StopNotebookInstance';
  expect(rateLimit({ service: 'sagemaker', region: 'us-east-1', operation })).toBe(false);
  expect(sent).toEqual(['SageMaker.StopNotebookInstance']);
  expect(statuses).toEqual([200, 400]);
});
