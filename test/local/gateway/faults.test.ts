import { expect, test } from 'vitest';
import { createFaults, faultSchema } from '../../../src/local/gateway/faults.ts';

test('meets the calls it names, as often as it says', () => {
  const faults = createFaults();
  faults.add(faultSchema.parse({ service: 's3', operation: '*', kind: 'throttle', times: 2 }));
  expect(faults.meet('sts', 'GetCallerIdentity')).toBeUndefined();
  expect(faults.meet('s3', 'GetObject')).toBe('throttle');
  expect(faults.meet('s3', 'PutObject')).toBe('throttle');
  expect(faults.meet('s3', 'PutObject')).toBeUndefined();
});

test('the same seed meets the same calls', () => {
  const pattern = (seed: number) => {
    const faults = createFaults();
    faults.add(
      faultSchema.parse({
        service: '*',
        operation: '*',
        kind: 'error500',
        probability: 0.3,
        seed,
      }),
    );
    return Array.from({ length: 200 }, () => (faults.meet('s3', 'GetObject') ? 1 : 0));
  };
  expect(pattern(7)).toEqual(pattern(7));
  expect(pattern(7)).not.toEqual(pattern(8));
  const met = pattern(7).filter((each) => each === 1).length;
  expect(met).toBeGreaterThan(30);
  expect(met).toBeLessThan(90);
});

test('ends when it is cleared; a key that it does not know is refused', () => {
  const faults = createFaults();
  faults.add(faultSchema.parse({ service: '*', operation: '*', kind: 'hang' }));
  faults.clear();
  expect(faults.meet('s3', 'GetObject')).toBeUndefined();
  expect(
    faultSchema.safeParse({ service: '*', operation: '*', kind: 'hang', time: 1 }).success,
  ).toBe(false);
});
