import { expect, test } from 'vitest';
import { loadCatalog } from '../../src/catalog/load.ts';
import type { Rehearsal } from '../../src/rehearsal/outcome.ts';
import { recordOf, recordsSchema } from '../../src/rehearsal/record.ts';
import { rehearsalTable } from '../../src/rehearsal/table.ts';

const place = { account: '123456789012', region: 'us-east-1', sandbox: 'labs-rehearsal-xgboost' };
const when = { at: '2026-11-23', version: '0123456789abcdef0123456789abcdef01234567' };

const rehearsal: Rehearsal = {
  ...place,
  lab: 'xgboost',
  fixups: { made: 2, skipped: [{ path: 'xgboost/1.ipynb', cell: 3, why: 'it is not there' }] },
  notebooks: [
    {
      path: 'xgboost/1.ipynb',
      own: false,
      total: 3,
      cells: [
        { cell: 1, state: 'ran', seconds: 1 },
        { cell: 4, state: 'failed', seconds: 2, error: `ValueError: a | b ${'x'.repeat(400)}` },
        { cell: 5, state: 'failed', seconds: 2, error: 'another' },
      ],
      seconds: 4,
    },
    { path: 'xgboost/2.ipynb', own: false, total: 0, cells: [], missing: true, seconds: 0 },
    {
      path: 'labs-xgboost/1.ipynb',
      own: true,
      total: 0,
      cells: [],
      problem: 'no kernel',
      seconds: 0,
    },
  ],
  created: [{ operation: 'CreateModel', count: 2 }],
  receipt: {
    ...place,
    deleted: [
      { type: 'model', id: 'a' },
      { type: 'model', id: 'b' },
      { type: 'stack', id: 's' },
    ],
    records: [],
    kept: [],
    left: [],
    unknown: [],
    stillBillingPerHour: 0,
    verifiedAt: '2026-11-23T00:00:00Z',
  },
  seconds: 9,
};

test('a record keeps the first cell that failed, and counts the rest', () => {
  const record = recordOf(
    rehearsal,
    [{ severity: 'error' }, { severity: 'info' }, { severity: 'info' }],
    when,
  );
  expect(record).toMatchObject({
    findings: { error: 1, warning: 0, info: 2 },
    fixups: { made: 2, skipped: 1 },
    deleted: [
      { type: 'model', count: 2 },
      { type: 'stack', count: 1 },
    ],
    left: 0,
  });
  expect(record.notebooks[0]).toMatchObject({ ran: 1, total: 3, stop: { cell: 4 } });
  expect(record.notebooks[0]?.stop?.error).toHaveLength(200);
  expect(recordsSchema.parse({ machine: 'm', rows: [record] }).rows).toEqual([record]);
});

test('the table has a row of it, and says what could not be read or cloned', async () => {
  const record = recordOf({ ...rehearsal, receipt: null }, undefined, when);
  const catalog = await loadCatalog();
  const [, , ...rows] = rehearsalTable(catalog, [record]).split('\n');
  expect(rows).toHaveLength(catalog.length);
  expect(rows[0]).toMatch(/^\| `hello-docker` \| not measured yet \|( \|){9}$/);
  const row = rows.find((one) => one.startsWith('| `xgboost`'));
  expect(row?.split(' | ').slice(0, 4)).toEqual([
    '| `xgboost`',
    'not read: its repository could not be had',
    '2 made, 1 left out',
    '1: 1 of 3<br>2: not cloned<br>ours, 1: 0 of 0',
  ]);
  expect(row).toMatch(/1 \[4\]: ValueError: a \\\| b x+<br>ours, 1: no kernel/);
  expect(row).toContain('| 2 Model | nothing | 0 | 0.05 to ');
  expect(row).toMatch(/\| 60 \| 2026-11-23, 0123456 \|$/);
});
