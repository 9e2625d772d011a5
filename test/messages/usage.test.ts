import { Argument, Command, CommanderError } from 'commander';
import { expect, test } from 'vitest';
import { renderFailure } from '../../src/messages/message.ts';

/** What commander says of a command line, as the CLI hands it on. */
async function wrong(...words: readonly string[]): Promise<string> {
  const program = new Command('labs');
  const commands = [
    program.command('start').argument('<lab>').option('--for <time>'),
    program.command('run').requiredOption('--once'),
    program.command('extend').argument('<duration>'),
    program.command('logs').addArgument(new Argument('[what]').choices(['agent', 'hooks'])),
  ];
  for (const one of [program, ...commands]) {
    one.exitOverride().configureOutput({ writeErr: () => undefined });
    one.allowExcessArguments(false);
  }
  for (const one of commands) one.action(() => undefined);
  try {
    await program.parseAsync(words, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) return error.message.replace(/^error: /, '');
    throw error;
  }
  throw new Error('nothing is wrong with it');
}

test.each([
  [['strat'], '"strat" 명령이 없습니다. 혹시 start 인가요?'],
  [['nothing-like-it'], '"nothing-like-it" 명령이 없습니다.'],
  [['start'], '<lab> 자리에 적을 것이 빠졌습니다.'],
  [['start', 'xgboost', '--fro', '2h'], '--fro 옵션이 없습니다. 혹시 --for 인가요?'],
  [['start', 'xgboost', '--for'], '--for <time> 옵션의 값이 빠졌습니다.'],
  [['logs', 'foo'], '"foo" 값은 쓸 수 없습니다. 다음 중 하나를 적으세요: agent, hooks'],
  [['run'], '--once 옵션이 빠졌습니다.'],
  [['start', 'a', 'b'], '너무 많이 적었습니다: 최대 1개인데 2개입니다.'],
])('%j is refused in Korean', async (words, sentence) => {
  const params = { text: await wrong(...words), help: '`labs --help`' };
  expect(renderFailure('cli.usage', params, 'ko')).toEqual([sentence, '도움말: `labs --help`']);
  expect(renderFailure('cli.usage', params, 'en')[1]).toBe('See: `labs --help`');
});

test('a time in two words is asked for as one', async () => {
  const params = { text: await wrong('extend', '2', 'hours'), help: '`labs extend --help`' };
  expect(renderFailure('cli.usage', params, 'en')[1]).toBe(
    'Write the time as one word: `labs extend 2h`',
  );
  expect(renderFailure('cli.usage', params, 'ko')[1]).toBe(
    '시간은 붙여서 적으세요: `labs extend 2h`',
  );
});
