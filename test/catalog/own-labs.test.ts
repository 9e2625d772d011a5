import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { loadCatalog } from '../../src/catalog/load.ts';
import { resolveCatalog } from '../../src/catalog/own-labs.ts';
import { isLabsError } from '../../src/errors.ts';
import { problemsOf } from './problems.ts';

const ours = (await loadCatalog()).map(({ id }) => id);
const xgboost = await readFile(new URL('../../labs/xgboost/lab.yaml', import.meta.url), 'utf8');

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'labs-'));
  onTestFinished(() => rm(root, { recursive: true }));
});

/** A lab like xgboost with its own id and folder, below `my-labs`. */
async function writeLab(id: string, change: (yaml: string) => string = (yaml) => yaml) {
  await mkdir(join(root, 'my-labs', id), { recursive: true });
  const yaml = xgboost
    .replace('id: xgboost', `id: ${id}`)
    .replaceAll('xgboost/', `${id}/`)
    .replace('dir: xgboost', `dir: ${id}`)
    .replace(/^items: .*\n/m, '')
    .replace(/^content:\n(?: .*\n)+/m, '');
  await writeFile(join(root, 'my-labs', id, 'lab.yaml'), change(yaml));
}

async function failureOf(request: Parameters<typeof resolveCatalog>[0]) {
  try {
    await resolveCatalog(request);
  } catch (error) {
    if (isLabsError(error)) return error;
    throw error;
  }
  throw new Error('was not refused');
}

test('without a folder of one’s own the labs are ours', async () => {
  expect((await resolveCatalog({ cwd: root })).map(({ id }) => id)).toEqual(ours);
});

test('--labs-dir brings its labs beside ours, after them', async () => {
  await writeLab('my-first');
  await writeLab('another');
  const catalog = await resolveCatalog({ cwd: root, labsDir: 'my-labs' });
  expect(catalog.map(({ id }) => id)).toEqual([...ours, 'another', 'my-first']);
});

test('labs.config.yaml is found in a folder above, its path counted from there', async () => {
  await writeLab('my-first');
  await writeFile(join(root, 'labs.config.yaml'), 'labsDir: ./my-labs\n');
  const below = join(root, 'some', 'where');
  await mkdir(below, { recursive: true });
  expect((await resolveCatalog({ cwd: below })).map(({ id }) => id)).toContain('my-first');
});

test('--labs-dir counts before the file', async () => {
  await writeLab('my-first');
  await writeFile(join(root, 'labs.config.yaml'), 'labsDir: ./missing\n');
  const catalog = await resolveCatalog({ cwd: root, labsDir: 'my-labs' });
  expect(catalog.map(({ id }) => id)).toContain('my-first');
});

test('an id of ours is refused with both files', async () => {
  await writeLab('kobert');
  const { code, params } = await failureOf({ cwd: root, labsDir: 'my-labs' });
  expect(code).toBe('lab.clash');
  expect(params).toMatchObject({
    what: 'id',
    name: 'kobert',
    files: ['labs/kobert/lab.yaml', join(root, 'my-labs', 'kobert', 'lab.yaml')],
  });
});

test('a folder of ours, or of another own lab, is refused with both files', async () => {
  await writeLab('first');
  await writeLab('second', (yaml) =>
    yaml.replace('dir: second', 'dir: first').replaceAll('second/', 'first/'),
  );
  const { code, params } = await failureOf({ cwd: root, labsDir: 'my-labs' });
  expect(code).toBe('lab.clash');
  expect(params).toMatchObject({
    what: 'dir',
    name: 'first',
    files: [
      join(root, 'my-labs', 'first', 'lab.yaml'),
      join(root, 'my-labs', 'second', 'lab.yaml'),
    ],
  });
});

test('the mistakes of all its manifests come together, each with file and line', async () => {
  await writeLab('first', (yaml) => yaml.replace('minutes: 60', 'minutes: long'));
  await writeLab('second', (yaml) => yaml.replace('gib: 10', 'gib: 1'));
  const error = await failureOf({ cwd: root, labsDir: 'my-labs' });
  const [first, second] = problemsOf(error);
  expect(first).toMatch(/my-labs\/first\/lab\.yaml:\d+: minutes: /);
  expect(second).toMatch(/my-labs\/second\/lab\.yaml:\d+: instance\.gib: /);
});

test.each(['missing', '.'])('%s, a folder without labs, says who named it', async (labsDir) => {
  await writeLab('first');
  const { code, params } = await failureOf({ cwd: root, labsDir });
  expect(code).toBe('labs-dir.empty');
  expect(params).toEqual({ dir: join(root, labsDir), namedBy: '--labs-dir' });
});

test('a mistake in labs.config.yaml has its line', async () => {
  await writeFile(join(root, 'labs.config.yaml'), '# ours\nlabsdir: ./my-labs\n');
  const error = await failureOf({ cwd: root });
  expect(problemsOf(error)).toContainEqual(
    `${join(root, 'labs.config.yaml')}:2: unknown key "labsdir"`,
  );
});
