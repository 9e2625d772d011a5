import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { describeFinalCost, describeMeter, describeSources } from '../../src/cost/describe.ts';
import { meter } from '../../src/cost/meter.ts';
import type { MeteredThing, Observation, Rented } from '../../src/cost/observation.ts';
import { exactly } from '../../src/cost/observation.ts';
import type { PriceLookup } from '../../src/cost/prices.ts';
import { tablePrice } from '../../src/cost/prices.ts';
import { reconcile } from '../../src/cost/reconcile.ts';
import { render } from '../../src/messages/message.ts';

const hour = 3600;

function rented(differently: Partial<Rented> = {}): Rented {
  return {
    kind: 'training-job',
    id: 'xgb-1',
    use: 'training',
    type: 'ml.m5.xlarge',
    count: 2,
    seconds: exactly(hour),
    how: 'billed',
    isRunning: false,
    ...differently,
  };
}

function seen(things: readonly MeteredThing[], differently: Partial<Observation> = {}) {
  return {
    sandbox: 'labs-kim',
    account: '111122223333',
    region: 'us-east-1',
    since: new Date('2026-11-23T03:00:00Z'),
    at: new Date('2026-11-23T06:00:00Z'),
    things,
    unobserved: [],
    ...differently,
  };
}

const read = (messages: readonly Parameters<typeof render>[0][], lang: 'en' | 'ko' = 'en') =>
  messages.map((one) => render(one, lang));

describe('a meter', () => {
  test('is price times time times instances', () => {
    const { rows, usd, usdPerHour, isComplete } = meter(seen([rented()]), tablePrice);
    expect(rows[0]?.usd?.least).toBeCloseTo(0.46);
    expect(usd.most).toBeCloseTo(0.46);
    expect(usdPerHour).toBe(0);
    expect(isComplete).toBe(true);
  });

  test('counts by the hour what runs, and what is stored always', () => {
    const things = [
      rented({ kind: 'endpoint', use: 'hosting', isRunning: true }),
      { kind: 'volume' as const, id: 'nb', gib: 10, gibHours: 30 },
    ];
    const { usdPerHour, rows } = meter(seen(things), tablePrice);
    expect(usdPerHour).toBeCloseTo(0.46 + (0.14 * 10) / 730, 6);
    expect(rows[1]?.usd?.least).toBeCloseTo((0.14 * 30) / 730, 6);
  });

  test('without a price is unknown, never zero', () => {
    const { rows, isComplete, usd } = meter(
      seen([rented({ type: 'ml.x9.huge', isRunning: true }), rented()]),
      tablePrice,
    );
    expect(rows[0]).toMatchObject({ usd: null, usdPerHour: null, price: null });
    expect(usd.least).toBeCloseTo(0.46);
    expect(isComplete).toBe(false);
  });

  test('of which something could not be observed is not complete', () => {
    const unobserved = [{ what: 'jobs' as const, reason: 'denied' }];
    expect(meter(seen([], { unobserved }), tablePrice).isComplete).toBe(false);
  });

  const anyRented = fc
    .record({
      count: fc.integer({ min: 1, max: 20 }),
      seconds: fc.tuple(fc.nat(1_000_000), fc.nat(1_000_000)),
      type: fc.constantFrom('ml.t3.medium', 'ml.m5.xlarge', 'ml.x9.huge'),
      isRunning: fc.boolean(),
    })
    .map(({ seconds: [a, b], ...rest }) =>
      rented({ ...rest, seconds: { least: Math.min(a, b), most: Math.max(a, b) } }),
    );

  test.prop([fc.array(anyRented), fc.array(anyRented)])(
    'grows with every thing, and its least never passes its most',
    (some, more) => {
      const before = meter(seen(some), tablePrice);
      const after = meter(seen([...some, ...more]), tablePrice);
      expect(before.usd.least).toBeLessThanOrEqual(before.usd.most + 1e-9);
      expect(after.usd.most).toBeGreaterThanOrEqual(before.usd.most - 1e-9);
      expect(after.usdPerHour).toBeGreaterThanOrEqual(before.usdPerHour - 1e-9);
    },
  );
});

describe('what is said of a meter', () => {
  const lookup: PriceLookup = (region, use, type) =>
    use === 'notebook'
      ? { usdPerHour: 0.05, source: 'price-list', asOf: '2026-11-23', estimate: false }
      : tablePrice(region, use, type);
  const full = meter(
    seen(
      [
        rented({
          kind: 'notebook',
          id: 'nb',
          use: 'notebook',
          type: 'ml.t3.medium',
          count: 1,
          seconds: { least: hour, most: 3 * hour },
          how: 'times',
          isRunning: true,
        }),
        { kind: 'volume', id: 'nb', gib: 10, gibHours: 30 },
        rented({ id: 'xgb-1' }),
        rented({ id: 'xgb-2', seconds: exactly(60) }),
        rented({ kind: 'endpoint', id: 'xgb-3', use: 'hosting', count: 1, isRunning: true }),
        rented({ kind: 'processing-job', id: 'p-1', use: 'processing', type: 'ml.x9.huge' }),
        { kind: 'bucket', id: 'b', gib: 0.0001, gibHours: 0.0003 },
      ],
      { unobserved: [{ what: 'history', reason: 'LookupEvents: AccessDenied' }] },
    ),
    lookup,
  );

  test('in English', () => {
    expect(read(describeMeter(full)).slice(1)).toEqual([
      '  $0.05~$0.15  notebook instance, ml.t3.medium, 1 h~3 h, running',
      '  $0.0058  volume, 10 GiB',
      '  $0.47  2 training jobs, 2 x ml.m5.xlarge, 1 h 1 min',
      '  $0.23  endpoint xgb-3, ml.m5.xlarge, 1 h, running',
      '  ?  processing job p-1, 2 x ml.x9.huge, 1 h: its price is not known here',
      '  <$0.0001  what lies in the bucket, <0.01 GiB',
      '  $0.75~$0.85  so far, without what is not known',
      '  $0.28  an hour from now on, without what is not known',
    ]);
    expect(read(describeSources([full]))).toEqual([
      'Prices: AWS Price List of 2026-11-23, the table of labs of 2026-09-15 (estimates among them).',
      expect.stringMatching(/^Not in it: data transfer/),
      expect.stringMatching(/^Unknown: endpoints that are deleted already.*LookupEvents/),
    ]);
  });

  test('in Korean', () => {
    expect(read(describeMeter(full), 'ko').slice(1, 4)).toEqual([
      '  $0.05~$0.15  노트북 인스턴스, ml.t3.medium, 1시간~3시간, 실행 중',
      '  $0.0058  볼륨, 10 GiB',
      '  $0.47  학습 작업 2개, 2 x ml.m5.xlarge, 1시간 1분',
    ]);
  });

  test('in the end', () => {
    expect(read(describeFinalCost([full]))).toEqual([
      'labs-kim has cost about $0.75 to $0.85 in 3 h, without what is not known; the bill has the exact figure in a day.',
    ]);
    expect(read(describeFinalCost([full]), 'ko')).toEqual([
      'labs-kim 에 3시간 동안 약 $0.75~$0.85 가 들었습니다 (알 수 없는 것은 제외). 정확한 금액은 하루 뒤 청구서에서 볼 수 있습니다.',
    ]);
    expect(read(describeFinalCost([full], { isLocal: true }))).toEqual([
      'labs-kim cost nothing here. The same 3 h on AWS: about $0.75 to $0.85, without what is not known.',
    ]);
    expect(read(describeFinalCost([full], { isLocal: true }), 'ko')).toEqual([
      'labs-kim 에는 아무 비용도 들지 않았습니다. AWS에서 같은 3시간 동안이라면 약 $0.75~$0.85입니다 (알 수 없는 것은 제외).',
    ]);
    const short = { ...full, usd: { least: 0, most: 0.00002 }, isComplete: true };
    expect(read(describeFinalCost([short]))[0]).toMatch(
      /^labs-kim has cost less than \$0.0001 in /,
    );
    expect(read(describeFinalCost([short]), 'ko')[0]).toMatch(/\$0.0001 미만이 들었습니다/);
  });
});

describe('held against Cost Explorer', () => {
  const one = meter(seen([rented({ seconds: { least: hour, most: 2 * hour } })]), tablePrice);
  test.each([
    [0.3, -0.16],
    [0.46, 0],
    [0.7, 0],
    [1, 0.08],
  ])('$%d differs by $%d from $0.46 to $0.92', (usd, difference) => {
    const [held] = reconcile([one], [{ sandbox: 'labs-kim', usd, isEstimated: true }]);
    expect(held?.difference).toBeCloseTo(difference);
  });

  test('that has nothing of it, there is no difference to show', () => {
    expect(reconcile([one], [{ sandbox: 'labs-lee', usd: 1, isEstimated: false }])).toEqual([
      { sandbox: 'labs-kim' },
    ]);
  });
});
