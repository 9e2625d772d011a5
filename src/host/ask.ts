import { createInterface } from 'node:readline/promises';
import { LabsError } from '../errors.ts';
import type { Message } from '../messages/message.ts';
import { message } from '../messages/message.ts';
import type { Question } from './host.ts';
import type { HostOptions } from './streams.ts';

/**
 * Asks a yes-or-no question in words; Enter alone is no.
 *
 * @throws LabsError `cli.no-terminal` where nobody can answer and `--yes` was not given
 */
export async function ask(question: Question, options: HostOptions): Promise<boolean> {
  if (options.yes) return true;
  const { expects } = question;
  const hint = expects === undefined ? ` ${options.say(message('host.yes-or-no'))}` : '';
  const answer = await readAnswer(`${options.say(question.message)}${hint} `, options);
  if (expects !== undefined) return answer.trim() === expects;
  return /^\s*(y|yes|예|네|ㅇ)\s*$/i.test(answer);
}

/**
 * Asks for a line.
 *
 * @throws LabsError `cli.no-terminal` where nobody can answer
 */
export async function enter(question: Message, options: HostOptions): Promise<string> {
  return readAnswer(`${options.say(question)} `, options);
}

async function readAnswer(prompt: string, options: HostOptions): Promise<string> {
  if (!options.in.isTTY || !options.out.isTTY) throw new LabsError('cli.no-terminal', {});
  const lines = createInterface({ input: options.in, output: options.out });
  // readline takes Ctrl+C for itself; give it back to the process, which knows what to say.
  lines.on('SIGINT', () => {
    options.out.write('\n');
    process.emit('SIGINT', 'SIGINT');
  });
  try {
    return await lines.question(prompt);
  } finally {
    lines.close();
  }
}
