import { expect, test } from 'vitest';
import { computedImage } from '../../../src/local/compute/image.ts';
import { parameterRanges, tunedValues } from '../../../src/local/compute/ranges.ts';

function first(count: number, ranges: object, strategy = 'Random', seed = 'a') {
  const found: Readonly<Record<string, string>>[] = [];
  for (const values of tunedValues(parameterRanges.parse(ranges), { strategy, seed })) {
    found.push(values);
    if (found.length === count) break;
  }
  return found;
}

test.each(['Linear', 'Logarithmic', 'ReverseLogarithmic', 'Auto'])(
  'values on a %s scale lie in their range, differ, and come again with the same seed',
  (ScalingType) => {
    const range = { Name: 'wd', MinValue: '1e-7', MaxValue: '0.9', ScalingType };
    const integer = { Name: 'depth', MinValue: '1', MaxValue: '3' };
    const ranges = { ContinuousParameterRanges: [range], IntegerParameterRanges: [integer] };
    const found = first(50, ranges);
    const values = found.map(({ wd }) => Number(wd));
    expect(Math.min(...values)).toBeGreaterThanOrEqual(1e-7);
    expect(Math.max(...values)).toBeLessThanOrEqual(0.9);
    expect(new Set(values).size).toBe(50);
    expect(new Set(found.map(({ depth }) => depth))).toEqual(new Set(['1', '2', '3']));
    expect(first(50, ranges)).toEqual(found);
    expect(first(50, ranges, 'Random', 'b')).not.toEqual(found);
    const small = values.filter((value) => value < 0.01).length;
    expect(small > 25).toBe(ScalingType === 'Logarithmic' || ScalingType === 'Auto');
  },
);

test('Grid takes every combination once and ends', () => {
  const CategoricalParameterRanges = [
    { Name: 'a', Values: ['1', '2'] },
    { Name: 'b', Values: ['x', 'y', 'z'] },
  ];
  const found = first(100, { CategoricalParameterRanges }, 'Grid');
  expect(new Set(found.map(({ a, b }) => `${a}${b}`)).size).toBe(6);
  expect(found).toHaveLength(6);
});

test.each([
  [
    '683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:1.7-1',
    'sagemaker-xgboost:1.7-1',
  ],
  ['366743142698.dkr.ecr.ap-northeast-2.amazonaws.com/xgboost:latest', 'xgboost:latest'],
  ['382416733822.dkr.ecr.us-east-1.amazonaws.com/linear-learner', 'linear-learner:latest'],
  ['382416733822.dkr.ecr.us-east-1.amazonaws.com/kmeans:1', undefined],
  ['123456789012.dkr.ecr.us-east-1.amazonaws.com/my/xgboost:1', undefined],
  [undefined, undefined],
])('the image %s is %s', (uri, image) => {
  expect(computedImage(uri)).toBe(image);
});
