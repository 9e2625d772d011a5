import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Call, openCallLog } from '../../../src/local/gateway/call-log.ts';
import { tempFolder } from '../temp.ts';

const call: Call = {
  time: '2026-11-23T09:00:00.000Z',
  service: 's3',
  operation: 'GetObject',
  region: 'us-east-1',
  status: 200,
  principal: 'arn:aws:iam::1:user/me',
};

test('a call is in the log as soon as it is written; a closed log takes none', async () => {
  const log = openCallLog(join(await tempFolder(), 'calls.ndjson'));
  log.write(call);
  expect((await log.text()).split('\n').map((line) => line && JSON.parse(line))).toEqual([
    call,
    '',
  ]);
  log.close();
  expect(() => log.write(call)).not.toThrow();
});

test('a log that has grown large is put aside', async () => {
  const path = join(await tempFolder(), 'calls.ndjson');
  const log = openCallLog(path, 200);
  for (let n = 0; n < 5; n += 1) log.write({ ...call, status: 200 + n });
  const statuses = (text: string) => [...text.matchAll(/"status":(\d+)/g)].map((found) => found[1]);
  expect(statuses(await log.text())).toEqual(['204']);
  expect(statuses(await readFile(`${path}.1`, 'utf8'))).toEqual(['202', '203']);
  log.close();
});
