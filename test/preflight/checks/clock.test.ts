import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { clock } from '../../../src/preflight/checks/clock.ts';
import { only, patient, read, readKorean, run } from '../patient.ts';

const minute = 60_000;
let server: Server;
let endpoint: string;

/** Stands for an AWS endpoint: refuses whoever is not signed, and says what time it is. */
beforeEach(async () => {
  server = createServer((_request, response) => {
    response.writeHead(403, { date: new Date().toUTCString() }).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(() => void server.close());

function examined(aheadMinutes: number) {
  const now = () => new Date(Date.now() + aheadMinutes * minute);
  return only(clock, patient({ now, env: { AWS_ENDPOINT_URL: endpoint } }));
}

test("a clock that agrees with AWS's", async () => {
  expect(read(await examined(0))).toEqual(['ok', "The clock agrees with AWS's."]);
});

test.each([
  [7, 'problem', '7 minutes ahead of', '7분 빠릅니다'],
  [-720, 'problem', '720 minutes behind', '720분 느립니다'],
  [3, 'warning', '3 minutes ahead of', '3분 빠릅니다'],
] as const)('one that is off by %i minutes is a %s', async (minutes, is, en, ko) => {
  const finding = await examined(minutes);
  expect(read(finding)).toEqual([
    is,
    `This computer's clock is ${en} AWS's; past 5 minutes AWS refuses requests.`,
    'Set it by the network: sudo timedatectl set-ntp true (WSL: wsl --shutdown, then start it again)',
  ]);
  expect(readKorean(finding)).toEqual([
    `이 컴퓨터의 시계가 AWS보다 ${ko}. 5분을 넘으면 AWS가 요청을 거부합니다.`,
    '네트워크 시간으로 맞추세요: sudo timedatectl set-ntp true (WSL: wsl --shutdown 후 다시 시작)',
  ]);
});

test('where nothing answers it is not known', async () => {
  server.close();
  const finding = await examined(0);
  expect(read(finding)).toEqual([
    'unknown',
    `${endpoint} did not say what time it is, so the clock could not be compared.`,
    'Check your connection and proxy, then: `labs doctor`',
  ]);
  expect(readKorean(finding)).toEqual([
    `${endpoint} 에서 시간을 받지 못해 시계를 비교할 수 없습니다.`,
    '인터넷과 프록시를 확인한 뒤 다시 실행하세요: `labs doctor`',
  ]);
});

test('the local AWS has the same clock', async () => {
  expect(await run(clock, patient({ local: true }))).toEqual([]);
});
