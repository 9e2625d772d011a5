import { expect, test } from 'vitest';

import { cloneWishOf } from '../../src/catalog/catalog.ts';
import { loadCatalog } from '../../src/catalog/load.ts';
import { hookHead, longestHook, onCreateBody, onStartBody } from '../../src/notebook/hooks.ts';
import { longestStackName } from '../../src/sandbox/name.ts';
import { hookText } from './hook-text.ts';

/** The longest values that a template can put into the head. */
const longest = {
  'AWS::StackName': 'x'.repeat(longestStackName),
  'AWS::Region': 'ap-northeast-2',
  Bucket: 'x'.repeat(63),
  IdleMinutes: '10080',
  StopsAt: '2026-11-23T18:00:00Z',
  KeepEndpoints: 'false',
};

function base64Length(body: string): number {
  return Buffer.from(hookText(body, longest)).toString('base64').length;
}

test('the head takes these six of CloudFormation, and nothing else', () => {
  const taken = [...hookHead.matchAll(/\$\{([^}]*)\}/g)].map(([, name]) => name!);
  expect(taken.sort()).toEqual(Object.keys(longest).sort());
});

test('each hook fits into a lifecycle configuration, with room to spare', async () => {
  const wish = cloneWishOf(await loadCatalog());
  expect(base64Length(onStartBody())).toBeLessThanOrEqual(longestHook - 1_500);
  expect(base64Length(onCreateBody(wish))).toBeLessThanOrEqual(longestHook - 1_500);
});

test('the same input gives the same bytes, with LF line ends', async () => {
  const wish = cloneWishOf(await loadCatalog());
  expect(onStartBody()).toBe(onStartBody());
  expect(onCreateBody(wish)).toBe(onCreateBody(wish));
  expect(`${hookHead}${onStartBody()}${onCreateBody(wish)}`).not.toContain('\r');
});
