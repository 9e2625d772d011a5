import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { extract, list } from 'tar';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { wishOf } from '../../src/catalog/catalog.ts';
import { readContents } from '../../src/catalog/content.ts';
import { loadCatalog } from '../../src/catalog/load.ts';
import type { Lab } from '../../src/catalog/schema.ts';
import { checkWorkshop } from '../../src/check/check.ts';
import { openTarget } from '../../src/check/open.ts';
import { recordingHost } from '../../src/host/recording-host.ts';

const catalog = await loadCatalog();
const own = catalog.filter(({ content }) => content !== undefined);

let home: string;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'labs-content-test-'));
});
afterAll(() => rm(home, { recursive: true, force: true }));

/** A lab's own files as a sandbox gets them. */
async function unpacked(lab: Lab): Promise<string> {
  const [content] = await readContents([lab]);
  const folder = await mkdtemp(join(home, 'lab-'));
  const unpacking = extract({ cwd: folder });
  await new Promise((resolve) => unpacking.on('close', resolve).end(content!.archive));
  return folder;
}

test('the two algorithms that the local AWS computes have notebooks of our own', () => {
  expect(own.map(({ id }) => id).sort()).toEqual(['linear-learner', 'xgboost']);
});

test('their archive is the same every time, and has the notebooks at its top', async () => {
  const contents = await readContents(catalog);
  const again = await readContents(own);
  expect(contents.map(({ sha256 }) => sha256)).toEqual(again.map(({ sha256 }) => sha256));
  for (const [index, { archive, sha256, dir, lab }] of contents.entries()) {
    const content = own[index]?.content;
    expect([lab, dir]).toEqual([own[index]?.id, content?.dir]);
    expect(sha256).toBe(createHash('sha256').update(archive).digest('hex'));
    const names: string[] = [];
    const reading = list({ onReadEntry: ({ path }) => void names.push(path) });
    await new Promise((resolve) => reading.on('end', resolve).end(archive));
    for (const { path } of content?.notebooks ?? []) {
      expect(names).toContain(path.slice(dir.length + 1));
    }
    expect(names).toContain('sandbox.py');
    expect(names.filter((name) => !/^[\w.-]+\.(ipynb|py)$/.test(name))).toEqual([]);
  }
});

test('they get a kernel of their own, which their notebooks open in', () => {
  for (const lab of own) {
    const { runtimes = [], fixups = [] } = wishOf([lab]);
    const kernel = `labs-${lab.id}-own`;
    expect(runtimes.map((each) => each.kernel)).toContain(kernel);
    const opened = fixups.filter((fixup) => fixup.kernel === kernel).map(({ path }) => path);
    expect(opened).toEqual(lab.content?.notebooks.map(({ path }) => path));
  }
});

test.each(own.map((lab) => [lab.id, lab] as const))(
  'labs check finds nothing in those of %s, and no cell has output',
  async (_id, lab) => {
    const { signal } = new AbortController();
    const options = { host: recordingHost(), env: {}, signal, cache: '' };
    const folder = await unpacked(lab);
    const opened = await openTarget({ is: 'folder', folder }, options);
    expect(opened.workshop.documents.length).toBeGreaterThan(2);
    expect(await checkWorkshop(opened.workshop, signal)).toEqual([]);
    for (const { path } of lab.content?.notebooks ?? []) {
      const file = join(folder, path.split('/').slice(1).join('/'));
      const { cells } = JSON.parse(await readFile(file, 'utf8')) as {
        cells: readonly { cell_type: string; source: string[]; outputs?: unknown[] }[];
      };
      expect(cells.flatMap(({ outputs = [] }) => outputs)).toEqual([]);
      const prose = cells.filter(({ cell_type: type }) => type === 'markdown');
      for (const { source } of prose) {
        expect(source.join('')).toMatch(/[가-힣]/);
        expect(source.join('')).toMatch(/[a-z]{3}/);
      }
    }
  },
);
