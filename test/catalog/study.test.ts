import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { loadCatalog, loadStudy } from '../../src/catalog/load.ts';
import { readYaml } from '../../src/catalog/read-yaml.ts';
import { findItem, itemsOf } from '../../src/catalog/study.ts';
import { itemKinds, studyListSchema } from '../../src/catalog/study-schema.ts';
import { problemsIn } from './problems.ts';
import addresses from './seed-addresses.json' with { type: 'json' };

const { list, course } = await loadStudy();
const items = itemsOf(list);
const yaml = await readFile(new URL('../../labs/paths/study-list.yaml', import.meta.url), 'utf8');

test('all 75 items are there, in order', () => {
  expect(items.map(({ id }) => id)).toEqual(
    Array.from({ length: 75 }, (_, index) => `S${String(index + 1).padStart(2, '0')}`),
  );
});

test('in the seven sections of the list', () => {
  expect(list.sections.map(({ title }) => title.ko)).toEqual([
    '특집 이벤트 (2020 re:Invent AI/ML 서비스 소개)',
    'SageMaker 선수 지식 및 101',
    'SageMaker 입문',
    'SageMaker 기본',
    '유용한 자료 (백서 등)',
    '체계적인 교육',
    '대학교 AWS SageMaker 커리큘럼 수업 예시 (10주)',
  ]);
});

test('of each kind as many as the list has', () => {
  const count = (kind: string) => items.filter((item) => item.kind === kind).length;
  expect(Object.fromEntries(itemKinds.map((kind) => [kind, count(kind)]))).toEqual({
    video: 12,
    doc: 8,
    workshop: 22,
    course: 21,
    blog: 10,
    prerequisite: 2,
  });
});

test('every address of the list is in the catalog, and no other', () => {
  expect(addresses).toHaveLength(53);
  expect(new Set(items.flatMap(({ url }) => url ?? []))).toEqual(new Set(addresses));
});

test('what is gone says what happened and lives on somewhere, where that is known', () => {
  const dead = items.filter((item) => item.dead !== undefined);
  expect(dead.map(({ id }) => id)).toEqual(['S46', 'S66', 'S71']);
  expect(dead.filter(({ successor }) => successor === undefined).map(({ id }) => id)).toEqual([
    'S46',
  ]);
});

test('every lab that an item names is in the catalog', async () => {
  const ids = (await loadCatalog()).map(({ id }) => id);
  expect(items.flatMap(({ lab }) => lab ?? []).filter((lab) => !ids.includes(lab))).toEqual([]);
});

test('the course has ten weeks over the whole last section', () => {
  expect(course.weeks.map(({ week }) => week)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  expect(course.weeks.flatMap((week) => week.items)).toEqual(
    items.filter(({ section }) => section.id === 'university').map(({ id }) => id),
  );
});

test.each(['S07', 's7', '7', '07'])('%s is item S07', (word) => {
  expect(findItem(list, word)?.id).toBe('S07');
});

test('a lab is found by its id, as the first item that it is', () => {
  expect(findItem(list, 'xgboost')?.id).toBe('S23');
  expect(findItem(list, 'nothing')).toBeUndefined();
  expect(findItem(list, '76')).toBeUndefined();
});

test.each([
  ['an item twice', /id: S02$/m, 'id: S01', '"S01" is there twice'],
  ['the same as a later one', /same: S16/, 'same: S52', 'no earlier item "S52"'],
  ['a reference to nothing', /see: \[S07/, 'see: [S99', 'no item "S99"'],
  ['an unknown kind', /kind: prerequisite/, 'kind: podcast', 'kind: '],
])('%s is refused with its line', (_, pattern, replacement, text) => {
  const wrong = yaml.replace(pattern, replacement);
  const line = wrong.split('\n').findIndex((row, at) => row !== yaml.split('\n')[at]) + 1;
  expect(problemsIn(() => readYaml(studyListSchema, wrong, 'list.yaml'))).toEqual([
    expect.stringMatching(`^list.yaml:${line}: .*${text}`),
  ]);
});
