import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { endpointOf } from '../../src/aws/endpoint.ts';
import { openSession } from '../../src/aws/session.ts';
import { recordingHost } from '../../src/host/recording-host.ts';
import { ownerOfCaller } from '../../src/sandbox/name.ts';
import { listen } from './company-network.ts';

const iso = (date: number) => new Date(date).toISOString();
const sts = 'https://sts.amazonaws.com/doc/2011-06-15/';
const callers: Record<string, string> = {
  AKIAKIM: 'arn:aws:iam::111122223333:user/kim',
  AKIASSO:
    'arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_X_0123456789abcdef/lee@example.com',
};

/** STS of this machine: knows callers by their keys, and the roles they have assumed. */
async function fakeSts(refuse?: {
  readonly action: string;
  readonly code: string;
  readonly message: string;
}) {
  const assumed: URLSearchParams[] = [];
  const known = { ...callers };
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    let body = '';
    request
      .on('data', (chunk) => (body += chunk))
      .on('end', () => {
        const asked = new URLSearchParams(body);
        const action = asked.get('Action') ?? '';
        const [, key = ''] = /Credential=(\w+)\//.exec(request.headers.authorization ?? '') ?? [];
        const answer = (status: number, xml: string) =>
          response
            .writeHead(status, { 'content-type': 'text/xml', 'x-amzn-requestid': 'r' })
            .end(xml);
        if (refuse?.action === action) {
          const { code, message } = refuse;
          return answer(
            403,
            `<ErrorResponse xmlns="${sts}"><Error><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`,
          );
        }
        if (action === 'AssumeRole') {
          assumed.push(asked);
          const made = `ASIA${assumed.length}`;
          const [role, session] = [
            asked.get('RoleArn')?.split('/').at(-1),
            asked.get('RoleSessionName'),
          ];
          known[made] = `arn:aws:sts::111122223333:assumed-role/${role}/${session}`;
          const expiration = iso(Date.now() + 3_600_000);
          return answer(
            200,
            `<AssumeRoleResponse xmlns="${sts}"><AssumeRoleResult><Credentials><AccessKeyId>${made}</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>${expiration}</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`,
          );
        }
        return answer(
          200,
          `<GetCallerIdentityResponse xmlns="${sts}"><GetCallerIdentityResult><Arn>${known[key]}</Arn><UserId>U</UserId><Account>111122223333</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`,
        );
      });
  });
  return { endpoint: `http://127.0.0.1:${await listen(server)}`, assumed };
}

let dir: string;
beforeEach(() => {
  for (const name of Object.keys(process.env))
    if (name.startsWith('AWS_')) vi.stubEnv(name, undefined);
  vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
  dir = mkdtempSync(join(tmpdir(), 'labs-credentials-'));
  vi.stubEnv('HOME', dir);
  onTestFinished(() => {
    vi.unstubAllEnvs();
    rmSync(dir, { recursive: true });
  });
});

/** What becomes of a sign-in with these settings: the caller, or the error that a person sees. */
async function signIn(
  config: string,
  profile: string | undefined,
  options: {
    readonly lines?: readonly string[];
    readonly endpoint?: string;
    readonly env?: Record<string, string>;
  } = {},
) {
  const file = join(dir, 'config');
  writeFileSync(file, config);
  const env = {
    AWS_CONFIG_FILE: file,
    AWS_SHARED_CREDENTIALS_FILE: join(dir, 'none'),
    AWS_REGION: 'us-east-1',
    AWS_ENDPOINT_URL: options.endpoint ?? 'http://127.0.0.1:9',
    ...options.env,
  };
  // The SDK reads them from the process.
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  const host = recordingHost([], options.lines);
  const endpoint = endpointOf(env);
  const result = await openSession({
    env,
    enter: (question) => host.enter(question),
    ...(profile === undefined ? {} : { profile }),
    ...(endpoint === undefined ? {} : { endpoint }),
  }).then(
    ({ caller }) => caller,
    (error: unknown) => error,
  );
  return { result, entered: host.entered };
}

const base = '[profile base]\naws_access_key_id = AKIAKIM\naws_secret_access_key = s\n';
const dev =
  '[profile dev]\nrole_arn = arn:aws:iam::111122223333:role/Admin\nsource_profile = base\n';
const mfa = `${dev}mfa_serial = arn:aws:iam::111122223333:mfa/kim\n${base}`;
const login = 'login_session = arn:aws:iam::111122223333:user/kim\n';
const oldSso =
  'sso_start_url = https://x.awsapps.com/start\nsso_region = us-east-1\nsso_account_id = 111122223333\nsso_role_name = R\n';
const newSso =
  '[profile p]\nsso_session = s\nsso_account_id = 111122223333\nsso_role_name = R\n[sso-session s]\nsso_start_url = https://x.awsapps.com/start\nsso_region = us-east-1\nsso_registration_scopes = sso:account:access\n';
const asked = (command: string) => `[profile p]\ncredential_process = ${command}\n`;
const key = (more: object) =>
  JSON.stringify({ Version: 1, AccessKeyId: 'AKIAKIM', SecretAccessKey: 's', ...more });

describe('a profile that gives no credentials says why', () => {
  test.each([
    ['nobody', base, 'aws.no-profile', { profile: 'nobody', names: ['base'] }],
    ['bsae', base, 'aws.no-profile', { near: ['base'] }],
    ['dev', dev, 'aws.source-profile-missing', { profile: 'dev', source: 'base' }],
    [
      'dev',
      `${dev}[profile base]\nrole_arn = r\nsource_profile = dev\n`,
      'aws.source-profile-loop',
      { path: ['dev', 'base', 'dev'] },
    ],
    [
      'dev',
      `${dev}[profile base]\nregion = us-east-1\n`,
      'aws.profile-incomplete',
      { profile: 'base' },
    ],
    ['p', '[profile p]\nrole_arn = r\n', 'aws.profile-incomplete', { profile: 'p' }],
    [
      'p',
      asked('sh -c "echo no way >&2; exit 3"'),
      'aws.credential-process',
      { why: 'failed', text: expect.stringContaining('no way') },
    ],
    ['p', asked('echo Hello'), 'aws.credential-process', { why: 'no-json' }],
    ['p', asked(`echo '{"Version":2}'`), 'aws.credential-process', { why: 'incomplete' }],
    [
      'p',
      asked(`echo '${key({ Expiration: '2020-01-01T00:00:00Z' })}'`),
      'aws.credential-process',
      { why: 'expired' },
    ],
    [
      'p',
      '[profile p]\nrole_arn = r\nweb_identity_token_file = /nowhere/token\n',
      'aws.token-file',
      { file: '/nowhere/token' },
    ],
    ['p', `[profile p]\n${login}`, 'aws.expired-credentials', { profile: 'p', signIn: 'login' }],
    ['p', `[profile p]\n${oldSso}`, 'aws.expired-credentials', { profile: 'p', signIn: 'sso' }],
    ['p', newSso, 'aws.expired-credentials', { profile: 'p', signIn: 'sso' }],
    [
      'p',
      newSso.replace('[sso-session s]', '[sso-session t]'),
      'aws.sso-session-missing',
      { profile: 'p' },
    ],
    ['p', '[profile p]\nregion = us-east-1\n', 'aws.no-credentials', { profile: 'p' }],
    [undefined, '', 'aws.no-credentials', { profile: undefined }],
  ])('%s of %j: %s', async (profile, config, code, params) => {
    expect((await signIn(config, profile)).result).toMatchObject({ code, params });
  });

  test('the token file that the environment names', async () => {
    const env = {
      AWS_WEB_IDENTITY_TOKEN_FILE: '/nowhere/token',
      AWS_ROLE_ARN: 'arn:aws:iam::1:role/r',
    };
    expect((await signIn('', undefined, { env })).result).toMatchObject({
      code: 'aws.token-file',
      params: { file: '/nowhere/token' },
    });
  });

  test('AWS_PROFILE is a profile that was named', async () => {
    const { result } = await signIn(base, undefined, { env: { AWS_PROFILE: 'nobody' } });
    expect(result).toMatchObject({ code: 'aws.no-profile' });
  });
});

describe('an MFA code', () => {
  test('is asked for once, and goes to AWS with its device', async () => {
    const { endpoint, assumed } = await fakeSts();
    const { result, entered } = await signIn(mfa, 'dev', { endpoint, lines: [' 123456 '] });
    expect(result).toBe('arn:aws:sts::111122223333:assumed-role/Admin/kim');
    expect(entered).toEqual([
      {
        code: 'aws.mfa-code',
        params: { profile: 'dev', serial: 'arn:aws:iam::111122223333:mfa/kim' },
      },
    ]);
    expect(assumed.map((sent) => [sent.get('SerialNumber'), sent.get('TokenCode')])).toEqual([
      ['arn:aws:iam::111122223333:mfa/kim', '123456'],
    ]);
  });

  test('without a terminal is an error that says so', async () => {
    expect((await signIn(mfa, 'dev')).result).toMatchObject({
      code: 'aws.mfa-no-terminal',
      params: { profile: 'dev', serial: 'arn:aws:iam::111122223333:mfa/kim' },
    });
  });

  test('that is not six digits, or that AWS refuses, is named', async () => {
    expect((await signIn(mfa, 'dev', { lines: ['12345'] })).result).toMatchObject({
      code: 'aws.mfa-refused',
    });
    const { endpoint } = await fakeSts({
      action: 'AssumeRole',
      code: 'AccessDenied',
      message: 'MultiFactorAuthentication failed with invalid MFA one time pass code.',
    });
    const { result } = await signIn(mfa, 'dev', { endpoint, lines: ['123456'] });
    expect(result).toMatchObject({ code: 'aws.mfa-refused', params: { profile: 'dev' } });
  });

  test('is not asked for where the source profile fails', async () => {
    const config = mfa.replace(base, `[profile base]\n${oldSso}`);
    const { result, entered } = await signIn(config, 'dev', { lines: ['123456'] });
    expect(result).toMatchObject({
      code: 'aws.expired-credentials',
      params: { signIn: 'sso', profile: 'base' },
    });
    expect(entered).toEqual([]);
  });
});

describe('the owner of an assumed role', () => {
  test.each([
    [`${dev}${base}`, 'kim'],
    [`${dev}${base.replace('AKIAKIM', 'AKIASSO')}`, 'lee'],
    [`${dev}role_session_name = park\n${base}`, 'park'],
    [`${dev.replace('dev', 'top').replace('base', 'dev')}${dev}${base}`, 'kim'],
  ])('is the same at every command: %j is %s', async (config, owner) => {
    const { endpoint } = await fakeSts();
    const profile = config.includes('[profile top]') ? 'top' : 'dev';
    const first = await signIn(config, profile, { endpoint });
    const second = await signIn(config, profile, { endpoint });
    expect([first, second].map(({ result }) => ownerOfCaller(String(result)))).toEqual([
      owner,
      owner,
    ]);
  });
});

describe('what AWS says of credentials', () => {
  test.each([
    [
      'ExpiredToken',
      'The security token included in the request is expired',
      'aws.expired-credentials',
    ],
    [
      'InvalidClientTokenId',
      'The security token included in the request is invalid.',
      'aws.invalid-credentials',
    ],
    [
      'SignatureDoesNotMatch',
      'Signature expired: 20261130T120000Z is now earlier than 20261130T165500Z',
      'aws.clock',
    ],
    [
      'SignatureDoesNotMatch',
      'Signature not yet current: 20261130T220000Z is still later than 20261130T170500Z',
      'aws.clock',
    ],
    [
      'SignatureDoesNotMatch',
      'The request signature we calculated does not match',
      'aws.invalid-credentials',
    ],
  ])('%s: %s', async (code, text, expected) => {
    const { endpoint } = await fakeSts({ action: 'GetCallerIdentity', code, message: text });
    const env = { AWS_ACCESS_KEY_ID: 'AKIAKIM', AWS_SECRET_ACCESS_KEY: 's' };
    const { result } = await signIn('', undefined, { endpoint, env });
    expect(result).toMatchObject({
      code: expected,
      ...(code === 'ExpiredToken' ? { params: { signIn: 'environment' } } : {}),
    });
  });

  test('an answer without an account is not of AWS', async () => {
    const server = createServer(
      (_, response) => void response.writeHead(200, { 'content-type': 'text/xml' }).end('<a/>'),
    );
    const endpoint = `http://127.0.0.1:${await listen(server)}`;
    expect((await signIn(base, 'base', { endpoint })).result).toMatchObject({
      code: 'aws.foreign-answer',
      params: { status: 200 },
    });
  });
});
