import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readLab } from '../../src/catalog/read-lab.ts';
import { builtInLabs } from '../../src/catalog/manifests.ts';
import { problemsIn } from './problems.ts';

const xgboost = await readFile(join(builtInLabs, 'xgboost', 'lab.yaml'), 'utf8');

const problemsOf = (yaml: string) => problemsIn(() => readLab(yaml, 'lab.yaml'));

function lineOf(yaml: string, text: string): number {
  return yaml.split('\n').findIndex((line) => line.includes(text)) + 1;
}

test('a manifest is read with its defaults', () => {
  const lab = readLab(xgboost, 'lab.yaml');
  expect(lab.regions).toEqual(['us-east-1', 'us-east-2', 'us-west-2', 'eu-west-1']);
  expect(lab.permissions).toEqual([]);
});

test('an unknown key is named with its line', () => {
  const yaml = xgboost.replace('  gib: 10', '  gib: 10\n  gpu: 1');
  expect(problemsOf(yaml)).toEqual([
    `lab.yaml:${lineOf(yaml, 'gpu: 1')}: unknown key "instance.gpu"`,
  ]);
});

test('a wrong type is named with its line', () => {
  const yaml = xgboost.replace('minutes: 60', 'minutes: long');
  expect(problemsOf(yaml)).toEqual([
    expect.stringMatching(`^lab.yaml:${lineOf(yaml, 'minutes: long')}: minutes: .*number`),
  ]);
});

test('all problems come at once', () => {
  const yaml = xgboost.replace('minutes: 60', 'minutes: long').replace('id: xgboost', 'id: XG');
  expect(problemsOf(yaml)).toHaveLength(2);
});

test.each([
  ['a commit that is a branch', /commit: [0-9a-f]{40}/, 'commit: master'],
  ['a folder above', /dir: xgboost/, 'dir: ../xgboost'],
  ['an absolute notebook', /open: xgboost/, 'open: /xgboost'],
  ['a dead instance type', /type: ml.t3.medium/, 'type: t3.medium'],
  ['plain http', /https:\/\/github/, 'http://github'],
])('%s is refused', (_, pattern, replacement) => {
  expect(problemsOf(xgboost.replace(pattern, replacement))).not.toEqual([]);
});

test.each([
  ['open is not a notebook of it', /^open: .*/m, 'open: xgboost/none.ipynb', 'open: '],
  ['a folder that is not cloned', /warmingup1/, '../warmingup1', 'notebooks.0.path'],
  ['a notebook elsewhere', /path: xgboost\/w/, 'path: other/w', 'folder "other"'],
  ['no instance to make it on', /^ {2}transform: .*\n/m, '', 'uses.transform names none'],
  ['a notebook type that is gone', /type: ml.t3.medium/, 'type: ml.p3.2xlarge', 'instance.type'],
])('%s: refused, and said so', (_, pattern, replacement, text) => {
  const problems = problemsOf(xgboost.replace(pattern, replacement));
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatch(/^lab\.yaml:\d+: /);
  expect(problems[0]).toContain(text);
});

test('every mistake is told in Korean too', () => {
  const wrong = xgboost
    .replace('minutes: 60', 'minutes: long')
    .replace(/commit: .*/, 'commit: master')
    .replace('  gib: 10', '  gib: 1\n  gpu: 1')
    .replace(/^summary:\n.*\n.*\n/m, '');
  const korean = problemsIn(() => readLab(wrong, 'lab.yaml'), 'ko');
  expect(korean).toHaveLength(5);
  for (const problem of korean) expect(problem).toMatch(/^lab\.yaml:\d+: .*[가-힣]/);
  expect(korean).toContainEqual(expect.stringContaining('summary: 빠져 있습니다'));
});

test('parts that do not fit are told in Korean too', () => {
  const wrong = xgboost.replace(/^open: .*/m, 'open: xgboost/none.ipynb');
  expect(problemsIn(() => readLab(wrong, 'lab.yaml'), 'ko')[0]).toMatch(
    /notebooks 에 ".*" 항목이 없습니다/,
  );
});

test('broken YAML is named with its line', () => {
  const problems = problemsOf('id: xgboost\ntitle: {ko: "x\n');
  expect(problems[0]).toMatch(/^lab\.yaml:\d+: /);
});
