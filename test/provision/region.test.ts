import { describe, expect, test } from 'vitest';
import { chooseLabs } from '../../src/catalog/catalog.ts';
import { loadCatalog } from '../../src/catalog/load.ts';
import { chooseRegion } from '../../src/provision/region.ts';

const labs = chooseLabs(await loadCatalog(), ['xgboost']);

describe('the region of a plan', () => {
  test('is the typed one', () => {
    expect(chooseRegion(labs, 'eu-west-1', undefined)).toEqual({ region: 'eu-west-1' });
  });

  test('typed outside the list is refused, naming those that work', () => {
    expect(() => chooseRegion(labs, 'ap-northeast-2', undefined)).toThrow(
      expect.objectContaining({
        code: 'region.unsupported',
        params: expect.objectContaining({
          works: ['us-east-1', 'us-east-2', 'us-west-2', 'eu-west-1'],
        }),
      }),
    );
  });

  test("is the environment's where the lab runs there", () => {
    expect(chooseRegion(labs, undefined, { region: 'us-west-2', from: 'environment' })).toEqual({
      region: 'us-west-2',
    });
  });

  test.each([
    ['ap-northeast-2', 'us-west-2'],
    ['eu-central-1', 'eu-west-1'],
    ['me-central-1', 'eu-west-1'],
    ['ca-central-1', 'us-east-1'],
    ['us-west-1', 'us-west-2'],
    ['xx-moon-1', 'us-east-1'],
  ])('%s of a profile is replaced by %s and said so', (region, nearest) => {
    const ambient = { region, from: 'profile' } as const;
    expect(chooseRegion(labs, undefined, ambient)).toEqual({ region: nearest, replaces: ambient });
  });

  test('is the first of the lab where nothing says one', () => {
    expect(chooseRegion(labs, undefined, undefined)).toEqual({ region: 'us-east-1' });
  });

  test('of labs without a common one is refused', () => {
    const [lab] = labs;
    const elsewhere = { ...lab!, id: 'other', regions: ['ap-south-1'] };
    expect(() => chooseRegion([lab!, elsewhere], undefined, undefined)).toThrow(
      expect.objectContaining({ code: 'region.none-in-common' }),
    );
  });
});
