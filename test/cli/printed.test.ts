import { describe, expect, test } from 'vitest';
import { dispatch } from '../../src/cli/dispatch.ts';
import { readTyped } from '../../src/cli/typed.ts';
import { completeCommands } from '../../src/messages/commands.ts';
import { failures, messages } from '../../src/messages/catalog.ts';
import { anything } from '../messages/anything.ts';
import { commandsIn, resolvePrinted } from '../e2e/printed.ts';

const parser = { dispatch, readTyped };

async function wrongOf(argv: string, text: string): Promise<readonly string[]> {
  return (await resolvePrinted({ argv: argv.split(' '), text }, parser)).wrong;
}

test.each([
  [
    'See: labs class status ml101 --local. Then: labs down labs-me',
    'class status ml101 --local|down labs-me',
  ],
  ['  To go on: labs open --local   All: labs list', 'open --local|list'],
  ['"start": "labs start xgboost",', 'start xgboost'],
  ['labs class save ml101 keeps it, or --save FOLDER.', 'class save ml101'],
  ["(labs down labs-me --labs-dir 'my labs')", 'down labs-me --labs-dir my labs'],
  ['수업 보기: labs class status ml101을 실행하세요', 'class status ml101'],
  ['a stack that labs did not make', ''],
])('in %j the commands are %j', (text, commands) => {
  expect(
    commandsIn(text)
      .map(([words]) => words?.join(' '))
      .join('|'),
  ).toBe(commands);
});

type Said = (params: unknown) => string | readonly string[];

test('in every sentence of the catalog the commands are found, and where they end', () => {
  const invocation = { program: 'labs', options: { local: true } } as const;
  const holding = Object.entries({ ...messages, ...failures }).filter(([, { en }]) =>
    /`labs |onSandbox|[Cc]ommandOf|onClass|startAgainOf|downOf/.test(String(en)),
  );
  for (const [code, text] of holding) {
    // One that speaks of a command as it was typed.
    if (code === 'learn.no-item' || code === 'guard.topic-subject') continue;
    for (const lang of ['en', 'ko'] as const) {
      const said = [(text[lang] as Said)(anything(2))]
        .flat()
        .join('\n')
        .replaceAll('`labs --help`', '')
        .replace(/--sandbox (?=[ `])/g, '--sandbox x')
        .replace(/<[^>]*>/g, 'x');
      const marked = [...said.matchAll(/`labs[^`]*`/g)].map(([one]) =>
        completeCommands(one, invocation).replace(/^labs /, ''),
      );
      const found = commandsIn(completeCommands(said, invocation)).map(([words]) =>
        words!.join(' '),
      );
      expect({ code, lang, found }).toEqual({ code, lang, found: marked });
    }
  }
});

describe('a command that leads where the run led is right', () => {
  test.each([
    ['start xgboost --local', 'labs-me is ready. Remove it: labs down labs-me --local'],
    ['open --owner kim --local', 'No sandbox of kim: labs start xgboost --owner kim --local'],
    ['class up ml101', 'After class: labs class stop ml101'],
    ['class up ml101 --labs-dir /x/labs', 'See: labs class stop ml101 --labs-dir\n  /x/labs. More'],
    ['stop --profile x', 'labs list'],
    ['local down', 'labs-ml101-s1 goes with it. Keep it: labs class save ml101 --local'],
  ])('labs %s says %j', async (argv, text) => {
    expect(await wrongOf(argv, text)).toEqual([]);
  });
});

test.each([
  ['start xgboost --local', 'labs-me is ready. Remove it: labs down labs-me', /another local/],
  ['stop --profile x', 'labs-me: labs status --sandbox labs-me', /another profile/],
  ['stop --region us-west-2', 'labs-me: labs status --sandbox labs-me', /another region/],
  ['stop --labs-dir a', 'labs-me: labs status --sandbox labs-me', /another labs-dir/],
  ['open --owner kim', 'Start it: labs start xgboost', /names no sandbox/],
  ['open --owner kim', 'labs-kim rests: labs start xgboost --owner lee', /labs-lee/],
  ['class up ml101', 'Remove it: labs class down ml102', /class ml102/],
  ['local down', 'labs-ml101-s1 goes. Keep it: labs class save ml10 --local', /class ml10/],
  ['class up ml101', 'Remove it: labs class dwon ml101', /unknown command 'dwon'/],
  ['class up ml101', 'See: labs class status ml101 --prune', /unknown option '--prune'/],
])('labs %s may not say %j', async (argv, text, problem) => {
  const wrong = await wrongOf(argv, text);
  expect(wrong).toHaveLength(1);
  expect(wrong[0]).toMatch(problem);
});
