import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { rules } from '../../src/check/rules/rules.ts';
import { packageRoot } from '../../src/paths.ts';
import { find, notebook, script } from './workshop.ts';

const rows = rowsOf('check.md', '## Rules');

/** The table of rules below a heading of a page. */
function rowsOf(page: string, heading: string) {
  const doc = readFileSync(join(packageRoot, 'docs', page), 'utf8');
  const [, section = ''] = doc.split(heading);
  return section
    .split('\n## ', 1)[0]!
    .split('\n')
    .filter((line) => /^\| [A-Z]\d \|/.test(line))
    .map((line) => {
      const [, id = '', severity = '', , example = '', mended = ''] = line
        .split('|')
        .map((cell) => cell.trim());
      return { id, severity, example, mended };
    });
}

/** A notebook of the code in a row's cell; `conda_…` is its kernel. */
function notebookOf(cell: string) {
  const spans = [...cell.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code.replaceAll('↵', '\n'));
  const kernel = spans.find((code) => code.startsWith('conda_'));
  const code = spans.filter((one) => one !== kernel).join('\n');
  return notebook([code], kernel === undefined ? {} : { kernel });
}

const hasCode = (cell: string) => cell.includes('`');
const beside = script('train.py', 'print(1)\n');

test('docs/check.md has a row for each rule, with its severity', () => {
  expect(rows.map(({ id, severity }) => [id, severity])).toEqual(
    rules.map(({ id, severity }) => [id, severity]),
  );
});

test('the Korean page has the same rules, severities and code', () => {
  const code = ({ id, severity, example, mended }: (typeof rows)[number]) => [
    id,
    severity,
    ...(`${example}${mended}`.match(/`[^`]+`/g) ?? []),
  ];
  expect(rowsOf('check.ko.md', '## 규칙').map(code)).toEqual(rows.map(code));
});

test.each(rows.filter(({ example }) => hasCode(example)))(
  '$id finds its example',
  async ({ id, severity, example }) => {
    const found = await find(id, notebookOf(example), beside);
    expect(found.length).toBeGreaterThan(0);
    expect(found.every((one) => one.endsWith(` ${severity}`))).toBe(true);
  },
);

test.each(rows.filter(({ mended }) => hasCode(mended)))(
  '$id finds nothing where it is mended',
  async ({ id, mended }) => {
    expect(await find(id, notebookOf(mended), beside)).toEqual([]);
  },
);
