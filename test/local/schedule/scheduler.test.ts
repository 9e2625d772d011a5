import { setImmediate as settled } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import type { ServerSchedule } from '../../../src/local/server/control.ts';
import { createScheduler } from '../../../src/local/schedule/scheduler.ts';
import { LocalServerError } from '../../../src/local/server/server-call.ts';

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
    windowMinutes: 0,
    retryAttempts: 0,
    retrySeconds: 86_400,
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

test('in a flexible window each schedule fires once, somewhere in it', () => {
  const fired = new Map<string, number>();
  const { scheduler } = schedulerThat(async ({ name }) => {
    expect(fired.has(name)).toBe(false);
    fired.set(name, scheduler.now());
  });
  const start = new Date(Date.now() + hour);
  const names = Array.from({ length: 20 }, (_, index) => `stop-${index}`);
  scheduler.tell(names.map((name) => scheduleAt(start, { name, windowMinutes: 10 })));
  scheduler.advance(hour - 1_000);
  for (let second = 0; second < 14 * 60; second += 1) scheduler.advance(1_000);
  const minutes = [...fired.values()].map((at) => (at - start.getTime()) / 60_000);
  expect(minutes).toHaveLength(20);
  expect(Math.min(...minutes)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...minutes)).toBeLessThan(10.1);
  expect(new Set(minutes.map(Math.floor)).size).toBeGreaterThan(5);
});

test.each([
  ['ThrottlingException', { retryAttempts: 3 }, 4],
  ['ThrottlingException', { retryAttempts: 0 }, 1],
  ['ThrottlingException', { retryAttempts: 185, retrySeconds: 60 }, 6],
  ['ValidationException', { retryAttempts: 3 }, 1],
])('%s with the retry policy %o: %i attempts', async (code, policy, attempts) => {
  let calls = 0;
  const { scheduler } = schedulerThat(async () => {
    calls += 1;
    throw new LocalServerError('sagemaker', 'StopNotebookInstance', 400, `{"__type":"${code}"}`);
  });
  scheduler.tell([scheduleAt(new Date(Date.now() + hour), policy)]);
  scheduler.advance(hour - 500);
  for (let second = 0; second < 600; second += 1) {
    scheduler.advance(1_000);
    await settled();
  }
  expect(calls).toBe(attempts);
});

test('a throttled target is retried, each time later, until its schedule is changed', async () => {
  const at: number[] = [];
  const { scheduler } = schedulerThat(async () => {
    at.push(scheduler.now());
    throw new LocalServerError('sagemaker', 'StopNotebookInstance', 503, '{}');
  });
  const schedule = scheduleAt(new Date(Date.now() + hour), { retryAttempts: 185 });
  scheduler.tell([schedule]);
  scheduler.advance(hour - 500);
  for (let second = 0; second < 120; second += 1) {
    scheduler.advance(1_000);
    await settled();
  }
  const waits = at.slice(1).map((time, index) => time - at[index]!);
  expect(waits.length).toBeGreaterThanOrEqual(4);
  expect(waits.at(-1)).toBeGreaterThan(4 * waits[0]!);
  const before = at.length;
  scheduler.tell([{ ...schedule, startDate: new Date(scheduler.now() + hour).toISOString() }]);
  scheduler.advance(hour / 2);
  expect(at).toHaveLength(before);
});
