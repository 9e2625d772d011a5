import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createContext } from '../../src/cli/context.ts';
import { createReader } from '../../src/cli/reader.ts';
import { readTyped } from '../../src/cli/typed.ts';
import { mockClient } from '../mock-client.ts';

const dir = mkdtempSync(join(tmpdir(), 'labs-deny-'));
const sts = mockClient(STSClient);
// The next file of this worker may mean the real one.

beforeAll(() => {
  writeFileSync(join(dir, 'labs.config.yaml'), "denyAccounts: ['111122223333']\n");
  vi.spyOn(process, 'cwd').mockReturnValue(dir);
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'x');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'y');
  vi.stubEnv('AWS_REGION', 'us-east-1');
});

afterAll(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  rmSync(dir, { recursive: true, force: true });
});

function context() {
  const reader = createReader('en', { program: 'labs', options: {} });
  const { signal } = new AbortController();
  return createContext(
    { typed: readTyped(['status']), reader, signal },
    { startsLocal: false, options: {} },
  );
}

test('no command works in an account that labs.config.yaml denies', async () => {
  sts.on(GetCallerIdentityCommand).resolves({ Account: '111122223333', Arn: 'arn:x/kim' });
  await expect(context().session()).rejects.toMatchObject({
    code: 'safety.denied-account',
    params: { account: '111122223333', file: 'labs.config.yaml' },
  });
});

test('another account is not denied', async () => {
  sts.on(GetCallerIdentityCommand).resolves({ Account: '444455556666', Arn: 'arn:x/kim' });
  expect(await context().session()).toMatchObject({ account: '444455556666' });
});
