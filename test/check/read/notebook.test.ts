import { expect, test } from 'vitest';
import { readNotebook } from '../../../src/check/read/notebook.ts';
import { bytesOf, find, notebook, notebookJson } from '../workshop.ts';

function read(value: unknown) {
  return readNotebook('a.ipynb', bytesOf(value));
}

test('a source may be a text or a list of lines', () => {
  const cell = { cell_type: 'code', metadata: {}, outputs: [] };
  const { blocks } = read({
    cells: [
      { ...cell, source: 'import os\nx = 1' },
      { ...cell, source: ['import os\n', 'x = 1'] },
    ],
  });
  expect(blocks.map(({ text }) => text)).toEqual(['import os\nx = 1', 'import os\nx = 1']);
});

test('cells keep their index among all cells', async () => {
  const document = read(
    notebookJson([{ md: '# Title' }, 'x = 1', { md: 'text' }, "r = 'us-east-1'"]),
  );
  expect(document.headings).toEqual(['Title']);
  expect(await find('H2', document)).toEqual(['3 warning']);
});

test('format 3 has worksheets', () => {
  const { blocks, faults } = read({
    nbformat: 3,
    worksheets: [{ cells: [{ cell_type: 'code', input: ['x = 1'] }] }],
  });
  expect(blocks[0]?.text).toBe('x = 1');
  expect(faults).toEqual([]);
});

test('lines may end as on Windows', () => {
  expect(notebook(['x = 1\r\ny = 2\r\n']).blocks[0]?.text).toBe('x = 1\ny = 2\n');
});

test('a notebook in another language is not read as Python', () => {
  const { blocks } = notebook(['x <- "us-east-1"'], { kernel: 'ir', language: 'R' });
  expect(blocks[0]?.language).toBe('other');
});

test.each([
  ['nothing', ''],
  ['no JSON', 'not json'],
  ['half a notebook', '{"cells": [{"cell_type": "code", "sour'],
  ['a merge conflict', '{\n<<<<<<< HEAD\n"cells": []\n=======\n}'],
  ['deep nesting', '['.repeat(100_000)],
])('%s is no JSON', async (_, text) => {
  const document = readNotebook('a.ipynb', bytesOf(text));
  expect(document.faults.map(({ is }) => is)).toEqual(['not-json']);
  expect(await find('B1', document)).toEqual(['- error']);
});

test('bytes that are no UTF-8 are no JSON', () => {
  const bytes = new Uint8Array([0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00]);
  expect(readNotebook('a.ipynb', bytes).faults.map(({ is }) => is)).toEqual(['not-json']);
});

test.each([[[]], [null], [7], ['text'], [{}], [{ cells: 'none' }], [{ cells: { 0: {} } }]])(
  '%j is no notebook',
  (value) => {
    expect(
      readNotebook('a.ipynb', bytesOf(JSON.stringify(value))).faults.map(({ is }) => is),
    ).toEqual(['not-a-notebook']);
  },
);

test('a cell that is none is said, the others are read', async () => {
  const good = { cell_type: 'code', source: "r = 'us-east-1'" };
  const cells = [null, 7, { cell_type: 'code' }, { cell_type: 'code', source: [1] }, good];
  const document = read({ cells });
  expect(await find('B1', document)).toEqual(['0 error', '1 error', '2 error', '3 error']);
  expect(await find('H2', document)).toEqual(['4 warning']);
});

test('of a hundred thousand bad cells a few are said', () => {
  expect(read({ cells: Array.from({ length: 100_000 }, () => 7) }).faults).toHaveLength(20);
});

test('metadata of any shape is passed over', () => {
  for (const metadata of [null, 7, [], { kernelspec: 7 }, { kernelspec: { name: { a: 1 } } }]) {
    const { faults, kernel } = read({ metadata, cells: [] });
    expect({ faults, kernel }).toEqual({ faults: [], kernel: undefined });
  }
});
