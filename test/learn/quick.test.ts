import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** What a file loads when it is loaded: its imports that are neither types nor on demand. */
async function loadedBy(file: string): Promise<readonly string[]> {
  const text = await readFile(file, 'utf8');
  const statements = text.matchAll(
    /^(?:import|export)\s(?!type\s)[^;]*?from\s+'([^']+)'|^import\s+'([^']+)'/gm,
  );
  return [...statements].map(([, from, bare]) => from ?? bare ?? '');
}

/** Every module that files load, and what those load. */
async function closureOf(files: readonly string[]): Promise<ReadonlySet<string>> {
  const seen = new Set<string>();
  const queue = files.map((file) => resolve(root, file));
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    if (!file.startsWith('/')) continue;
    for (const name of await loadedBy(file)) {
      queue.push(name.startsWith('.') ? resolve(dirname(file), name) : name);
    }
  }
  return seen;
}

const shell = [
  'bin/labs.ts',
  'src/cli/main.ts',
  'src/cli/program.ts',
  'src/cli/context.ts',
  'src/cli/reader.ts',
];

test.each([
  ['--help', []],
  ['list', ['src/cli/commands/list.ts']],
  ['show', ['src/cli/commands/show.ts']],
  ['learn', ['src/cli/commands/learn.ts']],
  ['help', ['src/cli/commands/help.ts']],
  ['class --help', ['src/cli/commands/class.ts']],
  ['guard --help', ['src/cli/commands/guard.ts']],
  ['local --help', ['src/cli/commands/local.ts']],
])('labs %s loads no AWS SDK, no CDK, and no parser of what was compiled', async (_, files) => {
  const loaded = [...(await closureOf([...shell, ...files]))];
  expect(loaded).toContain(resolve(root, 'src/messages/catalog.ts'));
  expect(
    loaded.filter((name) =>
      /^(@aws-sdk|@smithy|aws-cdk|constructs|zod|yaml|open)(\/|$)/.test(name),
    ),
  ).toEqual([]);
});

test('the search sees what a command does load', async () => {
  const loaded = await closureOf(['src/catalog/read-lab.ts']);
  expect(loaded).toContain('zod');
  expect(loaded).toContain('yaml');
});
