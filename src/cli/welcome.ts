import { message } from '../messages/message.ts';
import type { GlobalFlags } from './flags.ts';
import type { Reader } from './reader.ts';
import { toJson } from './ui/json.ts';

/** What `labs` alone prints: the commands that matter now. */
export async function writeWelcome(reader: Reader, flags: GlobalFlags): Promise<number> {
  const { findLocalAws } = await import('../local/index.ts');
  const isRunning = (await findLocalAws()) !== undefined;
  const text = reader.say(message(isRunning ? 'cli.welcome-running' : 'cli.welcome'));
  process.stdout.write(`${flags.json ? toJson({ next: text.split('\n') }) : text}\n`);
  return 0;
}
