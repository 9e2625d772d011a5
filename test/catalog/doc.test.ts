import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { labsDoc } from '../../src/catalog/doc.ts';
import { loadCatalog } from '../../src/catalog/load.ts';
import { readLab } from '../../src/catalog/read-lab.ts';
import { labSchema } from '../../src/catalog/schema.ts';
import { recordsSchema } from '../../src/rehearsal/record.ts';
import { rehearsalTable } from '../../src/rehearsal/table.ts';

const doc = await readFile(new URL('../../docs/labs.md', import.meta.url), 'utf8');

const measured = new URL('../../bench/results/rehearsals.json', import.meta.url);

test('docs/labs.md is what the schemas say (else: npm run build && node scripts/labs-doc.mjs)', async () => {
  const catalog = await loadCatalog();
  const { rows } = recordsSchema.parse(JSON.parse(await readFile(measured, 'utf8')));
  expect(doc).toBe(labsDoc(catalog, rehearsalTable(catalog, rows)));
});

test('every key of a manifest is in it, with what it means', () => {
  for (const key of Object.keys(labSchema.shape)) {
    expect(doc).toMatch(new RegExp(`^\\| \`${key}\` \\| [^|]+ \\| [^|]* \\| \\S`, 'm'));
  }
});

test('no key is there without a meaning', () => {
  const silent = doc
    .split('\n')
    .filter((line) => /^\| `[^`]+` \| [^|]+ \| [^|]* \| +\|$/.test(line));
  expect(silent).toEqual([]);
});

test('its example is a manifest', () => {
  const yaml = /```yaml\n(id: iris\n[^`]+)```/.exec(doc)?.[1] ?? '';
  expect(readLab(yaml, 'docs/labs.md')).toMatchObject({ id: 'iris', minutes: 45 });
});

test('every lab has its row', async () => {
  for (const { id } of await loadCatalog()) expect(doc).toContain(`| \`${id}\` |`);
});
