import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadCatalog } from '../../src/catalog/load.ts';
import { subcommand as completionCommand } from '../../src/cli/commands/completion.ts';
import { registry } from '../../src/cli/registry.ts';
import type { Lang } from '../../src/messages/text.ts';
import { testContext } from './test-context.ts';

const run = promisify(execFile);

async function script(shell: 'bash' | 'zsh' | 'fish', lang: Lang = 'en'): Promise<string> {
  const context = testContext({ lang });
  expect(await completionCommand.run(context, [shell], {})).toBe(0);
  return context.written.join('\n');
}

describe('in bash', () => {
  let dir: string;
  let file: string;

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'labs-completion-'));
    file = join(dir, 'labs.bash');
    await writeFile(file, await script('bash'));
  });

  afterAll(() => rm(dir, { recursive: true, force: true }));

  /** What bash offers for the last of these words, as it calls the function itself. */
  async function offered(...words: readonly string[]): Promise<readonly string[]> {
    const ask = `source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _labs; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const { stdout } = await run('bash', ['--norc', '-c', ask, 'bash', file, ...words], {
      cwd: dir,
    });
    return stdout.split('\n').filter((word) => word !== '');
  }

  test('it is registered for labs', async () => {
    const { stdout } = await run('bash', [
      '--norc',
      '-c',
      'source "$1"; complete -p labs',
      '-',
      file,
    ]);
    expect(stdout.trim()).toBe('complete -F _labs labs');
  });

  test('a command', async () => {
    expect(await offered('labs', '')).toEqual(registry.map(({ name }) => name));
    expect(await offered('labs', 'ext')).toEqual(['extend']);
    expect(await offered('labs', '--profile', 'list', 'ext')).toEqual(['extend']);
  });

  test('an option, of the command and of all', async () => {
    expect(await offered('labs', 'start', '--ow')).toEqual(['--owner']);
    expect(await offered('labs', 'start', '--reg')).toEqual(['--region']);
    expect(await offered('labs', 'extend', '--keep')).toEqual([]);
  });

  test('an action of a command, and the options of that action alone', async () => {
    expect(await offered('labs', 'local', '')).toEqual(['up', 'status', 'env', 'down']);
    expect(await offered('labs', 'class', '--local', 'sa')).toEqual(['save']);
    expect(await offered('labs', 'class', 'up', 'ml101', '--pr')).toEqual(['--profile', '--prune']);
    expect(await offered('labs', 'class', 'status', 'ml101', '--pr')).toEqual(['--profile']);
    expect(await offered('labs', 'class', 'up', 'ml101', '--lab', 'xg')).toEqual(['xgboost']);
    expect(await offered('labs', 'local', 'up', '--times', '')).toEqual(['modelled', 'instant']);
    expect(await offered('labs', 'learn', 'ne')).toEqual(['next']);
  });

  test('a lab, and another one', async () => {
    const ids = (await loadCatalog()).map(({ id }) => id);
    expect(await offered('labs', 'start', '')).toEqual(ids);
    expect(await offered('labs', 'start', 'xgboost', 'linear-learner-')).toEqual([
      'linear-learner-abalone',
    ]);
    expect(await offered('labs', 'show', 'xg')).toEqual(['xgboost']);
  });

  test('a word that an argument or an option takes', async () => {
    expect(await offered('labs', 'logs', 'j')).toEqual(['jupyter', 'jobs']);
    expect(await offered('labs', 'completion', 'z')).toEqual(['zsh']);
    expect(await offered('labs', 'help', 'tear')).toEqual(['teardown']);
    expect(await offered('labs', '--lang', '')).toEqual(['ko', 'en']);
    expect(await offered('labs', 'start', '--region', 'eu')).toEqual(['eu-west-1']);
    expect(await offered('labs', 'start', '--owner', 'k')).toEqual([]);
  });

  test('the options, where nothing else can come', async () => {
    expect(await offered('labs', 'cost', '')).toContain('--reconcile');
  });
});

describe.each(['zsh', 'fish'] as const)('for %s', (shell) => {
  test.each(['en', 'ko'] as const)('every command, option and lab is there (%s)', async (lang) => {
    const text = await script(shell, lang);
    for (const { name } of registry) expect(text).toContain(name);
    for (const { id } of await loadCatalog()) expect(text).toContain(id);
    for (const option of ['reconcile', 'follow', 'dry-run', 'labs-dir', 'door-url', 'max-keep']) {
      expect(text).toContain(option);
    }
    expect(/[가-힣]/.test(text)).toBe(lang === 'ko');
  });

  test('quotes of a description do not end its string', async () => {
    const text = await script(shell);
    const escaped = shell === 'zsh' ? "everybody'\\''s sandboxes" : "everybody\\'s sandboxes";
    expect(text).toContain(escaped);
  });
});
