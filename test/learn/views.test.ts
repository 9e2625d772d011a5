import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { loadCatalog } from '../../src/catalog/load.ts';
import { registry } from '../../src/cli/registry.ts';
import { widthOf } from '../../src/host/width.ts';
import { helpTopics } from '../../src/messages/help-topics.ts';
import { learnerHome, runCommand } from './run.ts';

const catalog = await loadCatalog();
const countOf = (state: string) => catalog.filter(({ state: { is } }) => is === state).length;
const topics = Object.keys(helpTopics);
const hangul = /[가-힣]/;

const views = [
  ['list', [[]]],
  ['show', catalog.map(({ id }) => [id])],
  ['learn', [[], ['list'], ['course'], ['week', '3'], ['7'], ['46'], ['done', '1']]],
  ['help', [[], ...topics.map((topic) => [topic])]],
] as const;

describe.each(['en', 'ko'] as const)('in %s', (lang) => {
  describe.each([40, 80])('at %i columns', (columns) => {
    test.each(views)('labs %s stays within them', async (command, calls) => {
      const home = await learnerHome();
      const texts: string[] = [];
      for (const words of calls) {
        texts.push(await runCommand([command, ...words], { lang, columns, home }));
      }
      const lines = stripVTControlCharacters(texts.join('\n')).split('\n');
      // What cannot be broken (an address, a path, a command) may be longer, alone on its line.
      const tooLong = lines.filter(
        (line) => widthOf(line) > columns && /\s/.test(line.trim().replace(/^[-[\]x>! \d]+/, '')),
      );
      expect(
        tooLong.filter((line) => !/^ +(labs|%pip) |\.ipynb| @ [0-9a-f]{10}$/.test(line)),
      ).toEqual([]);
    });
  });

  test.each(views)('labs %s speaks that language', async (command, calls) => {
    const home = await learnerHome();
    for (const words of calls) {
      const text = await runCommand([command, ...words], { lang, home });
      expect(hangul.test(text)).toBe(lang === 'ko');
    }
  });
});

test('labs list groups the labs by section, with price, minutes and state', async () => {
  const text = await runCommand(['list'], { columns: 80 });
  expect(text).toMatch(/Introduction to SageMaker\n {2}linear-learner +\$0\.05\/h · 60 min/);
  expect(text.match(/· repaired\n/g)).toHaveLength(countOf('repaired'));
  expect(text.match(/· works in part\n/g)).toHaveLength(countOf('partly'));
});

test('labs list --json gives the whole catalog with its prices', async () => {
  const { labs } = JSON.parse(await runCommand(['list'], { json: true }));
  const ids = labs.map(({ id }: { id: string }) => id);
  expect(ids).toEqual(catalog.map(({ id }) => id));
  expect(labs[ids.indexOf('hello-docker')]).toMatchObject({
    pricePerHour: 0.05,
    regions: expect.any(Array),
  });
});

test('labs show keeps every blank of a path', async () => {
  const path = 'linear-learner/      build_and_train_models/sm-linear_learner_mnist.ipynb';
  expect(await runCommand(['show', 'linear-learner'], { columns: 80 })).toContain(path);
  const narrow = await runCommand(['show', 'linear-learner'], { columns: 40 });
  expect(narrow).toContain('linear-learner/\n        build_and_train_models/');
});

test('labs show says where a lab stops, what it rents, makes and leaves', async () => {
  const text = await runCommand(['show', 'topic-modeling']);
  expect(text).toContain('How it is today');
  expect(text).toContain('training: up to 2 x ml.c5.9xlarge, $1.84/h each');
  expect(text).toContain('models, endpoint configurations, endpoints');
  expect(text).toContain('labs down');
});

test('an unknown lab or topic names the nearest', async () => {
  await expect(runCommand(['show', 'kobart'])).rejects.toMatchObject({
    code: 'lab.unknown',
    params: { near: ['kobert'] },
  });
  await expect(runCommand(['help', 'lease'])).rejects.toMatchObject({
    code: 'help.unknown',
    params: { near: expect.arrayContaining(['leases']) },
  });
});

test.each(topics)('labs help %s names only commands that there are', async (topic) => {
  const names = registry.map(({ name }) => name);
  for (const lang of ['en', 'ko'] as const) {
    const text = helpTopics[topic as keyof typeof helpTopics][lang].join('\n');
    const typed = [...text.matchAll(/`labs ([a-z-]+)/g)].map(([, word = '']) => word);
    expect(typed.filter((word) => word !== '--help' && !names.includes(word))).toEqual([]);
  }
});
