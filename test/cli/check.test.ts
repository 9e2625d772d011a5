import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import type { Catalog } from '../../src/catalog/catalog.ts';
import { readLab } from '../../src/catalog/read-lab.ts';
import { subcommand as checkCommand } from '../../src/cli/commands/check.ts';
import { widthOf } from '../../src/host/width.ts';
import type { FindingJson } from '../../src/check/report.ts';
import { notebookJson } from '../check/workshop.ts';
import type { TestOptions } from './test-context.ts';
import { testContext } from './test-context.ts';

const url = 'https://github.com/teacher/trees';
const leaks = JSON.stringify(
  notebookJson([
    { md: '# 나무 모델' },
    '!pip install -U sagemaker',
    "import sagemaker\nm = sagemaker.estimator.Estimator(i, r, 2, 'ml.m5.large')\nm.fit({})",
    "p = m.deploy(1, 'ml.m5.xlarge')\n# p.delete_endpoint()",
    "boto3.client('comprehend').detect_sentiment(Text='x', region_name='us-west-2')",
  ]),
);

let dir: string;
let commit: string;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'labs-test-check-'));
  const repository = join(dir, 'git', 'teacher', 'trees');
  await mkdir(join(repository, 'working'), { recursive: true });
  await mkdir(join(dir, 'tmp'));
  await mkdir(join(dir, 'empty'));
  const git = (...args: readonly string[]) =>
    execFileSync('git', ['-C', repository, ...args], { encoding: 'utf8', env: environment() });
  git('init', '--quiet', '--initial-branch=main');
  git('config', 'uploadpack.allowFilter', 'true');
  git('config', 'uploadpack.allowAnySHA1InWant', 'true');
  await writeFile(join(repository, '1.trees.ipynb'), leaks);
  await writeFile(join(repository, '2. more.ipynb'), JSON.stringify(notebookJson(['x = 1'])));
  await writeFile(join(repository, 'working', 'old.ipynb'), leaks);
  await writeFile(join(repository, 'data.csv'), 'a,b\n');
  git('add', '--all');
  git('-c', 'user.name=t', '-c', 'user.email=t@example.com', 'commit', '--quiet', '-m', 'x');
  commit = git('rev-parse', 'HEAD').trim();
});
afterEach(() => vi.unstubAllEnvs());
afterAll(() => rm(dir, { recursive: true, force: true }));

/** Where github.com is a folder. */
function environment(): NodeJS.ProcessEnv {
  return {
    PATH: process.env['PATH'],
    HOME: dir,
    LABS_HOME: join(dir, 'home'),
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: `url.file://${join(dir, 'git')}/.insteadOf`,
    GIT_CONFIG_VALUE_0: 'https://github.com/',
  };
}

async function check(what: string, options: TestOptions = {}, flags: Record<string, unknown> = {}) {
  const context = { ...testContext(options), env: environment() };
  const code = await checkCommand.run(context, [what], flags);
  return { code, text: context.written.join('\n'), host: context.host };
}

async function checkJson(what: string, options: TestOptions = {}) {
  const { code, text } = await check(what, { ...options, flags: { json: true } });
  const { findings } = JSON.parse(text) as { findings: readonly FindingJson[] };
  return { code, findings, found: findings.map((one) => `${one.rule} ${one.cell ?? '-'}`) };
}

function lab(sparse?: readonly string[]): Catalog {
  return [
    readLab(
      `id: trees
title: { ko: 나무, en: Trees }
summary: { ko: 나무, en: trees }
section: introduction
state: { is: ready }
repos: [{ url: '${url}', commit: ${commit}, dir: trees${sparse === undefined ? '' : `, sparse: ${JSON.stringify(sparse)}`} }]
open: trees/1.trees.ipynb
notebooks: [{ path: trees/1.trees.ipynb }]
instance: { type: ml.t3.medium, gib: 10 }
runtime: { kernel: conda_python3, python: '3.10' }
creates: []
minutes: 15
`,
      'lab.yaml',
    ),
  ];
}

const expected = ['S5 1', 'S6 2', 'L1 3', 'L2 3', 'L5 3', 'H2 4'];

test('a folder, as JSON', async () => {
  const { code, findings, found } = await checkJson(join(dir, 'git', 'teacher', 'trees'));
  expect(code).toBe(1);
  expect(found).toEqual([...expected, ...expected]);
  expect(findings[0]).toEqual({
    rule: 'S5',
    severity: 'error',
    notebook: '1.trees.ipynb',
    cell: 1,
    message: expect.stringContaining('pip install -U sagemaker'),
    fix: expect.stringContaining('sagemaker'),
  });
});

test('one notebook of it, which has no error', async () => {
  const { code, text } = await check(join(dir, 'git', 'teacher', 'trees', '2. more.ipynb'));
  expect(code).toBe(0);
  expect(text).toBe('Nothing found in one notebook.');
});

test.each([
  [40, 'en', 'error S5 cell 1:', 'errors'],
  [80, 'en', 'error S5 cell 1:', 'Cells count from 0.'],
  [40, 'ko', '오류 S5 셀 1:', '참고'],
  [80, 'ko', '오류 S5 셀 1:', '셀은 0부터 셉니다.'],
] as const)('is readable in %i columns in %s', async (columns, lang, head, end) => {
  const before = Object.getOwnPropertyDescriptor(process.stdout, 'columns');
  Object.defineProperty(process.stdout, 'columns', { value: columns, configurable: true });
  try {
    const { text } = await check(join(dir, 'git', 'teacher', 'trees'), { lang });
    const lines = text.split('\n');
    expect(lines.filter((line) => widthOf(line) > columns)).toEqual([]);
    expect(lines[0]).toBe('1.trees.ipynb');
    expect(text).toContain(head);
    expect(text).toContain(end);
  } finally {
    if (before === undefined) delete (process.stdout as { columns?: number }).columns;
    else Object.defineProperty(process.stdout, 'columns', before);
  }
});

test('a repository, through insteadOf; nothing of it stays', async () => {
  vi.stubEnv('TMPDIR', join(dir, 'tmp'));
  const { code, found } = await checkJson(url);
  expect(code).toBe(1);
  expect(found).toEqual([...expected, ...expected]);
  expect(await readdir(join(dir, 'tmp'))).toEqual([]);
});

test('a repository that is not there', async () => {
  vi.stubEnv('TMPDIR', join(dir, 'tmp'));
  await expect(check('https://github.com/teacher/nothing')).rejects.toMatchObject({
    code: 'check.unreachable',
    params: { url: 'https://github.com/teacher/nothing' },
  });
  expect(await readdir(join(dir, 'tmp'))).toEqual([]);
});

test('a lab at its commit, only its notebooks; the second time without the network', async () => {
  const first = await checkJson('trees', { catalog: lab() });
  expect(first.found).toEqual(expected);
  expect(first.findings[0]?.notebook).toBe('trees/1.trees.ipynb');
  await rename(join(dir, 'git'), join(dir, 'gone'));
  try {
    expect(await checkJson('trees', { catalog: lab() })).toEqual(first);
    await expect(check(url)).rejects.toMatchObject({ code: 'check.unreachable' });
  } finally {
    await rename(join(dir, 'gone'), join(dir, 'git'));
  }
});

test('a lab with a notebook outside of what it takes of its repository', async () => {
  const { found } = await checkJson('trees', { catalog: lab(['2. more.ipynb']) });
  expect(found).toEqual(['B1 -']);
});

test.each([
  ['nothing-such', 'check.unknown'],
  ['git@github.com:teacher/trees.git', 'check.not-https'],
  ['ssh://git@github.com/teacher/trees', 'check.not-https'],
])('%s is refused', async (what, code) => {
  await expect(check(what)).rejects.toMatchObject({ code });
});

test('a folder without a notebook is an error', async () => {
  await expect(check(join(dir, 'empty'))).rejects.toMatchObject({ code: 'check.empty' });
});

test('--init drafts a lab that reads back, and writes over nothing', async () => {
  const out = join(dir, 'drafts', 'my-trees', 'lab.yaml');
  const { code } = await check(url, {}, { init: true, out });
  expect(code).toBe(0);
  const yaml = await readFile(out, 'utf8');
  expect(readLab(yaml, 'lab.yaml')).toMatchObject({
    id: 'my-trees',
    title: { ko: '나무 모델', en: '나무 모델' },
    state: { is: 'partly' },
    repos: [{ url, commit, dir: 'trees' }],
    open: 'trees/1.trees.ipynb',
    notebooks: [
      { path: 'trees/1.trees.ipynb' },
      { path: 'trees/2. more.ipynb' },
      { path: 'trees/working/old.ipynb', optional: true },
    ],
    regions: ['us-west-2'],
    permissions: [{ actions: ['comprehend:DetectSentiment'], resources: ['*'] }],
    creates: ['training-job', 'model', 'endpoint-configuration', 'endpoint'],
    uses: {
      training: [{ type: 'ml.m5.large', count: 2 }],
      // Both notebooks leave theirs running.
      hosting: [{ type: 'ml.m5.xlarge', count: 2 }],
    },
  });
  expect(yaml).toContain('never deletes its endpoint');
  await expect(check(url, {}, { init: true, out })).rejects.toMatchObject({ code: 'check.exists' });
  expect(await readFile(out, 'utf8')).toBe(yaml);
});

test('--init of a clone; --dry-run only shows it', async () => {
  const clone = join(dir, 'git', 'teacher', 'trees');
  const out = join(dir, 'drafts', 'shown', 'lab.yaml');
  const options = { flags: { dryRun: true } };
  await expect(check(clone, options, { init: true, out })).rejects.toMatchObject({
    code: 'check.no-repository',
  });
  execFileSync('git', ['-C', clone, 'remote', 'add', 'origin', 'git@github.com:teacher/trees.git']);
  const { text } = await check(clone, options, { init: true, out });
  expect(readLab(text, 'lab.yaml')).toMatchObject({
    id: 'shown',
    repos: [{ url: `${url}.git`, commit, dir: 'trees' }],
  });
  await expect(readFile(out)).rejects.toThrow('ENOENT');
});

test('--out alone is refused', async () => {
  const folder = join(dir, 'git', 'teacher', 'trees');
  await expect(check(folder, {}, { out: 'x' })).rejects.toMatchObject({ code: 'check.out-alone' });
});
