import { describe, expect, test } from 'vitest';
import type { SandboxStack } from '../../../src/aws/sandboxes.ts';
import type { BoardFacts } from '../../../src/classroom/board/board.ts';
import { boardOf, standingOf } from '../../../src/classroom/board/board.ts';
import { spentOf } from '../../../src/classroom/board/spent.ts';
import { tablePrice } from '../../../src/cost/prices.ts';
import type { Report } from '../../../src/sandbox/report.ts';

const at = new Date('2026-11-23T10:00:00Z');

function member(id: string, status = 'CREATE_COMPLETE'): SandboxStack {
  return {
    name: `labs-ml-${id}`,
    stackId: `arn:aws:cloudformation:us-east-1:111122223333:stack/labs-ml-${id}/1`,
    account: '111122223333',
    region: 'us-east-1',
    status,
    createdAt: new Date('2026-11-23T08:00:00Z'),
    parameterNames: [],
    owner: id,
    class: 'ml',
    labs: ['xgboost'],
    keepEndpoints: false,
    volumeGiB: 10,
    notebook: `n-${id}`,
    bucket: `b-${id}`,
  };
}

const notebook = (id: string, status: string) => ({
  name: `n-${id}`,
  arn: '',
  status,
  type: 'ml.t3.medium',
});

const report: Report = {
  version: 1,
  writtenAt: at.toISOString(),
  idleMinutes: 12,
  repos: [
    { lab: 'a', url: 'u', dir: 'a', commit: 'c', state: 'cloned' },
    { lab: 'b', url: 'u', dir: 'b', commit: null, state: 'failed', error: 'no such commit' },
  ],
};

describe('a sandbox stands', () => {
  test.each([
    ['CREATE_IN_PROGRESS', undefined, 'making'],
    ['CREATE_COMPLETE', 'InService', 'running'],
    ['UPDATE_IN_PROGRESS', 'InService', 'running'],
    ['UPDATE_ROLLBACK_COMPLETE', 'Stopped', 'stopped'],
    ['CREATE_COMPLETE', 'Pending', 'starting'],
    ['CREATE_COMPLETE', 'Stopping', 'stopping'],
    ['CREATE_COMPLETE', 'Failed', 'failed'],
    ['CREATE_COMPLETE', undefined, 'failed'],
    ['ROLLBACK_IN_PROGRESS', 'Deleting', 'leaving'],
    ['DELETE_IN_PROGRESS', 'InService', 'leaving'],
    ['ROLLBACK_COMPLETE', undefined, 'failed'],
    ['DELETE_FAILED', 'Stopped', 'failed'],
  ] as const)('%s and a notebook %s: %s', (stack, status, standing) => {
    expect(standingOf(stack, status)).toBe(standing);
  });
});

const facts: BoardFacts = {
  group: 'ml',
  at,
  members: [member('1'), member('2'), member('3', 'CREATE_IN_PROGRESS')],
  notebooks: [notebook('1', 'InService'), notebook('2', 'Stopped')],
  reports: new Map([['labs-ml-1', report]]),
  endpoints: new Map([['labs-ml-1', 2]]),
  opened: new Map([['n-1', at]]),
  spent: new Map([
    ['labs-ml-1', 1.5],
    ['labs-ml-2', 0.5],
    ['labs-ml-3', 0],
  ]),
};

test('a board counts its class and says what each student has', () => {
  const board = boardOf(facts);
  expect(board).toMatchObject({
    students: 3,
    counts: { running: 1, stopped: 1, making: 1, failed: 0 },
    opened: 1,
    endpoints: 2,
    spentUsd: 2,
  });
  expect(board.rows[0]).toMatchObject({
    id: '1',
    standing: 'running',
    status: 'InService',
    openedAt: at.toISOString(),
    idleMinutes: 12,
    repos: { cloned: 1, failed: 1, pending: 0 },
    problem: 'no such commit',
    endpoints: 2,
  });
});

test('what could not be read is not taken for nothing', () => {
  const board = boardOf({ ...facts, endpoints: null, opened: null, spent: null });
  expect(board).toMatchObject({ endpoints: null, opened: null, spentUsd: null });
  expect(board.rows[0]).toMatchObject({ endpoints: null, spentUsd: null });
});

test('a notebook is paid for the hours that it ran, its disk for all of them', () => {
  const seen = {
    stack: member('1'),
    notebook: notebook('1', 'InService'),
    events: [
      { name: 'StopNotebookInstance', time: new Date('2026-11-23T08:30:00Z'), thing: 'n-1' },
      { name: 'StartNotebookInstance', time: new Date('2026-11-23T09:30:00Z'), thing: 'n-1' },
    ],
    rented: [],
  };
  const spent = spentOf(seen, tablePrice, at);
  expect(spent).toBeGreaterThan(0.05);
  expect(spent).toBeLessThan(0.06);
  expect(spentOf({ ...seen, events: [] }, tablePrice, at)).toBeCloseTo(spent + 0.05, 5);
});
