import { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import { dispatch } from '../../src/cli/dispatch.ts';
import { addGlobalOptions } from '../../src/cli/global-options.ts';
import { registry } from '../../src/cli/registry.ts';
import { readTyped } from '../../src/cli/typed.ts';

/** What a command line does, with the command replaced by nothing. */
async function doneBy(argv: readonly string[]) {
  const typed = readTyped(argv);
  let did = 'nothing';
  const exitCode = await dispatch(typed, 'en', async (command) => {
    did = command.name();
    return 0;
  });
  return { did, flags: typed.flags, lang: typed.lang, exitCode };
}

const names = registry.map(({ name }) => name);
const globals = new Command();
addGlobalOptions(globals, () => '');

/** The fewest arguments that a command takes. */
async function leastArguments(name: string): Promise<readonly string[]> {
  const command = new Command(name);
  const entry = registry.find((one) => one.name === name);
  (await entry!.load()).define(command, 'en');
  return command.registeredArguments
    .filter(({ required }) => required)
    .map(({ argChoices }) => argChoices?.[0] ?? 'x');
}

/** Each way of typing a global option, with a value that is also the name of a command. */
function waysOf(value: string) {
  return globals.options.flatMap((option) => {
    const key = option.attributeName();
    if (!option.required) {
      const typed = [option.long, option.short].flatMap((flag) => flag ?? []);
      return typed.map((flag) => ({ words: [flag], key, reads: true as string | boolean }));
    }
    const reads = option.argChoices?.[0] ?? value;
    return [
      { words: [`${option.long}`, reads], key, reads },
      { words: [`${option.long}=${reads}`], key, reads },
    ];
  });
}

describe.each(names)('%s', (name) => {
  test('runs with every global option, before it and after it, whatever the value', async () => {
    const least = await leastArguments(name);
    const neighbour = names[(names.indexOf(name) + 1) % names.length] ?? '';
    for (const value of ['local', neighbour]) {
      for (const { words, key, reads } of waysOf(value)) {
        for (const argv of [
          [...words, name, ...least],
          [name, ...words, ...least],
          [name, ...least, ...words],
        ]) {
          const { did, flags, lang, exitCode } = await doneBy(argv);
          expect({ argv, did, exitCode, [key]: { ...flags, lang }[key] }).toEqual({
            argv,
            did: name,
            exitCode: 0,
            [key]: reads,
          });
        }
      }
    }
  });
});

test.each([
  { argv: ['--profile', 'local', 'down', '--yes'], did: 'down' },
  { argv: ['--profile', 'start', 'down', '--dry-run'], did: 'down' },
  { argv: ['--labs-dir', 'class', 'list'], did: 'list' },
])('$argv does $did', async ({ argv, did }) => {
  expect(await doneBy(argv)).toMatchObject({ did });
});

test.each([
  { argv: ['--profile', 'local'], text: 'no command was given' },
  { argv: ['--yes'], text: 'no command was given' },
  { argv: ['dwon'], text: "unknown command 'dwon'\n(Did you mean down?)" },
  { argv: ['--profil', 'x', 'down'], text: "unknown option '--profil'\n(Did you mean --profile?)" },
  { argv: ['down', '--profile'], text: "option '--profile <name>' argument missing" },
])('$argv reaches no command and is an error', async ({ argv, text }) => {
  await expect(doneBy(argv)).rejects.toMatchObject({
    code: 'cli.usage',
    params: { text: text },
  });
});
