import { expect, test } from 'vitest';
import {
  endpointTimes,
  jobTimes,
  longestTimer,
  notebookTimes,
  takes,
} from '../../src/local/gateway/times.ts';

const all = [notebookTimes, endpointTimes, jobTimes].flatMap((table) => Object.values(table));

test('modelled states take a moment and never longer than a learner waits', () => {
  for (const passing of all) {
    expect(takes(passing, 'modelled')).toBeGreaterThan(0);
    expect(takes(passing, 'modelled')).toBeLessThanOrEqual(10_000);
  }
  expect(longestTimer('modelled')).toBe(Infinity);
});

test('instant ones take nothing, and no timer waits longer than a second', () => {
  for (const passing of all) expect(takes(passing, 'instant')).toBe(0);
  expect(longestTimer('instant')).toBeLessThanOrEqual(3_000);
});

test('every state of a notebook that passes by itself ends where AWS has it end', () => {
  const ends = Object.fromEntries(
    Object.entries(notebookTimes).map(([status, passing]) => [status, passing.ends]),
  );
  expect(ends).toEqual({
    Pending: 'InService',
    Stopping: 'Stopped',
    Deleting: 'Gone',
    Updating: 'Stopped',
  });
});
