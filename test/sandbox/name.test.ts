import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import {
  longestStackName,
  ownerOfCaller,
  ownerSlug,
  slug,
  stackName,
} from '../../src/sandbox/name.ts';

describe('slug', () => {
  test.prop([fc.string()])('is empty or a name that CloudFormation takes', (text) => {
    expect(slug(text)).toMatch(/^$|^[a-z0-9]+(-[a-z0-9]+)*$/);
  });

  test.prop([fc.string()])('of a slug is itself', (text) => {
    expect(slug(slug(text))).toBe(slug(text));
  });

  test.each([
    ['Kim.Gonsoo', 'kim-gonsoo'],
    ['José', 'jose'],
    ['  --a__b--  ', 'a-b'],
    ['문곤수', ''],
  ])('of %j is %j', (text, expected) => {
    expect(slug(text)).toBe(expected);
  });
});

describe('owner', () => {
  test.each([
    ['arn:aws:iam::111122223333:user/kim', 'kim'],
    ['arn:aws:iam::111122223333:root', 'me'],
    ['arn:aws:sts::111122223333:assumed-role/Admin/kim.lee@example.com', 'kim-lee'],
    ['arn:aws:iam::111122223333:user/team/ml/Lee', 'lee'],
  ])('of the caller %s is %s', (arn, owner) => {
    expect(ownerOfCaller(arn)).toBe(owner);
  });

  test('that slugs to nothing is refused', () => {
    expect(() => ownerSlug('문곤수')).toThrow(expect.objectContaining({ code: 'owner.empty' }));
    expect(() => ownerSlug('@example.com')).toThrow(
      expect.objectContaining({ code: 'owner.empty' }),
    );
  });
});

describe('stackName', () => {
  test('names owner, second sandbox and class', () => {
    expect(stackName({ owner: 'kim' })).toBe('labs-kim');
    expect(stackName({ owner: 'kim', sandbox: 'second' })).toBe('labs-kim-second');
    expect(stackName({ owner: 's01', class: 'ml101' })).toBe('labs-ml101-s01');
  });

  test('refuses what is too long', () => {
    const longest = 'a'.repeat(longestStackName - 'labs-'.length);
    expect(stackName({ owner: longest })).toHaveLength(longestStackName);
    expect(() => stackName({ owner: `${longest}a` })).toThrow(
      expect.objectContaining({ code: 'owner.too-long' }),
    );
  });
});
