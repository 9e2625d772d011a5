import { test as property, fc } from '@fast-check/vitest';
import { expect, test } from 'vitest';
import { loadStudy } from '../../src/catalog/load.ts';
import { findItem, itemsOf } from '../../src/catalog/study.ts';
import type { ItemState, Progress } from '../../src/learn/progress.ts';
import {
  noProgress,
  positionIn,
  sameThings,
  withState,
  withoutState,
} from '../../src/learn/progress.ts';

const { list } = await loadStudy();
const items = itemsOf(list);
const now = new Date('2026-11-23T09:00:00Z');

const item = (word: string) => {
  const found = findItem(list, word);
  if (found === undefined) throw new Error(`no item ${word}`);
  return found;
};
const mark = (state: ItemState, ...words: string[]): Progress =>
  words.reduce(
    (progress, word) => withState(progress, sameThings(list, item(word)), state, now),
    noProgress,
  );
const nextOf = (progress: Progress) => positionIn(list, progress).ahead[0]?.id;

test('a newcomer begins with the first item', () => {
  const { done, current, ahead } = positionIn(list, noProgress);
  expect({ done, current, first: ahead[0]?.id }).toEqual({ done: 0, current: [], first: 'S01' });
});

test('what was done, begun or skipped is not next', () => {
  expect(nextOf(mark('done', 'S01'))).toBe('S02');
  expect(nextOf(mark('begun', 'S01'))).toBe('S02');
  expect(nextOf(mark('skipped', 'S01', 'S02'))).toBe('S03');
});

test('one of a group of which one is enough spares the others', () => {
  const progress = mark('done', 'S01', 'S02', 'S03', 'S04', 'S05', 'S06', 'S08');
  expect(nextOf(progress)).toBe('S11');
  const spared = positionIn(list, progress).items.filter(({ standing }) => standing === 'spared');
  expect(spared.map(({ id }) => id)).toEqual(['S07', 'S09', 'S10']);
});

test('what is gone without a trace is passed over, what lives on is not', () => {
  const { ahead } = positionIn(list, noProgress);
  expect(ahead.map(({ id }) => id)).not.toContain('S46');
  expect(ahead.map(({ id }) => id)).toContain('S66');
});

test('the same lab, or the same lecture, is done at both places', () => {
  expect(sameThings(list, item('S68'))).toEqual(['S23', 'S68']);
  expect(sameThings(list, item('S16'))).toEqual(['S16', 'S51']);
  expect(sameThings(list, item('S51'))).toEqual(['S16', 'S51']);
  expect(sameThings(list, item('S03'))).toEqual(['S03']);
});

test('beginning again what is done leaves it done', () => {
  const done = mark('done', 'xgboost');
  expect(withState(done, ['S23'], 'begun', now)).toEqual(done);
});

test('what is under way comes with the latest first', () => {
  const later = new Date(now.getTime() + 1000);
  const progress = withState(mark('begun', 'S05'), ['S02'], 'begun', later);
  expect(positionIn(list, progress).current.map(({ id }) => id)).toEqual(['S02', 'S05']);
});

property.prop([
  fc.subarray(items.map(({ id }) => id)),
  fc.constantFrom('begun', 'done', 'skipped'),
])('marking and unmarking any items ends where it began', (ids, state) => {
  expect(withoutState(withState(noProgress, ids, state, now), ids)).toEqual(noProgress);
});

test('walking the list, each next one done, ends with nothing ahead and every item seen', () => {
  let progress = noProgress;
  const seen = new Set<string>();
  for (let step = 0; step < 100; step += 1) {
    const [next] = positionIn(list, progress).ahead;
    if (next === undefined) break;
    for (const id of sameThings(list, next)) seen.add(id);
    progress = withState(progress, sameThings(list, next), 'done', now);
  }
  const left = items.filter(({ id }) => !seen.has(id)).map(({ id }) => id);
  // Three of a group of which one was done, and one that is gone.
  expect(left).toEqual(['S08', 'S09', 'S10', 'S46']);
});
