import { afterAll, beforeAll, expect, test } from 'vitest';
import { account, region, type Server, startServer, startTimeout } from './server.ts';

let server: Server;

beforeAll(async () => {
  server = await startServer();
}, startTimeout);
afterAll(() => server.stop());

const target = {
  Arn: 'arn:aws:scheduler:::aws-sdk:sagemaker:stopNotebookInstance',
  RoleArn: `arn:aws:iam::${account}:role/labs/x/role`,
  Input: '{"NotebookInstanceName":"x"}',
};
const valid = {
  ScheduleExpression: 'rate(15 minutes)',
  FlexibleTimeWindow: { Mode: 'OFF' },
  Target: target,
};

/** A call of the REST API: its status and what it answers. */
async function call(method: string, path: string, body?: object) {
  const { status, text } = await server.raw('scheduler', {
    method,
    path,
    headers: { 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const answer = JSON.parse(text || '{}') as Readonly<Record<string, unknown>>;
  return { status, answer, message: answer['message'] ?? answer['Message'] };
}

const seconds = (fromNow: number) => Math.floor(Date.now() / 1000) + fromNow;

test('a schedule is made, told, listed and deleted', async () => {
  const StartDate = seconds(3600);
  const made = await call('POST', '/schedules/one', { ...valid, StartDate });
  expect(made.answer).toEqual({
    ScheduleArn: `arn:aws:scheduler:${region}:${account}:schedule/default/one`,
  });
  const told = await call('GET', '/schedules/one');
  expect(told.answer).toMatchObject({
    ...valid,
    StartDate,
    State: 'ENABLED',
    GroupName: 'default',
    ScheduleExpressionTimezone: 'UTC',
    Target: { RetryPolicy: { MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 } },
  });
  const listed = await call('GET', '/schedules?NamePrefix=on&MaxResults=5');
  expect(listed.answer['Schedules']).toMatchObject([{ Name: 'one', Target: { Arn: target.Arn } }]);
  expect((await call('DELETE', '/schedules/one')).status).toBe(200);
  const gone = await call('GET', '/schedules/one');
  expect([gone.status, gone.message]).toEqual([404, 'Schedule one does not exist.']);
});

test('a start date more than five minutes ago is refused, also in an update', async () => {
  const late = await call('POST', '/schedules/late', { ...valid, StartDate: seconds(-301) });
  const refused = 'The StartDate you specify cannot be earlier than 5 minutes ago.';
  expect([late.status, late.message]).toEqual([400, refused]);
  const made = await call('POST', '/schedules/late', { ...valid, StartDate: seconds(-240) });
  expect(made.status).toBe(200);
  const update = await call('PUT', '/schedules/late', { ...valid, StartDate: seconds(-600) });
  expect([update.status, update.message]).toEqual([400, refused]);
});

test('an update puts everything that it does not say back to its default', async () => {
  await call('POST', '/schedules/whole', {
    ...valid,
    Description: 'text',
    State: 'DISABLED',
    EndDate: seconds(7200),
  });
  await call('PUT', '/schedules/whole', { ...valid, ScheduleExpression: 'rate(1 hour)' });
  const { answer } = await call('GET', '/schedules/whole');
  expect(answer).toMatchObject({ ScheduleExpression: 'rate(1 hour)', State: 'ENABLED' });
  expect(answer).not.toHaveProperty('Description');
  expect(answer).not.toHaveProperty('EndDate');
});

test('expressions, targets and windows that AWS does not take are refused', async () => {
  for (const wrong of [
    { ScheduleExpression: 'rate(0 minutes)' },
    { ScheduleExpression: 'every 15 minutes' },
    { Target: { ...target, RoleArn: 'role' } },
    { FlexibleTimeWindow: { Mode: 'FLEXIBLE' } },
    { StartDate: seconds(600), EndDate: seconds(300) },
  ]) {
    const { status, answer } = await call('POST', '/schedules/wrong', { ...valid, ...wrong });
    expect([status, answer['__type']]).toEqual([400, 'ValidationException']);
  }
  const taken = await call('POST', '/schedules/whole', valid);
  expect([taken.status, taken.answer['__type']]).toEqual([409, 'ConflictException']);
});

test('a change of a schedule is a change of the state that the gateway follows', async () => {
  const { serial } = await server.state();
  const waiting = server.control('GET', `changes?after=${serial}&wait=20`);
  await call('PUT', '/schedules/whole', {
    ...valid,
    ScheduleExpression: 'at(2031-01-01T00:00:00)',
  });
  const { body } = await waiting;
  expect((body as { serial: number }).serial).toBeGreaterThan(serial);
  const { schedules } = await server.state();
  expect(schedules.find((schedule) => schedule['name'] === 'whole')).toMatchObject({
    expression: 'at(2031-01-01T00:00:00)',
    startDate: null,
  });
});

test('the gateway is told the window and the retries of a schedule', async () => {
  await call('POST', '/schedules/plain', valid);
  await call('POST', '/schedules/wide', {
    ...valid,
    FlexibleTimeWindow: { Mode: 'FLEXIBLE', MaximumWindowInMinutes: 10 },
    Target: { ...target, RetryPolicy: { MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: 840 } },
  });
  const { schedules } = await server.state();
  const told = (name: string) => schedules.find((schedule) => schedule['name'] === name);
  expect(told('plain')).toMatchObject({
    windowMinutes: 0,
    retryAttempts: 185,
    retrySeconds: 86_400,
  });
  expect(told('wide')).toMatchObject({ windowMinutes: 10, retryAttempts: 0, retrySeconds: 840 });
});
