import type { CommandUnknownOpts } from 'commander';
import { expect, test } from 'vitest';
import { loadProgram } from '../../src/cli/program.ts';
import { message, render } from '../../src/messages/message.ts';
import type { Lang } from '../../src/messages/text.ts';

async function help(words: string, lang: Lang): Promise<string> {
  let command: CommandUnknownOpts | undefined = await loadProgram(lang);
  for (const word of words.split(' ')) {
    command = command?.commands.find((one) => one.name() === word);
  }
  return command?.helpInformation() ?? '';
}

test("a command's help names what every command takes, too", async () => {
  const said = await help('down', 'en');
  expect(said).toMatch(/^Usage: labs down/);
  expect(said).toContain('\nOptions:\n');
  expect(said).toMatch(/\nGlobal Options:\n(?:.*\n)*? {2}--local /);
  expect(said).toMatch(/--yes/);
});

test("an action's help has its own options, and the help above it a line for each action", async () => {
  const up = await help('class up', 'en');
  expect(up).toMatch(/^Usage: labs class up \[options\] <class>/);
  expect(up).toMatch(/--roster <file>/);
  expect(up).not.toMatch(/--request|--revoke|--listen/);
  expect(await help('class status', 'en')).not.toMatch(/--roster|--prune/);
  const above = await help('class', 'en');
  expect(above).toMatch(/\n {2}status \S*.*the board/);
  expect(
    above.match(
      /^ {2}(?:plan|up|status|stop|start|extend|open|push|save|repair|handouts|door|down) /gm,
    ),
  ).toHaveLength(13);
  expect(above).not.toContain('--roster');
});

test('help in Korean has no English headings', async () => {
  const said = await help('show', 'ko');
  expect(said).toMatch(/^사용법: labs show/);
  for (const title of ['인수:', '옵션:', '공통 옵션:']) expect(said).toContain(`\n${title}\n`);
  expect(said).not.toMatch(/^(?:Usage|Arguments|Options|Global Options|Commands):/m);
});

test('the headings are as many in each language', () => {
  const [en, ko] = (['en', 'ko'] as const).map((lang) =>
    render(message('cli.help-titles'), lang).split('|'),
  );
  expect(ko).toHaveLength(en?.length ?? 0);
  expect(en).toContain('Commands:');
});
