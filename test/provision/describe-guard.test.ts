import { expect, test } from 'vitest';
import { loadCatalog } from '../../src/catalog/load.ts';
import { tablePrice } from '../../src/cost/prices.ts';
import { render } from '../../src/messages/message.ts';
import { describePlan } from '../../src/provision/describe.ts';
import { planStart } from '../../src/provision/start-plan.ts';

const catalog = await loadCatalog();
const hour = 3_600_000;
const now = new Date('2026-11-23T09:00:00Z');

/** The lines of a plan about its guard and its budget. */
function guardLines(
  given: { readonly guard?: { readonly region: string }; readonly offersGuard?: boolean },
  budget?: number,
): readonly string[] {
  const region = 'us-east-1';
  const place = { name: 'labs-kim', owner: 'kim', account: '111122223333', region };
  const request = {
    labs: ['xgboost'],
    for: 4 * hour,
    keep: 168 * hour,
    leaseTyped: false,
    keepEndpoints: false,
    ...(budget === undefined ? {} : { budget }),
  };
  const plan = planStart(catalog, request, place, undefined, now);
  const lines = describePlan(plan, catalog, {
    lookup: tablePrice,
    choice: { region },
    remarks: [],
    now,
    ...given,
  });
  return lines
    .filter(({ code }) => /^start\.(guard|budget)/.test(code))
    .map((line) => render(line, 'en'));
}

test('without a guard a plan says what would bill on, and how to get one', () => {
  const [line, ...more] = guardLines({});
  expect(more).toEqual([]);
  expect(line).toMatch(
    /none in this account: .*endpoints .*\(up to \$\d+\.\d\d\/h\).*\$0\.0019\/h/,
  );
  expect(line).toContain('`labs guard up`');
});

test('with a guard it says where, and offers none', () => {
  expect(guardLines({ guard: { region: 'eu-west-1' } })).toEqual([
    expect.stringMatching(/the one in eu-west-1 ends what bills .* after 30 Nov 2026/),
  ]);
});

test('--no-guard is not offered one', () => {
  expect(guardLines({ offersGuard: false })).toEqual([]);
});

test('a budget says who keeps it', () => {
  expect(guardLines({ offersGuard: false }, 5)).toEqual([
    expect.stringMatching(/\$5\.00, which only a guard keeps/),
  ]);
  expect(guardLines({ guard: { region: 'us-east-1' } }, 5)[1]).toMatch(/the guard stops it there/);
});
