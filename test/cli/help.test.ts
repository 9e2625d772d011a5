import { expect, test } from 'vitest';
import { buildProgram } from '../../src/cli/program.ts';
import { message, render } from '../../src/messages/message.ts';
import type { Lang } from '../../src/messages/text.ts';

async function help(word: string, lang: Lang): Promise<string> {
  const program = await buildProgram(word, '0.0.0', lang, async () => undefined);
  return program.commands.find((command) => command.name() === word)?.helpInformation() ?? '';
}

test("a command's help names what every command takes, too", async () => {
  const said = await help('down', 'en');
  expect(said).toMatch(/^Usage: labs down/);
  expect(said).toContain('\nOptions:\n');
  expect(said).toMatch(/\nGlobal Options:\n(?:.*\n)*? {2}--local /);
  expect(said).toMatch(/--yes/);
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
