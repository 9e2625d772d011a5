import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openSession } from '../../../src/aws/session.ts';
import { credentials } from '../../../src/preflight/checks/credentials.ts';
import { rootKeys } from '../../../src/preflight/checks/root-keys.ts';
import { kim, only, patient, read, readKorean } from '../patient.ts';

const config = `[profile work]
region = us-east-1
[profile class]
sso_session = school
sso_account_id = 111122223333
sso_role_name = Learner
[sso-session school]
sso_start_url = https://school.awsapps.com/start
sso_region = us-east-1
`;
let home: string;

/** A person's AWS configuration, in a home of its own. */
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'labs-doctor-'));
  const cache = join(home, '.aws', 'sso', 'cache');
  await mkdir(cache, { recursive: true });
  await writeFile(join(home, '.aws', 'config'), config);
  const session = createHash('sha1').update('school').digest('hex');
  const token = { accessToken: 'x', expiresAt: '2026-01-01T00:00:00Z' };
  await writeFile(join(cache, `${session}.json`), JSON.stringify(token));
  vi.stubEnv('HOME', home);
  vi.stubEnv('AWS_CONFIG_FILE', join(home, '.aws', 'config'));
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', join(home, '.aws', 'credentials'));
  vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
  for (const name of ['AWS_PROFILE', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']) {
    vi.stubEnv(name, undefined);
  }
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(home, { recursive: true, force: true });
});

/** Whose session the real SDK opens, with that configuration. */
function withProfile(profile?: string) {
  const named = profile === undefined ? {} : { profile };
  const { env } = process;
  return only(
    credentials,
    patient({ ...named, env, session: () => openSession({ ...named, env }) }),
  );
}

describe('credentials', () => {
  test('that AWS knows', async () => {
    expect(read(await only(credentials, patient()))).toEqual([
      'ok',
      'Account 111122223333, as arn:aws:iam::111122223333:user/kim',
    ]);
  });

  test('none at all', async () => {
    const finding = await withProfile();
    expect(read(finding)).toEqual([
      'problem',
      'No AWS credentials were found.',
      'Sign in (aws login, aws sso login or aws configure), or try everything without an account: add --local',
    ]);
    expect(readKorean(finding)).toEqual([
      'AWS 자격 증명을 찾을 수 없습니다.',
      '로그인하세요 (aws login, aws sso login 또는 aws configure). 계정 없이 해 보려면 --local 을 붙이세요.',
    ]);
  });

  test('a profile without any', async () => {
    const finding = await withProfile('work');
    expect(read(finding)[1]).toBe('No AWS credentials were found for the profile "work".');
    expect(readKorean(finding)[0]).toBe('프로필 "work"의 AWS 자격 증명을 찾을 수 없습니다.');
  });

  test('a profile of nearly that name', async () => {
    const finding = await withProfile('clas');
    expect(read(finding)).toEqual([
      'problem',
      'There is no AWS profile "clas"; there is work, class.',
      'Did you mean class? All of them: aws configure list-profiles',
    ]);
    expect(readKorean(finding)).toEqual([
      '"clas" AWS 프로필이 없습니다 (있는 것: work, class).',
      '혹시 class 인가요? 전체 목록: aws configure list-profiles',
    ]);
  });

  test('no profile of any name', async () => {
    await writeFile(join(home, '.aws', 'config'), '');
    const finding = await withProfile('kim');
    expect(read(finding)).toEqual([
      'problem',
      'There is no AWS profile "kim"; there is none at all.',
      'Make it: aws configure sso --profile kim',
    ]);
    expect(readKorean(finding)).toEqual([
      '"kim" AWS 프로필이 없습니다 (프로필이 하나도 없음).',
      '만드세요: aws configure sso --profile kim',
    ]);
  });

  test('an SSO session that has expired', async () => {
    const finding = await withProfile('class');
    expect(read(finding)).toEqual([
      'problem',
      'Your AWS session has expired.',
      'Sign in again: aws sso login --profile class',
    ]);
    expect(readKorean(finding)).toEqual([
      'AWS 세션이 만료되었습니다.',
      '다시 로그인하세요: aws sso login --profile class',
    ]);
  });

  test.each([
    ['ExpiredToken', 'Your AWS session has expired.', 'AWS 세션이 만료되었습니다.'],
    [
      'InvalidClientTokenId',
      'AWS does not know the credentials.',
      'AWS가 자격 증명을 인식하지 못합니다.',
    ],
  ])('that AWS answers with %s', async (name, en, ko) => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIAEXAMPLE');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'example');
    const sts = mockClient(STSClient);
    sts.on(GetCallerIdentityCommand).rejects(Object.assign(new Error(name), { name }));
    const finding = await withProfile();
    sts.restore();
    expect(read(finding).slice(0, 2)).toEqual(['problem', en]);
    expect(readKorean(finding)[0]).toBe(ko);
  });

  test('of a local AWS that does not run', async () => {
    const finding = await only(
      credentials,
      patient({ local: true, session: async () => undefined }),
    );
    expect(read(finding)).toEqual([
      'skipped',
      'The local AWS is not running; the first `labs start xgboost` starts it.',
    ]);
  });
});

describe('keys', () => {
  test("that are not the root user's", async () => {
    expect(read(await only(rootKeys, patient()))[0]).toBe('ok');
  });

  test("that are the root user's", async () => {
    const root = { ...kim, caller: 'arn:aws:iam::111122223333:root' };
    const finding = await only(rootKeys, patient(), root);
    expect(read(finding)).toEqual([
      'warning',
      'These are access keys of the root user of account 111122223333: whoever finds them owns the account.',
      'Make a user in IAM Identity Center, sign in with: aws configure sso, and delete the root keys.',
    ]);
    expect(readKorean(finding)).toEqual([
      '계정 111122223333 의 루트 사용자 액세스 키입니다. 유출되면 계정 전체를 잃을 수 있습니다.',
      'IAM Identity Center 에서 사용자를 만들어 aws configure sso 로 로그인하고, 루트 키는 지우세요.',
    ]);
  });
});
