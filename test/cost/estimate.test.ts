import { describe, expect, test } from 'vitest';
import { loadCatalog } from '../../src/catalog/load.ts';
import { describeEstimate } from '../../src/cost/describe.ts';
import { estimate } from '../../src/cost/estimate.ts';
import { tablePrice } from '../../src/cost/prices.ts';
import { render } from '../../src/messages/message.ts';

const [lab] = (await loadCatalog()).filter(({ id }) => id === 'xgboost');
if (lab === undefined) throw new Error('the catalog has xgboost');
const hour = 3_600_000;

const request = {
  region: 'us-east-1',
  type: 'ml.t3.medium',
  volumeGiB: 10,
  runMs: 4 * hour,
  labs: [lab],
};

describe('an estimate', () => {
  test('is by the hour, for the lease, and at most for what notebooks rent', () => {
    const made = estimate(request, tablePrice);
    const volume = (0.14 * 10) / 730;
    expect(made.running).toBeCloseTo(0.05 + volume);
    expect(made.stopped).toBeCloseTo(volume);
    expect(made.lease).toBeCloseTo(4 * (0.05 + volume));
    const perHour = lab.uses.training
      .concat(lab.uses.processing, lab.uses.transform, lab.uses.hosting)
      .map(
        ({ type, count }) => (tablePrice('us-east-1', 'training', type)?.usdPerHour ?? 0) * count,
      )
      .reduce((a, b) => a + b, 0);
    expect(perHour).toBeGreaterThan(0);
    expect(made.rentedMost).toBeCloseTo((perHour * lab.minutes) / 60);
  });

  test('without a price is null, never zero', () => {
    const made = estimate({ ...request, region: 'eu-north-1' }, tablePrice);
    expect(made).toMatchObject({ running: null, lease: null, rentedMost: null });
    expect(made.rented.every(({ usd }) => usd === null)).toBe(true);
    const stopsAt = new Date(0);
    expect(describeEstimate(made, stopsAt).map((one) => render(one, 'en'))).toEqual([
      expect.stringMatching(/^ {2}\? {2}more for notebook and volume until it stops/),
      '  ?  at most, for what its notebooks rent when each is run once',
    ]);
  });

  test('of a lab that rents nothing says nothing of it', () => {
    const none = { ...lab, uses: { training: [], processing: [], transform: [], hosting: [] } };
    const made = estimate({ ...request, labs: [none] }, tablePrice);
    expect(made.rentedMost).toBe(0);
    expect(describeEstimate(made, undefined)).toEqual([]);
  });
});
