import { mkdtempSync, writeFileSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { packageRoot } from '../../src/paths.ts';
import type { Parser, Run } from './printed.ts';
import { resolvePrinted } from './printed.ts';

/**
 * Keeps what every run of the CLI prints, and resolves each command in it at the end, once for all
 * files: loading every command takes longer than reading a thousand lines.
 */
export function setup(): () => Promise<void> {
  const file = join(mkdtempSync(join(tmpdir(), 'labs-printed-')), 'runs');
  writeFileSync(file, '');
  process.env['LABS_TEST_PRINTED'] = file;
  return async () => {
    const before = process.exitCode ?? 0;
    // Until all are resolved: an error here does not fail the tests, which are over.
    process.exitCode = 1;
    const runs = (await readFile(file, 'utf8')).split('\n').filter((line) => line !== '');
    await rm(dirname(file), { recursive: true });
    const parser = await builtParser();
    const wrong = new Set<string>();
    let count = 0;
    for (const run of runs) {
      const found = await resolvePrinted(JSON.parse(run) as Run, parser);
      for (const one of found.wrong) wrong.add(one);
      count += found.resolved.length;
    }
    if (wrong.size > 0) throw new Error(`printed commands lead astray:\n${[...wrong].join('\n')}`);
    process.stdout.write(`${count} printed commands lead where their runs led\n`);
    process.exitCode = before;
  };
}

/** The parser of the program that was run. */
async function builtParser(): Promise<Parser> {
  const built = join(packageRoot, 'dist', 'src', 'cli');
  const [{ dispatch }, { readTyped }] = (await Promise.all([
    import(join(built, 'dispatch.js')),
    import(join(built, 'typed.js')),
  ])) as [Parser, Parser];
  return { dispatch, readTyped };
}
