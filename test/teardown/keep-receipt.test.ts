import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { keepReceipts } from '../../src/teardown/keep-receipt.ts';
import type { Receipt } from '../../src/teardown/receipt.ts';

const root = mkdtempSync(join(tmpdir(), 'labs-receipts-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const now = new Date('2026-11-23T09:30:15.250Z');

function receipt(sandbox: string): Receipt {
  return {
    sandbox,
    account: '111122223333',
    region: 'us-east-1',
    deleted: [{ type: 'stack', id: sandbox }],
    records: [],
    kept: [],
    left: [],
    unknown: [],
    stillBillingPerHour: 0,
    verifiedAt: now.toISOString(),
  };
}

test('each receipt is a file of its own, as JSON, that only its user reads', async () => {
  const dir = join(root, 'new', 'receipts');
  const { files, warning } = await keepReceipts(
    [receipt('labs-kim'), receipt('labs-lee')],
    dir,
    now,
  );
  expect(warning).toBeUndefined();
  expect(files).toEqual([
    join(dir, '2026-11-23T093015Z-labs-kim.json'),
    join(dir, '2026-11-23T093015Z-labs-lee.json'),
  ]);
  expect(JSON.parse(readFileSync(files[0]!, 'utf8'))).toEqual(receipt('labs-kim'));
  expect(statSync(files[0]!).mode & 0o077).toBe(0);
});

test('a receipt that is there is never written over', async () => {
  const dir = join(root, 'twice');
  await keepReceipts([receipt('labs-kim')], dir, now);
  writeFileSync(join(dir, '2026-11-23T093015Z-labs-kim.json'), 'the first');
  await keepReceipts([receipt('labs-kim'), receipt('labs-kim')], dir, now);
  expect(readdirSync(dir).toSorted()).toEqual([
    '2026-11-23T093015Z-labs-kim-2.json',
    '2026-11-23T093015Z-labs-kim-3.json',
    '2026-11-23T093015Z-labs-kim.json',
  ]);
  expect(readFileSync(join(dir, '2026-11-23T093015Z-labs-kim.json'), 'utf8')).toBe('the first');
});

test('a folder that cannot be written is a warning, and no failure of the teardown', async () => {
  const dir = join(root, 'taken');
  writeFileSync(dir, '');
  const { files, warning } = await keepReceipts([receipt('labs-kim')], dir, now);
  expect(files).toEqual([]);
  expect(warning).toMatchObject({ code: 'down.receipt-not-kept', params: { dir } });
});
