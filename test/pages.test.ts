import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { labSchema } from '../src/catalog/schema.ts';
import { packageRoot } from '../src/paths.ts';

const read = (path: string) => readFileSync(join(packageRoot, path), 'utf8');

const pages = ['README.md', 'README.ko.md'].concat(
  ['docs', 'docs/decisions'].flatMap((folder) =>
    readdirSync(join(packageRoot, folder))
      .filter((name) => name.endsWith('.md'))
      .map((name) => `${folder}/${name}`),
  ),
);

test.each(pages)('what %s links to is there', (page) => {
  const links = [...read(page).matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map(([, path]) => path!);
  expect(links.filter((link) => !existsSync(join(packageRoot, dirname(page), link)))).toEqual([]);
});

test.each(['docs/code.md', 'docs/how-to-add.md'])('the files that %s names are there', (page) => {
  const named = [...read(page).matchAll(/`((?:src|lib|bin|test|labs|scripts)\/[\w./-]+)`/g)];
  expect(named.length).toBeGreaterThan(5);
  expect(
    named.map(([, path]) => path!).filter((path) => !existsSync(join(packageRoot, path))),
  ).toEqual([]);
});

test('every room of src is on the map', () => {
  const rooms = readdirSync(join(packageRoot, 'src')).filter((name) =>
    statSync(join(packageRoot, 'src', name)).isDirectory(),
  );
  expect(rooms.filter((room) => !read('docs/code.md').includes(`\`src/${room}\``))).toEqual([]);
});

test('the glossary has at most 12 words', () => {
  const words = read('docs/code.md').split('## Words')[1]!.split('## ')[0]!;
  expect(words.match(/^\| (?!word|-)/gm)!.length).toBeLessThanOrEqual(12);
});

test('the lab of the recipe is one', () => {
  const [, yaml] = /```yaml\n([\s\S]+?)```/.exec(read('docs/how-to-add.md'))!;
  expect(labSchema.safeParse(parse(yaml!)).error).toBeUndefined();
});

test.each([
  ['README.md', '| claim |', 'MIT licence'],
  ['README.ko.md', '| 주장 |', 'MIT 라이선스'],
])('%s has at most 900 words beside its table', (page, table, after) => {
  const [before, rest] = read(page).split(table);
  const words = `${before!} ${rest!.slice(rest!.indexOf(after))}`.split(/\s+/);
  expect(words.length).toBeLessThanOrEqual(900);
});
