import { describe, expect, test } from 'vitest';
import type { SandboxStack } from '../../../src/aws/sandboxes.ts';
import { accessOf, sessionSeconds } from '../../../src/classroom/door/access.ts';
import { parseReport } from '../../../src/sandbox/report.ts';

const now = new Date('2026-11-24T01:00:00Z');
const minutes = (n: number) => new Date(now.getTime() + n * 60_000);

const stack: SandboxStack = {
  name: 'labs-ml101-s-1',
  stackId: 'arn:aws:cloudformation:us-east-1:111122223333:stack/labs-ml101-s-1/1',
  account: '111122223333',
  region: 'us-east-1',
  status: 'CREATE_COMPLETE',
  createdAt: minutes(-60),
  parameterNames: [],
  owner: 's-1',
  labs: ['xgboost'],
  keepEndpoints: false,
  notebook: 'n',
  stopsAt: minutes(60),
};
const notebook = (status: string, changed = minutes(-10)) => ({
  notebook: { name: 'n', arn: 'a', type: 'ml.t3.medium', status, modifiedAt: changed },
});
const report = (...states: readonly string[]) => ({
  report: parseReport(
    JSON.stringify({
      version: 1,
      writtenAt: now.toISOString(),
      idleMinutes: null,
      repos: states.map((state) => ({ lab: 'l', url: 'u', dir: 'd', commit: null, state })),
    }),
  )!,
});

describe('what keeps a student out', () => {
  test.each([
    ['Pending', 'booting'],
    ['Updating', 'booting'],
    ['Stopping', 'stopping'],
    ['Stopped', 'asleep'],
    ['Failed', 'asleep'],
    ['Deleting', 'broken'],
    ['SomethingNew', 'broken'],
  ])('a notebook that is %s: %s', (status, is) => {
    expect(accessOf(stack, notebook(status), now)).toEqual({ is });
  });

  test.each([
    ['CREATE_IN_PROGRESS', 'making'],
    ['CREATE_COMPLETE', 'broken'],
    ['ROLLBACK_COMPLETE', 'broken'],
    ['DELETE_IN_PROGRESS', 'broken'],
    ['DELETE_FAILED', 'broken'],
  ])('no notebook in a stack that is %s: %s', (status, is) => {
    expect(accessOf({ ...stack, status }, {}, now)).toEqual({ is });
  });

  test('a lease that is over, whatever runs', () => {
    const over = { ...stack, stopsAt: now };
    expect(accessOf(over, notebook('InService'), now)).toEqual({ is: 'over', endedAt: now });
  });

  test('an hour that has not come, unless the notebook runs already', () => {
    const resting = { ...stack, startsAt: minutes(5) };
    expect(accessOf(resting, notebook('Stopped'), now)).toEqual({
      is: 'early',
      beginsAt: minutes(5),
    });
    expect(accessOf(resting, notebook('Pending'), now)).toEqual({ is: 'booting' });
    expect(accessOf(resting, { ...notebook('InService'), ...report() }, now)).toEqual({
      is: 'open',
    });
    expect(accessOf({ ...stack, startsAt: now }, notebook('Stopped'), now)).toEqual({
      is: 'asleep',
    });
  });

  test('files that are not all there, for a while', () => {
    const fresh = notebook('InService', minutes(-1));
    expect(accessOf(stack, fresh, now)).toEqual({ is: 'preparing', cloned: 0, repos: 0 });
    expect(accessOf(stack, { ...fresh, ...report('cloned', 'pending') }, now)).toEqual({
      is: 'preparing',
      cloned: 1,
      repos: 2,
    });
    expect(accessOf(stack, { ...fresh, ...report('cloned', 'failed') }, now)).toEqual({
      is: 'open',
    });
    expect(accessOf(stack, notebook('InService', minutes(-3)), now)).toEqual({ is: 'open' });
  });
});

test.each([
  [minutes(60), 3_600],
  [minutes(5), 1_800],
  [minutes(24 * 60), 43_200],
  [undefined, 43_200],
])('a lease until %s makes a session of %d s', (stopsAt, seconds) => {
  expect(sessionSeconds(stopsAt, now)).toBe(seconds);
});
