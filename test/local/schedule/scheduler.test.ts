import { expect, onTestFinished, test } from 'vitest';
import type { ServerSchedule } from '../../../src/local/control.ts';
import { createScheduler } from '../../../src/local/schedule/scheduler.ts';

const hour = 3_600_000;

function scheduleAt(startDate: Date, more: Partial<ServerSchedule> = {}): ServerSchedule {
  return {
    region: 'us-east-1',
    name: 'stop',
    group: 'default',
    expression: 'rate(15 minutes)',
    startDate: startDate.toISOString(),
    endDate: null,
    state: 'ENABLED',
    targetArn: 'arn:aws:scheduler:::aws-sdk:sagemaker:stopNotebookInstance',
    input: '{"NotebookInstanceName":"n"}',
    roleArn: 'arn:aws:iam::1:role/r',
    ...more,
  };
}

function schedulerThat(invoke: (schedule: ServerSchedule) => Promise<void>) {
  const log: string[] = [];
  const scheduler = createScheduler(invoke, (line) => void log.push(line));
  onTestFinished(() => scheduler.close());
  return { scheduler, log };
}

test('fires when its clock reaches the time, once for a jump, then on', async () => {
  const fired: string[] = [];
  const { scheduler, log } = schedulerThat(async ({ name }) => void fired.push(name));
  scheduler.tell([scheduleAt(new Date(Date.now() + 4 * hour))]);
  scheduler.advance(3 * hour);
  expect(fired).toEqual([]);
  scheduler.advance(2 * hour);
  expect(fired).toEqual(['stop']);
  scheduler.advance(hour / 4);
  expect(fired).toEqual(['stop', 'stop']);
  await expect.poll(() => log).toHaveLength(2);
  expect(log[0]).toContain('schedule default/stop: invoked arn:aws:scheduler');
});

test('by itself, in real time', async () => {
  const fired: string[] = [];
  const { scheduler } = schedulerThat(async ({ name }) => void fired.push(name));
  scheduler.tell([scheduleAt(new Date(Date.now() + 60))]);
  await expect.poll(() => fired).toEqual(['stop']);
});

test('an extended, a disabled and a removed one do not fire any more', () => {
  let fired = 0;
  const { scheduler } = schedulerThat(async () => void (fired += 1));
  const soon = scheduleAt(new Date(Date.now() + hour));
  scheduler.tell([soon, { ...soon, name: 'off', state: 'DISABLED' }]);
  scheduler.tell([{ ...soon, startDate: new Date(Date.now() + 9 * hour).toISOString() }]);
  scheduler.advance(2 * hour);
  expect(fired).toBe(0);
  scheduler.tell([]);
  scheduler.advance(20 * hour);
  expect(fired).toBe(0);
});

test('a target that fails is in the log and is called again', async () => {
  let calls = 0;
  const { scheduler, log } = schedulerThat(async () => {
    calls += 1;
    throw new Error('ValidationException');
  });
  scheduler.tell([scheduleAt(new Date(Date.now() + hour))]);
  scheduler.advance(hour + 1);
  scheduler.advance(hour / 4);
  expect(calls).toBe(2);
  await expect.poll(() => log.at(-1)).toContain('failed: ValidationException');
});
