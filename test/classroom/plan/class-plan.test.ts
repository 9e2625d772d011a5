import { expect, test } from 'vitest';
import type { SandboxStack } from '../../../src/aws/sandboxes.ts';
import { loadCatalog } from '../../../src/catalog/load.ts';
import { planClass } from '../../../src/classroom/plan/class-plan.ts';

const catalog = await loadCatalog();
const now = new Date('2026-11-23T09:00:00Z');
const hour = 3_600_000;
const place = { account: '111122223333', region: 'us-east-1' };

/** A sandbox that has the name of the one student of class `ml`. */
const there: SandboxStack = {
  ...place,
  name: 'labs-ml-kim',
  stackId: 'arn:aws:cloudformation:us-east-1:111122223333:stack/labs-ml-kim/1',
  status: 'CREATE_COMPLETE',
  createdAt: now,
  parameterNames: [],
  owner: 'kim',
  labs: ['xgboost'],
  keepEndpoints: false,
};

function planWith(stack: SandboxStack) {
  const stacks = [{ ours: true as const, sandbox: stack }];
  const scene = { ...place, stacks, notebooks: new Map(), reports: new Map() };
  const request = {
    group: 'ml',
    labs: ['xgboost'],
    seats: [{ id: 'kim' }],
    for: hour,
    keep: 9 * hour,
    leaseTyped: false,
    keepEndpoints: false,
    prune: true,
  };
  return planClass(catalog, request, scene, now).members;
}

test.each([
  ['another class', { class: 'ml-evening' }],
  ['no class', {}],
])('a sandbox of that name of %s is not taken over, nor removed', (_, group) => {
  expect(planWith({ ...there, ...group })).toEqual([
    { id: 'kim', name: 'labs-ml-kim', action: 'blocked', why: 'not-ours' },
  ]);
  expect(planWith({ ...there, class: 'ml' })).toMatchObject([{ action: 'change' }]);
});
