import { expect, test } from 'vitest';
import { loadCatalog } from '../../src/catalog/load.ts';
import { tablePrice } from '../../src/cost/prices.ts';
import { render } from '../../src/messages/message.ts';
import { describePlan } from '../../src/provision/describe.ts';
import { planStart } from '../../src/provision/start-plan.ts';

const catalog = await loadCatalog();
const hour = 3_600_000;
const now = new Date('2026-11-23T09:00:00Z');
const region = 'us-east-1';
const place = { name: 'labs-kim', owner: 'kim', account: '111122223333', region };
/** Asks for ml.t3.xlarge. */
const large = 'predict-delivery-time';

/** What the plan of adding a lab to a small sandbox with xgboost says of its notebook's size. */
function said(lab: string, type?: string, there = 'ml.t3.medium'): readonly string[] {
  const request = {
    labs: [lab],
    for: 4 * hour,
    keep: 168 * hour,
    leaseTyped: false,
    keepEndpoints: false,
    ...(type === undefined ? {} : { type }),
  };
  const stack = {
    ...place,
    stackId: 'arn:aws:cloudformation:us-east-1:111122223333:stack/labs-kim/1',
    status: 'CREATE_COMPLETE',
    createdAt: now,
    parameterNames: [],
    labs: ['xgboost'],
    instanceType: there,
    volumeGiB: 10,
    keepEndpoints: false,
  };
  const existing = { stack, notebookStatus: 'InService', isIncomplete: false };
  const plan = planStart(catalog, request, place, existing, now);
  return describePlan(plan, catalog, {
    lookup: tablePrice,
    choice: { region },
    remarks: [],
    now,
  })
    .filter(({ code }) => code === 'start.smaller')
    .map((line) => render(line, 'en').trim());
}

test('a lab that asks for a larger notebook than there is gets none unasked, and the plan says so', () => {
  const [line, ...more] = said(large);
  expect(more).toEqual([]);
  expect(line).toMatch(
    /^smaller .*predict-delivery-time asks for (ml\.\S+); .* stays ml\.t3\.medium/,
  );
  const wanted = /asks for (ml\.[a-z0-9.]+[a-z0-9])/.exec(line ?? '')?.[1] ?? '';
  expect(line).toContain(`\`labs start ${large} --owner kim --type ${wanted}\``);
  expect(said(large, wanted)).toEqual([]);
});

test('a lab that asks for no more is silent, and so is one that was given a type', () => {
  expect(said('linear-learner')).toEqual([]);
  expect(said(large, 'ml.t3.large')).toEqual([]);
  expect(said('topic-modeling', undefined, 'ml.t3.xlarge')).toEqual([]);
});
