import { setImmediate as settled } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { loadCatalog } from '../../src/catalog/load.ts';
import type { ServerSchedule } from '../../src/local/server/control.ts';
import { createRateLimit } from '../../src/local/gateway/rate-limits.ts';
import { createScheduler } from '../../src/local/schedule/scheduler.ts';
import { invokeTarget } from '../../src/local/schedule/target.ts';
import { LocalServerError, type ServerCalls } from '../../src/local/server/server-call.ts';
import { makeStack, region } from './stacks.ts';

const labs = (await loadCatalog()).filter(({ id }) => id === 'xgboost');
const made = makeStack('labs-kim', labs, { Class: 'ml101' }).resources['StopSchedule']!
  .Properties as {
  readonly ScheduleExpression: string;
  readonly FlexibleTimeWindow: { readonly MaximumWindowInMinutes?: number };
  readonly Target: {
    readonly Arn: string;
    readonly RoleArn: string;
    readonly RetryPolicy: Readonly<Record<string, number>>;
  };
};

const refusal = new LocalServerError(
  'sagemaker',
  'StopNotebookInstance',
  400,
  '{"__type":"ValidationException"}',
);

/** The stop schedule of the template, for one member of a class that ends at `start`. */
function stopOf(member: number, start: number): ServerSchedule {
  const { ScheduleExpression, FlexibleTimeWindow, Target } = made;
  return {
    region,
    name: `labs-ml101-${member}-StopSchedule`,
    group: 'default',
    expression: ScheduleExpression,
    startDate: new Date(start).toISOString(),
    endDate: null,
    state: 'ENABLED',
    targetArn: Target.Arn,
    input: JSON.stringify({ NotebookInstanceName: `n${member}` }),
    roleArn: Target.RoleArn,
    windowMinutes: FlexibleTimeWindow.MaximumWindowInMinutes ?? 0,
    retryAttempts: Target.RetryPolicy['MaximumRetryAttempts']!,
    retrySeconds: Target.RetryPolicy['MaximumEventAgeInSeconds']!,
  };
}

/** Minutes after the end of a class at which each of its notebooks was stopped. */
async function stopClass(
  size: number,
  change: Partial<ServerSchedule> = {},
  watchedMinutes = 14,
): Promise<ReadonlyMap<string, number>> {
  const start = Date.now() + 3_600_000;
  const stopped = new Map<string, number>();
  const calls: Pick<ServerCalls, 'json' | 'assumeRole'> = {
    assumeRole: async (_region, arn) => ({
      accessKeyId: 'k',
      secretAccessKey: 's',
      sessionToken: 't',
      arn,
    }),
    async json({ input }) {
      const { NotebookInstanceName } = input as { readonly NotebookInstanceName: string };
      if (stopped.has(NotebookInstanceName)) throw refusal;
      stopped.set(NotebookInstanceName, (scheduler.now() - start) / 60_000);
    },
  };
  const rateLimit = createRateLimit(() => scheduler.now());
  const identity = async () => '';
  const options = { calls: { ...calls, identity }, rateLimit, record: () => undefined };
  const scheduler = createScheduler(
    (schedule) => invokeTarget(schedule, options),
    () => undefined,
  );
  onTestFinished(() => scheduler.close());
  scheduler.tell(
    Array.from({ length: size }, (_, member) => ({ ...stopOf(member, start), ...change })),
  );
  scheduler.advance(3_600_000 - 500);
  for (let half = 0; half < 2 * 60 * watchedMinutes; half += 1) {
    scheduler.advance(500);
    await settled();
  }
  return stopped;
}

test('a class of 60 is stopped within its window and a minute, at one a second', async () => {
  const stopped = await stopClass(60);
  expect(stopped.size).toBe(60);
  expect(Math.max(...stopped.values())).toBeLessThan(11);
});

test('of a class of 500 nearly all are stopped within 12 minutes, and all within half an hour', async () => {
  const stopped = await stopClass(500, {}, 30);
  expect([...stopped.values()].filter((minute) => minute < 12).length).toBeGreaterThan(485);
  expect(stopped.size).toBe(500);
}, 60_000);

test('without a window the retries alone stop a class of 60', async () => {
  const stopped = await stopClass(60, { windowMinutes: 0 });
  expect(stopped.size).toBe(60);
  expect(Math.max(...stopped.values())).toBeLessThan(12);
});

test('without retries throttled stops are lost, and without a window nearly all', async () => {
  expect((await stopClass(60, { retryAttempts: 0 })).size).toBeLessThan(60);
  expect((await stopClass(60, { retryAttempts: 0, windowMinutes: 0 })).size).toBeLessThan(5);
});
