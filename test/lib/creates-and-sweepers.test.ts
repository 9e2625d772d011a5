import { expect, test } from 'vitest';
import { createActions } from '../../lib/policy/creatables.ts';
import { loadCatalog } from '../../src/catalog/load.ts';
import type { Lab } from '../../src/catalog/schema.ts';
import { creatableTypes } from '../../src/catalog/schema.ts';
import { sweepers } from '../../src/teardown/registry.ts';
import { makeStack } from './stacks.ts';

const catalog = await loadCatalog();
const uses = [{ type: 'ml.m4.xlarge', count: 1 }];
const makesEverything: Lab = {
  ...catalog[0]!,
  creates: [...creatableTypes],
  uses: { training: uses, processing: uses, transform: uses, hosting: uses },
};

/** The actions of a sandbox's role that bring something into being. */
function allowedCreates(labs: readonly Lab[]): readonly string[] {
  const actions = makeStack('labs-kim', labs).statements.flatMap(({ Action }) => [Action].flat());
  return [...new Set(actions)].filter((action) => /:Create/.test(action));
}

/** What one side has and the other lacks. */
function unmatched(
  allowed: readonly string[],
  swept: readonly { readonly creates: readonly string[] }[],
): { readonly nobodySweeps: readonly string[]; readonly nobodyMakes: readonly string[] } {
  const answeredFor = swept.flatMap(({ creates }) => creates);
  return {
    nobodySweeps: allowed.filter((action) => !answeredFor.includes(action)),
    nobodyMakes: answeredFor.filter((action) => !allowed.includes(action)),
  };
}

test('a role may create exactly what a sweeper removes', () => {
  const allowed = allowedCreates([...catalog, makesEverything]);
  expect(unmatched(allowed, sweepers)).toEqual({ nobodySweeps: [], nobodyMakes: [] });
});

test('each type of a manifest has its sweeper', () => {
  const byType = new Map(sweepers.map(({ type, creates }) => [type as string, creates]));
  for (const type of creatableTypes) expect(byType.get(type)).toEqual(createActions(type));
});

test('either side having more is noticed', () => {
  const allowed = allowedCreates([makesEverything]);
  expect(unmatched([...allowed, 'sagemaker:CreateCluster'], sweepers).nobodySweeps).toEqual([
    'sagemaker:CreateCluster',
  ]);
  const more = [...sweepers, { creates: ['sagemaker:CreateDomain'] }];
  expect(unmatched(allowed, more).nobodyMakes).toEqual(['sagemaker:CreateDomain']);
  expect(unmatched(allowed, sweepers.slice(1)).nobodySweeps).toEqual([...sweepers[0]!.creates]);
});
