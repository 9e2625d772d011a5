import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import type { SandboxStack } from '../../src/aws/sandboxes.ts';
import { loadCatalog } from '../../src/catalog/load.ts';
import type { ExistingSandbox, StartRequest } from '../../src/provision/start-plan.ts';
import { compareTypes } from '../../src/sandbox/instance-size.ts';
import { endedLease } from '../../src/sandbox/lease.ts';
import { planStart } from '../../src/provision/start-plan.ts';

const catalog = await loadCatalog();
const hour = 3_600_000;
const now = new Date('2026-11-23T09:00:00Z');
const place = { name: 'labs-kim', owner: 'kim', account: '111122223333', region: 'us-east-1' };
const request: StartRequest = {
  labs: ['xgboost'],
  for: 4 * hour,
  keep: 168 * hour,
  leaseTyped: false,
  keepEndpoints: false,
};

const stack: SandboxStack = {
  ...place,
  stackId: 'arn:aws:cloudformation:us-east-1:111122223333:stack/labs-kim/1',
  status: 'CREATE_COMPLETE',
  createdAt: now,
  parameterNames: [],
  labs: ['xgboost'],
  stopsAt: new Date(now.getTime() + hour),
  removedAfter: new Date(now.getTime() + 100 * hour),
  instanceType: 'ml.t3.medium',
  volumeGiB: 10,
  idleMinutes: 60,
  keepEndpoints: false,
  bucket: 'bucket',
  notebook: 'notebook',
};

function existing(
  status: string,
  notebookStatus?: string,
  more: Partial<SandboxStack> = {},
): ExistingSandbox {
  return {
    stack: { ...stack, ...more, status },
    isIncomplete: false,
    ...(notebookStatus === undefined ? {} : { notebookStatus }),
  };
}

test('a sandbox that was to go, and is started again, gets a whole lease', () => {
  const ended = existing('UPDATE_COMPLETE', 'InService', endedLease(now));
  expect(planStart(catalog, request, place, ended, now)).toMatchObject({
    action: 'change',
    update: 'lease',
    lease: { removedAfter: new Date(now.getTime() + 168 * hour) },
  });
});

test('a sandbox that CloudFormation alone made is told its wish, and nothing else changes', () => {
  const deployed = { ...existing('CREATE_COMPLETE', 'InService'), isIncomplete: true };
  expect(planStart(catalog, request, place, deployed, now)).toMatchObject({
    update: 'none',
    putsWish: true,
  });
});

describe('nothing is there', () => {
  test('a stack is created with the whole lease', () => {
    expect(planStart(catalog, request, place, undefined, now)).toMatchObject({
      action: 'create',
      labs: ['xgboost'],
      type: 'ml.t3.medium',
      volumeGiB: 10,
      lease: {
        stopsAt: new Date('2026-11-23T13:00:00Z'),
        removedAfter: new Date('2026-11-30T09:00:00Z'),
      },
      wish: { repos: [{ lab: 'xgboost', dir: 'xgboost' }] },
    });
  });
});

property.prop([
  fc.shuffledSubarray(
    catalog.map(({ id }) => id),
    { minLength: 1 },
  ),
])('a sandbox is as large as its most demanding lab, in whatever order they are named', (labs) => {
  const sizeOf = (ids: readonly string[]) => {
    const plan = planStart(catalog, { ...request, labs: ids }, place, undefined, now);
    return { type: plan.type, gib: plan.volumeGiB };
  };
  expect(sizeOf(labs)).toEqual(sizeOf([...labs].sort()));
  const asked = catalog.filter(({ id }) => labs.includes(id)).map(({ instance }) => instance);
  for (const { type, gib } of asked) {
    expect(compareTypes(sizeOf(labs).type, type)).toBeGreaterThanOrEqual(0);
    expect(sizeOf(labs).gib).toBeGreaterThanOrEqual(gib);
  }
});

describe('a sandbox is there', () => {
  test('running with the lab: nothing changes', () => {
    expect(
      planStart(catalog, request, place, existing('CREATE_COMPLETE', 'InService'), now),
    ).toMatchObject({
      action: 'change',
      update: 'none',
      putsWish: false,
      startsNotebook: false,
      lease: { stopsAt: stack.stopsAt },
    });
  });

  test('running, another lab: a new template, the wish, the same lease, no restart', () => {
    const plan = planStart(
      catalog,
      { ...request, labs: ['linear-learner'] },
      place,
      existing('UPDATE_COMPLETE', 'InService'),
      now,
    );
    expect(plan).toMatchObject({
      action: 'change',
      update: 'template',
      labs: ['xgboost', 'linear-learner'],
      addedLabs: ['linear-learner'],
      putsWish: true,
      restartsNotebook: false,
      lease: { stopsAt: stack.stopsAt },
    });
  });

  test('stopped: started again with a new lease, not rebuilt', () => {
    expect(
      planStart(
        catalog,
        request,
        place,
        existing('CREATE_COMPLETE', 'Stopped', { stopsAt: new Date(0) }),
        now,
      ),
    ).toMatchObject({
      action: 'change',
      update: 'lease',
      startsNotebook: true,
      lease: { stopsAt: new Date('2026-11-23T13:00:00Z') },
    });
  });

  test('stopped, and extended before: what was promised for longer is kept', () => {
    const promised = {
      stopsAt: new Date(now.getTime() + 20 * hour),
      removedAfter: new Date(now.getTime() + 500 * hour),
    };
    const extended = existing('CREATE_COMPLETE', 'Stopped', promised);
    expect(planStart(catalog, request, place, extended, now).lease).toEqual(promised);
    const typed = { ...request, leaseTyped: true };
    expect(planStart(catalog, typed, place, extended, now).lease.stopsAt).toEqual(
      new Date(now.getTime() + 4 * hour),
    );
  });

  test('a StopsAt in the past is never kept', () => {
    const plan = planStart(
      catalog,
      request,
      place,
      existing('CREATE_COMPLETE', 'InService', { stopsAt: new Date(0) }),
      now,
    );
    expect(plan.lease.stopsAt.getTime()).toBeGreaterThan(now.getTime());
  });

  test('a smaller volume is never asked for', () => {
    expect(
      planStart(
        catalog,
        request,
        place,
        existing('CREATE_COMPLETE', 'InService', { volumeGiB: 50 }),
        now,
      ),
    ).toMatchObject({ volumeGiB: 50, update: 'none' });
  });

  test('a failed repository is asked for again', () => {
    const failed = { ...existing('CREATE_COMPLETE', 'InService'), isIncomplete: true };
    expect(planStart(catalog, request, place, failed, now)).toMatchObject({
      update: 'none',
      putsWish: true,
    });
  });

  test('a larger type restarts a running notebook and says so', () => {
    expect(
      planStart(
        catalog,
        { ...request, type: 'ml.t3.large' },
        place,
        existing('CREATE_COMPLETE', 'InService'),
        now,
      ),
    ).toMatchObject({ update: 'template', restartsNotebook: true });
  });
});

describe('a stack that did not come up', () => {
  test.each([
    'REVIEW_IN_PROGRESS',
    'ROLLBACK_COMPLETE',
    'ROLLBACK_FAILED',
    'CREATE_FAILED',
    'DELETE_IN_PROGRESS',
  ])('in %s is removed first', (status) => {
    expect(planStart(catalog, request, place, existing(status), now)).toMatchObject({
      action: 'create',
      removes: { status },
    });
  });

  test.each([
    'CREATE_IN_PROGRESS',
    'UPDATE_IN_PROGRESS',
    'UPDATE_ROLLBACK_COMPLETE',
    'UPDATE_ROLLBACK_FAILED',
  ])('in %s is gone on with', (status) => {
    expect(planStart(catalog, request, place, existing(status), now).action).toBe('change');
  });

  test('in DELETE_FAILED is left to its owner, for work may be in it', () => {
    expect(() => planStart(catalog, request, place, existing('DELETE_FAILED'), now)).toThrow(
      expect.objectContaining({ code: 'stack.unusable' }),
    );
  });
});
