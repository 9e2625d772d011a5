import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rehearsalFolder, runNotebook } from '../../src/rehearsal/run-notebook.ts';
import { localPython } from '../python.ts';

let home: string;
let python: string;

beforeAll(async () => {
  python = await localPython();
  home = await mkdtemp(join(tmpdir(), 'labs-rehearsal-'));
}, 600_000);
afterAll(() => rm(home, { recursive: true, force: true }));

async function write(path: string, ...sources: readonly string[]): Promise<string> {
  const cells = sources.map((source, index) =>
    source.startsWith('#')
      ? { cell_type: 'markdown', id: `c${index}`, metadata: {}, source }
      : {
          cell_type: 'code',
          id: `c${index}`,
          metadata: {},
          source,
          execution_count: null,
          outputs: [],
        },
  );
  const text = JSON.stringify({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 });
  await writeFile(join(home, path), text);
  return text;
}

function rehearsed(path: string, kernel = 'python3') {
  const environment = { PATH: process.env['PATH'] ?? '', HOME: home, JUPYTER_DATA_DIR: home };
  const { signal } = new AbortController();
  const counted: string[] = [];
  const onCell = (done: number, total: number) => void counted.push(`${done}/${total}`);
  const notebook = { path, own: true, kernel };
  return runNotebook(notebook, { python, home, environment }, { onCell, signal }).then(
    (outcome) => ({ ...outcome, counted }),
  );
}

test('a cell that fails stops what needs what it should have given, and nothing else', async () => {
  const before = await write(
    'a.ipynb',
    '# title',
    'import math\nrows = [1, 2]\nmodel = [1]',
    'model.fit()',
    'print(len(rows), math.pi)',
    'def predict():\n    return model[0]',
    '%%time\nanswer = predict()',
    '',
    'model = [2]\nprint(model)',
    'x = train(<TO DO>)',
    'x + 1',
    '!true',
    'raise ValueError("\\x1b[31mred\\x1b[0m\\nsecond line")',
    '%%sh\necho first\necho no daemon >&2\nfalse',
    'import subprocess\nsubprocess.call(["echo", "not JSON"])',
  );
  const { cells, total, counted, problem } = await rehearsed('a.ipynb');
  expect(problem).toBeUndefined();
  expect([total, counted.at(-1)]).toEqual([12, '12/12']);
  expect(cells.map((each) => `${each.cell} ${each.state}`)).toEqual([
    '1 ran',
    '2 failed',
    '3 ran',
    '4 skipped',
    '5 skipped',
    '7 ran',
    '8 failed',
    '9 skipped',
    '10 ran',
    '11 failed',
    '12 failed',
    '13 ran',
  ]);
  expect(cells[1]).toMatchObject({ error: "AttributeError: 'list' object has no attribute 'fit'" });
  expect(cells[4]).toMatchObject({ needs: 'predict', cause: 2 });
  expect(cells[9]).toMatchObject({ error: 'ValueError: red' });
  expect(cells[10]).toMatchObject({ error: 'its command failed: no daemon' });
  expect(await readFile(join(home, 'a.ipynb'), 'utf8')).toBe(before);
}, 120_000);

test('a notebook that is not there, or a kernel that is not, is a problem and no crash', async () => {
  expect(await rehearsed('none.ipynb')).toMatchObject({ total: 0, missing: true });
  await write('b.ipynb', 'print(1)');
  const outcome = await rehearsed('b.ipynb', 'no-such-kernel');
  expect(outcome.problem).toContain('no-such-kernel');
}, 60_000);

test('wget takes a stand-in where an address cannot be reached and there is one', async () => {
  // The cloud's side: what samples.py puts into the local AWS.
  await writeFile(
    join(home, 'boto3.py'),
    `from botocore.exceptions import ClientError
class client:
    def __init__(self, service): pass
    def download_file(self, bucket, key, path):
        if key != "example.edu/a b.csv": raise ClientError({}, "HeadObject")
        open(path, "w").write(bucket)
`,
  );
  const wget = join(rehearsalFolder, 'labs_rehearse', 'wget.py');
  const run = (...given: readonly string[]) =>
    spawnSync(python, [wget, ...given], { cwd: home, env: { PATH: '', PYTHONPATH: home } }).status;
  expect(run('-O', 'here.csv', 'https://example.edu/a%20b.csv')).toBe(0);
  expect(await readFile(join(home, 'here.csv'), 'utf8')).toBe('labs-rehearsal-web');
  expect(run('https://example.edu/another.csv')).toBe(1);
});
