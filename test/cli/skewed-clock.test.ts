import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test, vi } from 'vitest';
import { createContext } from '../../src/cli/context.ts';
import { readerOf } from '../../src/cli/reader.ts';
import { readTyped } from '../../src/cli/typed.ts';
import { loadCatalog } from '../../src/catalog/load.ts';
import { planStart } from '../../src/provision/start-plan.ts';

const hour = 3_600_000;
const closing: (() => void)[] = [];

afterEach(() => {
  vi.unstubAllEnvs();
  for (const close of closing.splice(0)) close();
});

/** An AWS whose clock is so far ahead of this computer's, and that knows one caller. */
async function awsAhead(milliseconds: number): Promise<void> {
  const server = createServer((_, response) => {
    response
      .setHeader('date', new Date(Date.now() + milliseconds).toUTCString())
      .setHeader('x-amzn-requestid', '1')
      .setHeader('content-type', 'text/xml')
      .end(
        '<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">' +
          '<GetCallerIdentityResult><Arn>arn:aws:iam::111122223333:user/kim</Arn>' +
          '<UserId>X</UserId><Account>111122223333</Account></GetCallerIdentityResult>' +
          '</GetCallerIdentityResponse>',
      );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => server.close());
  const { port } = server.address() as AddressInfo;
  vi.stubEnv('AWS_ENDPOINT_URL', `http://127.0.0.1:${port}`);
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIDTEST');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
  vi.stubEnv('AWS_REGION', 'us-east-1');
  vi.stubEnv('AWS_PROFILE', undefined);
}

function contextHere() {
  const typed = readTyped([]);
  const reader = readerOf(typed, 'en', process);
  const run = { typed, reader, signal: new AbortController().signal };
  return createContext(run, { startsLocal: false, options: {} });
}

test.each([
  ['behind', 5 * hour],
  ['ahead', -5 * hour],
])("on a computer that is five hours %s, a lease ends by AWS's clock", async (_, ahead) => {
  await awsAhead(ahead);
  const context = contextHere();
  const { account } = await context.session();
  const catalog = await loadCatalog();
  const request = {
    labs: ['xgboost'],
    for: 4 * hour,
    keep: 100 * hour,
    leaseTyped: true,
    keepEndpoints: false,
  };
  const place = { name: 'labs-kim', owner: 'kim', account, region: 'us-east-1' };
  const { lease } = planStart(catalog, request, place, undefined, context.now());
  const ofAws = Date.now() + ahead;
  expect(Math.abs(lease.stopsAt.getTime() - ofAws - 4 * hour)).toBeLessThan(0.1 * hour);
});

test('a clock that agrees but for the second of a Date is taken as it is', async () => {
  await awsAhead(1_500);
  const context = contextHere();
  expect((await context.session()).aheadMs).toBe(0);
});
