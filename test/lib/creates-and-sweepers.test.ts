import { expect, test } from 'vitest';
import { createActions } from '../../src/sandbox/creatables.ts';
import { loadCatalog } from '../../src/catalog/load.ts';
import type { Lab } from '../../src/catalog/schema.ts';
import { creatableTypes } from '../../src/sandbox/creatables.ts';
import { sweepers } from '../../src/teardown/registry.ts';
import { labOfEverything, makeStack } from './stacks.ts';

const catalog = await loadCatalog();
const makesEverything = labOfEverything(catalog[0]!);

/**
 * Rules that Step Functions manages and shares among all of an account's state machines: free of
 * charge, one for each kind of job, and not a sandbox's to remove ("Run a Job (.sync)").
 */
const sharedByAll = ['events:PutRule'];

/** The actions of a sandbox's role that bring something into being. */
function allowedCreates(labs: readonly Lab[]): readonly string[] {
  const actions = makeStack('labs-kim', labs).statements.flatMap(({ Action }) => [Action].flat());
  const makes = /:(Create|Start\w+Job$|Put\w*Rule|Register|Run|Import|Clone)/;
  return [...new Set(actions)].filter(
    (action) => makes.test(action) && !sharedByAll.includes(action),
  );
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
