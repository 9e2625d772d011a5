import { describe, expect, test } from 'vitest';
import { loadCatalog } from '../../src/catalog/load.ts';
import { tablePrice } from '../../src/cost/prices.ts';
import type { Lang } from '../../src/messages/text.ts';
import { render } from '../../src/messages/message.ts';
import { describePlan } from '../../src/provision/describe.ts';
import { planStart } from '../../src/provision/start-plan.ts';

const catalog = await loadCatalog();
const hour = 3_600_000;
const now = new Date('2026-11-23T09:00:00Z');

/** The lines of a plan about money. */
function priceLines(region: string, lang: Lang = 'en'): readonly string[] {
  const place = { name: 'labs-kim', owner: 'kim', account: '111122223333', region };
  const request = {
    labs: ['xgboost'],
    for: 4 * hour,
    keep: 168 * hour,
    leaseTyped: false,
    keepEndpoints: false,
  };
  const plan = planStart(catalog, request, place, undefined, now);
  const lines = describePlan(plan, catalog, {
    lookup: tablePrice,
    choice: { region },
    remarks: [],
    now,
  });
  return lines
    .filter(({ code }) => /^start\.(price|uses)/.test(code))
    .map((line) => render(line, lang));
}

describe('the price in a plan', () => {
  test('is by the hour, until it stops, and at most for what the notebooks rent', () => {
    expect(priceLines('us-east-1')).toEqual([
      '  price     $0.05/h while it runs ($0.21 until it stops), $0.0019/h while it is stopped (labs 2026-09-15)',
      expect.stringMatching(
        /^ {2}besides {3}what the notebooks rent when you run them \(at most \$5\.26, each run once\): training 3 x ml\.m4\.xlarge \(\$0\.24\/h each\), /,
      ),
    ]);
    expect(priceLines('us-east-1', 'ko')[0]).toBe(
      '  요금      켜져 있을 때 시간당 $0.05 (멈출 때까지 $0.21), 멈췄을 때 $0.0019 (labs 2026-09-15)',
    );
  });

  test('that is not known is said so, never shown as nothing', () => {
    const [price, uses] = priceLines('eu-north-1');
    expect(price).toBe(
      '  price     not known here for ml.t3.medium in eu-north-1: aws.amazon.com/sagemaker/pricing',
    );
    expect(uses).toMatch(/when you run them: training 3 x ml\.m4\.xlarge, /);
  });
});
