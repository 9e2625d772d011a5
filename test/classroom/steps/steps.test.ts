import { expect, test } from 'vitest';
import { isQuota, isThrottled } from '../../../src/classroom/steps/make.ts';
import { toldWish } from '../../../src/classroom/steps/tell.ts';
import type { Wish } from '../../../src/sandbox/wish.ts';

test.each([
  'Rate exceeded (Service: AmazonCloudFormation; Status Code: 400; Error Code: Throttling)',
  'Notebook: ThrottlingException: Too many requests',
  'Request limit exceeded.',
  'SlowDown: Please reduce your request rate.',
])('%s is throttling, and no quota', (cause) => {
  expect([isThrottled(cause), isQuota(cause)]).toEqual([true, false]);
});

test.each([
  'ResourceLimitExceeded: The account-level service limit for ml.t3.medium is 0 Instances',
  'LimitExceeded: Cannot exceed quota for RolesPerAccount: 1000',
])('%s is a quota, and no throttling', (cause) => {
  expect([isThrottled(cause), isQuota(cause)]).toEqual([false, true]);
});

test('a bad name is neither', () => {
  const cause = 'InvalidBucketName: The specified bucket is not valid.';
  expect([isThrottled(cause), isQuota(cause)]).toEqual([false, false]);
});

const repo = (dir: string, commit: string) => ({ lab: dir, url: 'u', commit, dir });
const wish: Wish = { version: 1, repos: [repo('a', '1'), repo('b', '1')], stopsAt: 'soon' };

test('a wish is told anew with what changes, all else staying as it was', () => {
  const told = toldWish(wish, {
    wish: { repos: [repo('b', '2'), repo('c', '1')] },
    contents: [{ lab: 'x', dir: 'x', sha256: 's' }],
    settings: { askedAt: 'now' },
  });
  expect(told).toEqual({
    version: 1,
    repos: [repo('a', '1'), repo('b', '2'), repo('c', '1')],
    contents: [{ lab: 'x', dir: 'x', sha256: 's' }],
    stopsAt: 'soon',
    askedAt: 'now',
  });
});

test('a lab brings its runtime and its fixups, but none that a student took back', () => {
  const runtime = (lab: string, python: string) => {
    return { lab, title: lab, kernel: lab, names: [], python, packages: {} };
  };
  const fixup = (dir: string, find: string) => ({
    lab: dir,
    path: `${dir}/x.ipynb`,
    cell: 1,
    find,
  });
  const before: Wish = {
    ...wish,
    runtimes: [runtime('a', '3.8'), runtime('b', '3.8')],
    fixups: [fixup('a', 'old'), fixup('b', 'old')],
    undone: ['c'],
  };
  const { runtimes, fixups, undone } = toldWish(before, {
    wish: {
      repos: [repo('b', '2'), repo('c', '1')],
      runtimes: [runtime('b', '3.10'), runtime('c', '3.10')],
      fixups: [fixup('b', 'new'), fixup('c', 'new')],
    },
  });
  expect(runtimes).toEqual([runtime('a', '3.8'), runtime('b', '3.10'), runtime('c', '3.10')]);
  expect(fixups).toEqual([fixup('a', 'old'), fixup('b', 'new')]);
  expect(undone).toEqual(['c']);
});
