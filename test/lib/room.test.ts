import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { largestRolePolicies, rolePolicyCharacters } from '../../lib/role-policies.ts';
import { largestTemplate, synthesizeTemplate } from '../../lib/template.ts';
import { loadCatalog } from '../../src/catalog/load.ts';
import { longestHook } from '../../src/notebook/hooks.ts';
import { longestStackName } from '../../src/sandbox/name.ts';
import { makeStack } from './stacks.ts';

/** The whole catalog in one sandbox whose names are as long as our own rules let them be. */
const catalog = await loadCatalog();
const owner = 'o'.repeat(longestStackName - 'labs-'.length);
const stack = makeStack(`labs-${owner}`, catalog, { IdleMinutes: '10080' });
const template = JSON.parse(
  synthesizeTemplate(catalog, { owner, stopsAt: '2026-11-23T18:00:00Z', idleMinutes: '10080' }),
) as Parameters<typeof rolePolicyCharacters>[0];

const { OnCreate, OnStart } = stack.resources['Hooks']!.Properties as Record<
  'OnCreate' | 'OnStart',
  readonly [{ readonly Content: string }]
>;

/** By what has a limit: how much of it is used, how much AWS takes, and the share we leave. */
const figures = {
  OnStart: [OnStart[0].Content.length, longestHook, 0.85],
  OnCreate: [OnCreate[0].Content.length, longestHook, 0.85],
  'role policies': [rolePolicyCharacters(template), largestRolePolicies, 0.92],
  // As `cdk deploy` sends it, which is longer than the JSON of `labs start`.
  template: [
    Buffer.byteLength(stringify(template, { schema: 'yaml-1.1', lineWidth: 0 })),
    largestTemplate,
    0.92,
  ],
} as const;

test.each(Object.entries(figures))('%s leaves room for what comes', (what, [used, most, share]) => {
  process.stdout.write(`${what}: ${used} of ${most} (${((100 * used) / most).toFixed(1)} %)\n`);
  expect(used).toBeLessThanOrEqual(most * share);
});

test('a hook is a bash script', () => {
  for (const [{ Content }] of [OnCreate, OnStart]) {
    expect(Buffer.from(Content, 'base64').toString()).toMatch(/^#!\/bin\/bash\n/);
  }
});
