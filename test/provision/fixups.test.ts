import { expect, test } from 'vitest';
import { wishOf } from '../../src/catalog/catalog.ts';
import { loadCatalog } from '../../src/catalog/load.ts';
import { refixedWish } from '../../src/provision/fixups.ts';
import type { Wish } from '../../src/sandbox/wish.ts';

const catalog = await loadCatalog();
const labs = ['xgboost', 'linear-learner'];
const chosen = catalog.filter(({ id }) => labs.includes(id));
const current: Wish = { ...wishOf(chosen), stopsAt: '2026-11-23T18:00:00Z', idleMinutes: 60 };

function labsOf(wish: Wish): readonly string[] {
  return [...new Set(wish.fixups?.map(({ lab }) => lab))].sort();
}

test("one lab's fixups are taken back, its kernel and all else stays", () => {
  const wish = refixedWish(catalog, labs, current, { lab: 'xgboost', is: 'undone' });
  expect(labsOf(wish)).toEqual(['linear-learner']);
  expect(wish).toMatchObject({
    undone: ['xgboost'],
    stopsAt: '2026-11-23T18:00:00Z',
    idleMinutes: 60,
  });
  expect(wish.repos).toEqual(current.repos);
  expect(wish.runtimes).toEqual(current.runtimes);

  const none = refixedWish(catalog, labs, wish, { lab: 'linear-learner', is: 'undone' });
  expect(none.fixups).toBeUndefined();
  const again = refixedWish(catalog, labs, none, { lab: 'xgboost', is: 'made' });
  expect(labsOf(again)).toEqual(['xgboost']);
  expect(again.undone).toEqual(['linear-learner']);
  const all = refixedWish(catalog, labs, again, { lab: 'linear-learner', is: 'made' });
  expect(all).toEqual(current);
});

test('where only the hook has a wish, the catalog says what is cloned', () => {
  const wish = refixedWish(catalog, labs, undefined, { lab: 'xgboost', is: 'undone' });
  expect(wish.repos).toEqual(current.repos);
  expect(labsOf(wish)).toEqual(['linear-learner']);
});

test('answers of exercises are for a rehearsal, never for a learner', () => {
  const given = (wish: Wish) => wish.fixups?.filter(({ find }) => find === '<TO DO>') ?? [];
  expect(given(wishOf(chosen))).toEqual([]);
  expect(given(wishOf(chosen, { answers: true }))).toHaveLength(3);
});
