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
  const role = (path: string) => `arn:aws:sts::111122223333:assumed-role/${path}`;

  test.each([
    ['arn:aws:iam::111122223333:user/kim', 'kim'],
    ['arn:aws:iam::111122223333:user/2021123456', '2021123456'],
    ['arn:aws:iam::111122223333:root', 'me'],
    ['arn:aws:iam::111122223333:user/team/ml/Lee', 'lee'],
    ['arn:aws:sts::111122223333:federated-user/kim', 'kim'],
    [role('Admin/kim.lee@example.com'), 'kim-lee'],
    [role('Admin/2021123456@example.ac.kr'), '2021123456'],
    [role('AWSReservedSSO_AdministratorAccess_0123456789abcdef/kim@example.com'), 'kim'],
    [role('AWSReservedSSO_PowerUser_0123456789abcdef/2021123456'), '2021123456'],
    [role('Student/20211234'), '20211234'],
    // The console and CloudShell keep the name of the user who switched the role.
    [role('Admin/kim'), 'kim'],
    // AWS Workshop Studio: an account for one participant or team, always by this name.
    [role('WSParticipantRole/Participant'), 'participant'],
    ['arn:aws-cn:sts::111122223333:assumed-role/Admin/kim', 'kim'],
  ])('of the caller %s is %s', (arn, owner) => {
    expect(ownerOfCaller(arn)).toBe(owner);
  });

  test.each([
    'aws-sdk-js-1796072918657',
    'aws-sdk-js-session-1796072918657',
    'aws-sdk-java-1796072918657',
    'aws-go-sdk-1796072918657123456',
    'aws-dotnet-sdk-session-638000000000000000',
    'botocore-session-1796072918',
    'assume-role-from-profile-1796072918657',
    'AWSCLI-Session',
    'default_session',
    'AWSCodeBuild-7d0c2f4e-4d6b-4a8e-9b1a-0f6a3c2d1e0f',
    '1796072918',
    '1796072918657123456',
    'i-0123456789abcdef0',
    'i-1234abcd',
    '0f6a3c2d1e0f4d6b9b1a0f6a3c2d1e0f',
  ])('of the session %s is for the person to say', (session) => {
    expect(() => ownerOfCaller(role(`Admin/${session}`))).toThrow(
      expect.objectContaining({ code: 'owner.generated', params: { session } }),
    );
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
