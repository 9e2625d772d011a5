import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Repositories and manifests of two small workshops, for a catalog of a test's own. */
export interface Workshops {
  /** Stands for `https://github.com/`. */
  readonly git: string;
  /** For `--labs-dir`. */
  readonly labsDir: string;
  readonly commits: Readonly<Record<string, string>>;
}

/** A notebook that Jupyter opens. */
const notebook = JSON.stringify({
  cells: [{ cell_type: 'markdown', metadata: {}, source: ['# a workshop'] }],
  metadata: { kernelspec: { name: 'conda_python3', display_name: 'conda_python3' } },
  nbformat: 4,
  nbformat_minor: 5,
});

/**
 * Makes `trees` (a whole repository) and `lines` (one file out of many, in a folder whose name
 * begins with spaces, on a branch that is called `default`).
 */
export function makeWorkshops(dir: string): Workshops {
  const commits = {
    trees: makeRepository(join(dir, 'git', 'teacher', 'trees'), 'master', {
      '1.trees.ipynb': notebook,
      'data.csv': 'a,b\n1,2\n',
    }),
    lines: makeRepository(join(dir, 'git', 'teacher', 'examples'), 'default', {
      '      learn/lines.ipynb': notebook,
      'large/unwanted.bin': 'x'.repeat(100_000),
    }),
  };
  const labsDir = join(dir, 'labs');
  writeManifest(labsDir, 'trees', {
    repo: 'trees',
    commit: commits.trees,
    open: 'trees/1.trees.ipynb',
  });
  writeManifest(labsDir, 'lines', {
    repo: 'examples',
    commit: commits.lines,
    open: 'lines/      learn/lines.ipynb',
    sparse: '      learn/lines.ipynb',
  });
  return { git: `file://${join(dir, 'git')}/`, labsDir, commits };
}

function makeRepository(
  dir: string,
  branch: string,
  files: Readonly<Record<string, string>>,
): string {
  mkdirSync(dir, { recursive: true });
  const git = (...args: readonly string[]) =>
    execFileSync('git', ['-C', dir, ...args], { encoding: 'utf8' }).trim();
  git('init', '--quiet', `--initial-branch=${branch}`);
  git('config', 'uploadpack.allowFilter', 'true');
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(dir, path, '..'), { recursive: true });
    writeFileSync(join(dir, path), text);
  }
  git('add', '--all');
  git('-c', 'user.name=t', '-c', 'user.email=t@example.com', 'commit', '--quiet', '-m', 'workshop');
  return git('rev-parse', 'HEAD');
}

function writeManifest(
  labsDir: string,
  id: string,
  {
    repo,
    commit,
    open,
    sparse,
  }: {
    readonly repo: string;
    readonly commit: string;
    readonly open: string;
    readonly sparse?: string;
  },
): void {
  mkdirSync(join(labsDir, id), { recursive: true });
  writeFileSync(
    join(labsDir, id, 'lab.yaml'),
    `id: ${id}
title: { ko: 실습 ${id}, en: Lab ${id} }
summary: { ko: 실습, en: a lab }
section: introduction
state: { is: ready }
repos:
  - url: https://github.com/teacher/${repo}
    commit: ${commit}
    dir: ${id}
${sparse === undefined ? '' : `    sparse: ['${sparse}']\n`}open: '${open}'
notebooks: [{ path: '${open}' }]
instance: { type: ml.t3.medium, gib: 10 }
runtime: { kernel: conda_python3, python: '3.10' }
creates: [training-job, model, endpoint-configuration, endpoint]
uses:
  training: [{ type: ml.m5.xlarge }]
  hosting: [{ type: ml.m5.xlarge }]
minutes: 10
`,
  );
}
