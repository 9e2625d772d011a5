import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packageRoot } from '../../../src/paths.ts';

/** The rows of the tables in docs/local.md, as cells. */
async function rows(): Promise<readonly (readonly string[])[]> {
  const page = await readFile(join(packageRoot, 'docs/local.md'), 'utf8');
  return page
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .map((line) => line.split('|').slice(1, -1))
    .map((cells) => cells.map((cell) => cell.trim()))
    .filter((cells) => cells[0] !== 'behaviour' && cells[0] !== '---');
}

/** The names of all tests of the local AWS. */
async function testNames(): Promise<ReadonlySet<string>> {
  const folder = join(packageRoot, 'test/local');
  const files = await readdir(folder, { recursive: true });
  const names = new Set<string>();
  for (const file of files.filter((path) => path.endsWith('.test.ts'))) {
    const text = await readFile(join(folder, file), 'utf8');
    for (const [, , name = ''] of text.matchAll(/^test\(\s*(['"`])(.*?)\1,/gm)) names.add(name);
  }
  return names;
}

test('every row of docs/local.md names a test that is there, or says that it is not modelled', async () => {
  const names = await testNames();
  const found = await rows();
  expect(found.length).toBeGreaterThan(100);
  const unpinned = found
    .map((cells) => ({ behaviour: cells[0], cells: cells.length, test: cells.at(-1) ?? '' }))
    .filter(
      ({ cells, test: name }) =>
        cells !== 4 || (name !== 'not modelled' && !names.has(name.replaceAll('`', ''))),
    );
  expect(unpinned).toEqual([]);
});

test('every source that docs/local.md refers to is in its list, and used', async () => {
  const page = await readFile(join(packageRoot, 'docs/local.md'), 'utf8');
  const [table = '', list = ''] = page.split('## Sources');
  const used = new Set([...table.matchAll(/ \[(\d+)\]/g)].map(([, number]) => number));
  const listed = [...list.matchAll(/^(\d+)\. /gm)].map(([, number]) => number);
  expect(listed.filter((number) => !used.has(number))).toEqual([]);
  expect([...used].filter((number) => !listed.includes(number))).toEqual([]);
});
