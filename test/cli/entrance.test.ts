import type { CommandUnknownOpts } from 'commander';
import { describe, expect, test } from 'vitest';
import { dispatch } from '../../src/cli/dispatch.ts';
import { loadProgram } from '../../src/cli/program.ts';
import { readTyped } from '../../src/cli/typed.ts';

/** What a command line does, with the command replaced by nothing. */
async function doneBy(argv: readonly string[]) {
  const { flags, lang } = readTyped(argv);
  let did = 'nothing';
  let own: Readonly<Record<string, unknown>> = {};
  const exitCode = await dispatch(argv, 'en', async ({ options }, name) => {
    did = name;
    own = options;
    return 0;
  });
  return { did, flags, lang, exitCode, own };
}

const program = await loadProgram('en');
const commands = leavesOf(program);
const words = (command: CommandUnknownOpts): readonly string[] =>
  command.parent === null ? [] : [...words(command.parent), command.name()];

/** What can be done: the commands, and their actions where they have some. */
function leavesOf({ commands: all }: CommandUnknownOpts): readonly CommandUnknownOpts[] {
  return all.flatMap((command) => [
    ...(command.commands.length === 0 || command.name() === 'learn' ? [command] : []),
    ...leavesOf(command),
  ]);
}

/** The fewest words after a command. */
function least({ registeredArguments, options }: CommandUnknownOpts): readonly string[] {
  return [
    ...registeredArguments.flatMap(({ required, argChoices }) =>
      required ? [argChoices?.[0] ?? 'x'] : [],
    ),
    ...options.flatMap(({ mandatory, long }) => (mandatory && long ? [long] : [])),
  ];
}

/** All global options at once, each of them with a value that is also the name of a command. */
function globalsOf(value: string, between: ' ' | '=') {
  const typed = program.options.map((option) => {
    const { long = '', short, required, argChoices } = option;
    const given = argChoices?.[0] ?? value;
    return required
      ? { key: option.attributeName(), reads: given, words: `${long}${between}${given}`.split(' ') }
      : {
          key: option.attributeName(),
          reads: true,
          words: [between === ' ' ? long : (short ?? long)],
        };
  });
  return {
    words: typed.flatMap((one) => one.words),
    read: Object.fromEntries(typed.map(({ key, reads }) => [key, reads])),
  };
}

describe.each(commands.map((command) => ({ command, name: words(command).join(' ') })))(
  '$name',
  ({ command, name }) => {
    const [first = '', ...rest] = words(command);
    const more = [...rest, ...least(command)];

    test('runs with every global option, before it and after it, whatever the value', async () => {
      const at = commands.indexOf(command);
      const neighbour = commands[(at + 1) % commands.length]?.name() ?? '';
      const both = [globalsOf('local', ' '), globalsOf(neighbour, '=')];
      for (const { words: globals, read } of both) {
        for (const argv of [
          [...globals, first, ...more],
          [first, ...globals, ...more],
          [first, ...more, ...globals],
        ]) {
          const { did, flags, lang, exitCode } = await doneBy(argv);
          expect({ argv, did, exitCode, read: { ...flags, lang } }).toEqual({
            argv,
            did: `labs ${name}`,
            exitCode: 0,
            read,
          });
        }
      }
    });

    test('takes each of its own options, as two words and as one', async () => {
      for (const option of command.options) {
        const { long = '', required, argChoices, mandatory } = option;
        if (mandatory) continue;
        const value = argChoices?.[0] ?? (option.parseArg === undefined ? 'x' : '7');
        const key = option.attributeName();
        for (const typed of required ? [[long, value], [`${long}=${value}`]] : [[long]]) {
          const { own } = await doneBy([first, ...more, ...typed]);
          const reads = option.parseArg?.(value, undefined) ?? value;
          const wanted = option.variadic ? [value] : reads;
          expect({ typed, [key]: own[key] }).toEqual({
            typed,
            [key]: required ? wanted : !option.negate,
          });
        }
      }
    });

    test('takes no option of another, and says where its help is', async () => {
      const own = new Set([...command.options, ...program.options].map(({ long }) => long));
      const others = commands
        .flatMap(({ options }) => options)
        .filter(({ long }) => !own.has(long));
      const [other] = others;
      await expect(doneBy([first, ...more, other?.long ?? ''])).rejects.toMatchObject({
        code: 'cli.usage',
        params: {
          text: expect.stringContaining(`unknown option '${other?.long}'`),
          help: `\`labs ${name} --help\``,
        },
      });
    });
  },
);

test('an action refuses what only another action takes', async () => {
  await expect(doneBy(['class', 'status', 'ml101', '--prune'])).rejects.toMatchObject({
    code: 'cli.usage',
    params: { text: "unknown option '--prune'", help: '`labs class status --help`' },
  });
});

test.each([
  { argv: ['--profile', 'local', 'down', '--yes'], did: 'labs down' },
  { argv: ['--profile', 'start', 'down', '--dry-run'], did: 'labs down' },
  { argv: ['--labs-dir', 'class', 'list'], did: 'labs list' },
])('$argv does $did', async ({ argv, did }) => {
  expect(await doneBy(argv)).toMatchObject({ did });
});

test.each([
  { argv: ['--profile', 'local'], text: 'no command was given' },
  { argv: ['--yes'], text: 'no command was given' },
  { argv: ['dwon'], text: "unknown command 'dwon'\n(Did you mean down?)" },
  { argv: ['--profil', 'x', 'down'], text: "unknown option '--profil'\n(Did you mean --profile?)" },
  { argv: ['class'], text: 'no command was given' },
  { argv: ['class', 'upp', 'ml101'], text: "unknown command 'upp'\n(Did you mean up?)" },
  { argv: ['class', 'stop', 'ml101', 'x'], text: expect.stringContaining('too many arguments') },
  { argv: ['class', 'up'], text: "missing required argument 'class'" },
  { argv: ['guard', 'run'], text: "required option '--once' not specified" },
  { argv: ['down', '--profile'], text: "option '--profile <name>' argument missing" },
])('$argv reaches no command and is an error', async ({ argv, text }) => {
  await expect(doneBy(argv)).rejects.toMatchObject({
    code: 'cli.usage',
    params: { text: text },
  });
});
