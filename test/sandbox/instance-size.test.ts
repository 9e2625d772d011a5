import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { compareTypes, largestType } from '../../src/sandbox/instance-size.ts';

const types = [
  'ml.t3.medium',
  'ml.t3.large',
  'ml.c5.xlarge',
  'ml.m5.large',
  'ml.t3.xlarge',
  'ml.m5.xlarge',
  'ml.r5.large',
  'ml.c5.2xlarge',
  'ml.m5.2xlarge',
  'ml.c5.18xlarge',
  'ml.m5.24xlarge',
  'ml.g4dn.xlarge',
  'ml.g5.xlarge',
  'ml.p3.2xlarge',
  'ml.unheard.of',
];

describe('the size of a notebook', () => {
  test.each([
    ['ml.t3.medium', 'ml.t3.large'],
    ['ml.t3.large', 'ml.t3.xlarge'],
    ['ml.t3.xlarge', 'ml.t3.2xlarge'],
    ['ml.m5.4xlarge', 'ml.m5.12xlarge'],
    // The same cores with more memory, the same memory with more cores, the newer of equal ones.
    ['ml.c5.xlarge', 'ml.m5.xlarge'],
    ['ml.m5.xlarge', 'ml.c5.2xlarge'],
    ['ml.m4.xlarge', 'ml.m5.xlarge'],
    ['ml.m5.24xlarge', 'ml.g4dn.xlarge'],
    ['ml.unheard.of', 'ml.t3.medium'],
  ])('%s is smaller than %s', (smaller, larger) => {
    expect(compareTypes(smaller, larger)).toBeLessThan(0);
    expect(compareTypes(larger, smaller)).toBeGreaterThan(0);
  });

  test.prop([fc.shuffledSubarray(types, { minLength: 1 })])(
    'the largest is no smaller than any, and the order it was asked in never matters',
    (some) => {
      const largest = largestType(some);
      expect(largestType([...some].sort())).toBe(largest);
      for (const type of some) expect(compareTypes(largest ?? '', type)).toBeGreaterThanOrEqual(0);
    },
  );
});
