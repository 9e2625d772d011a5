import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

import type { Wish, WishedFixup, WishedRepo } from '../../src/sandbox/wish.ts';
import { installAgent, savedWork } from './keep.ts';
import type { Remote } from './remote.ts';
import { gitIn } from './remote.ts';
import { useInstance } from './use-instance.ts';

const here = useInstance();

interface Cell {
  readonly cell_type: string;
  readonly source: string | readonly string[];
  readonly outputs?: readonly unknown[];
}

function notebookText(texts: readonly (string | readonly string[])[], kernel = 'conda_mxnet_p36') {
  const cells = texts.map((source) => ({
    cell_type: 'code',
    execution_count: null,
    metadata: {},
    outputs: [],
    source,
  }));
  const kernelspec = { display_name: kernel, language: 'python', name: kernel };
  return JSON.stringify({ cells, metadata: { kernelspec }, nbformat: 4, nbformat_minor: 5 });
}

const workshop = {
  '1. start.ipynb': notebookText([
    'import numpy',
    ['data = "학습"\n', 'show(data.corr())\n', 'data.corr()'],
    '# predictor.delete_endpoint()',
    '',
  ]),
  'train.py': 'epochs = 1\nregion = "us-east-1"\n',
  'data.csv': '1,2\n',
};

const corr: WishedFixup = {
  lab: 'lab',
  path: 'lab/1. start.ipynb',
  cell: 1,
  find: 'data.corr()',
  replace: 'data.corr(numeric_only=True)',
};
const endpoint: WishedFixup = {
  lab: 'lab',
  path: 'lab/1. start.ipynb',
  cell: 2,
  find: '# predictor.delete_endpoint()',
  replace: 'predictor.delete_endpoint()',
};
const script: WishedFixup = {
  lab: 'lab',
  path: 'lab/train.py',
  find: '"us-east-1"',
  replace: 'session.region_name',
};
const kernel: WishedFixup = { lab: 'lab', path: 'lab/1. start.ipynb', kernel: 'labs-lab' };
const all = [kernel, corr, endpoint, script];

let remote: Remote;
let repo: WishedRepo;

async function bootWith(fixups: readonly WishedFixup[]): Promise<void> {
  remote = here.remotes.make('lab');
  repo = { lab: 'lab', url: remote.url, commit: remote.commit(workshop), dir: 'lab' };
  await here.boot({ repos: [repo] });
  installAgent(here.instance);
  await wish({ fixups });
}

async function wish(asked: Partial<Wish>): Promise<void> {
  here.desire({ version: 1, repos: [repo], ...asked });
  const { code, output } = await here.instance.tick();
  expect({ code, output }).toMatchObject({ code: 0 });
}

function file(path: string): string {
  return join(here.instance.sagemaker, 'lab', path);
}

function read(path: string): string {
  return readFileSync(file(path), 'utf8');
}

function opened(): { cells: Cell[]; metadata: { kernelspec: { name: string } } } {
  return JSON.parse(read('1. start.ipynb'));
}

function sources(): readonly string[] {
  return opened().cells.map(({ source }) =>
    typeof source === 'string' ? source : source.join(''),
  );
}

const mended = [
  'import numpy',
  'data = "학습"\nshow(data.corr(numeric_only=True))\ndata.corr(numeric_only=True)',
  'predictor.delete_endpoint()',
  '',
];

test('fixups are made once, count as no change of the learner, and are taken back', async () => {
  await bootWith(all);
  expect(sources()).toEqual(mended);
  expect(opened().metadata.kernelspec.name).toBe('labs-lab');
  expect(read('1. start.ipynb')).toContain('학습');
  expect(read('train.py')).toBe('epochs = 1\nregion = session.region_name\n');
  const report = here.instance.report();
  expect(report.problems).toEqual([]);
  expect(report.fixups).toEqual([
    { lab: 'lab', path: 'lab/1. start.ipynb', state: 'made', kernel: 'labs-lab' },
    { lab: 'lab', path: 'lab/1. start.ipynb', state: 'made', cell: 1 },
    { lab: 'lab', path: 'lab/1. start.ipynb', state: 'made', cell: 2 },
    { lab: 'lab', path: 'lab/train.py', state: 'made' },
  ]);
  expect(report.repos[0]).toMatchObject({ commit: repo.commit, state: 'cloned' });
  expect(report.work).toMatchObject({ isCurrent: true });
  expect(gitIn(file('.'), ['status', '--porcelain'])).toBe('');

  writeFileSync(file('mine.txt'), 'mine');
  here.aws.objects.set('.labs/keep.json', Buffer.from('{"version":1,"saveAt":"now"}'));
  await here.instance.tick();
  expect(savedWork(here.aws).files).toEqual(['lab/mine.txt']);
  expect(savedWork(here.aws).manifest['repos']).toEqual([{ dir: 'lab', commit: repo.commit }]);

  await wish({});
  for (const [path, text] of Object.entries(workshop)) expect(read(path)).toBe(text);
  expect(read('mine.txt')).toBe('mine');
  expect(gitIn(file('.'), ['rev-parse', 'HEAD']).trim()).toBe(repo.commit);
  expect(here.instance.report().fixups).toEqual([]);
});

test('what is not there any more is skipped with its reason, and the rest is made', async () => {
  await bootWith([
    corr,
    { ...corr, find: 'data.mean()' },
    { ...corr, cell: 9 },
    { ...corr, cell: 0, find: '' },
    { ...corr, cell: 3, find: '', replace: 'print(1)' },
    { ...script, find: 'eu-west-1' },
    { ...corr, path: 'lab/gone.ipynb' },
    { ...corr, path: 'lab/data.csv/x.ipynb' },
  ]);
  expect(sources()).toEqual([
    'import numpy',
    mended[1],
    '# predictor.delete_endpoint()',
    'print(1)',
  ]);
  expect(here.instance.report().fixups?.map(({ state, why }) => why ?? state)).toEqual([
    'made',
    "cell 1 does not say 'data.mean()' any more",
    'there is no cell 9',
    'cell 0 is not empty any more',
    'made',
    "it does not say 'eu-west-1' any more",
    'there is no such file',
    'there is no such file',
  ]);
});

test("a learner's own change is never overwritten, and stays when fixups are taken back", async () => {
  await bootWith([]);
  writeFileSync(file('train.py'), 'epochs = 99\nregion = "us-east-1"\n');
  await wish({ fixups: all });
  expect(read('train.py')).toBe('epochs = 99\nregion = "us-east-1"\n');
  expect(here.instance.report().fixups?.at(-1)).toEqual({
    lab: 'lab',
    path: 'lab/train.py',
    state: 'skipped',
    why: 'you have changed this file',
  });

  // The learner runs the notebook, edits one cell, and puts another before it.
  const notebook = opened();
  const cells = [
    { cell_type: 'code', source: ['mine = 1'], outputs: [] },
    ...notebook.cells.map((cell) => ({ ...cell, outputs: [{ output_type: 'stream' }] })),
  ];
  writeFileSync(file('1. start.ipynb'), JSON.stringify({ ...notebook, cells }));
  await wish({ fixups: [kernel, endpoint] });
  expect(sources()).toEqual([
    'mine = 1',
    'import numpy',
    'data = "학습"\nshow(data.corr())\ndata.corr()',
    'predictor.delete_endpoint()',
    '',
  ]);
  expect(opened().cells[2]?.outputs).toHaveLength(1);

  await wish({ undone: ['lab'] });
  expect(sources().at(-2)).toBe('# predictor.delete_endpoint()');
  expect(sources()[0]).toBe('mine = 1');
  expect(opened().metadata.kernelspec.name).toBe('conda_mxnet_p36');
});

test('a new edition of the workshop is mended again, and a start of the instance keeps it', async () => {
  await bootWith(all);
  const newer = { ...workshop, 'train.py': 'epochs = 2\nregion = "us-east-1"\n' };
  repo = { ...repo, commit: remote.commit(newer) };
  await wish({ fixups: all });
  await here.instance.tick();
  expect(read('train.py')).toBe('epochs = 2\nregion = session.region_name\n');
  expect(sources()).toEqual(mended);
  expect(here.instance.report().repos[0]).toMatchObject({ commit: repo.commit, state: 'cloned' });
  expect(here.instance.report().repos[0]?.kept).toBeUndefined();

  await here.instance.start();
  installAgent(here.instance);
  await here.instance.tick();
  expect(sources()).toEqual(mended);
  expect(here.instance.report().fixups?.map(({ state }) => state)).toEqual(Array(4).fill('made'));
});

test('a file that is no notebook, or no text, is skipped and harms nothing', async () => {
  remote = here.remotes.make('lab');
  const files = { 'a.ipynb': '[]', 'b.ipynb': 'not json', 'c.ipynb': '{"cells": {}}' };
  repo = { lab: 'lab', url: remote.url, commit: remote.commit(files), dir: 'lab' };
  await here.boot({ repos: [repo] });
  installAgent(here.instance);
  mkdirSync(file('later'));
  await wish({
    fixups: Object.keys(files).map((name) => ({ ...corr, path: `lab/${name}`, cell: 0 })),
  });
  expect(here.instance.report().fixups?.map(({ state }) => state)).toEqual(
    Array(3).fill('skipped'),
  );
  expect(here.instance.report().problems).toEqual([]);
  for (const [path, text] of Object.entries(files)) expect(read(path)).toBe(text);
});
