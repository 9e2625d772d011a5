import type { Invocation } from '../messages/commands.ts';
import { completeCommands } from '../messages/commands.ts';
import type { Message } from '../messages/message.ts';
import { render } from '../messages/message.ts';
import type { Lang } from '../messages/text.ts';

/** Says a sentence in the reader's language, its commands as this reader types them. */
export type Say = (sentence: Message) => string;

/** How this process was called: its commands can then be typed again as they are printed. */
export function invocationOf(argv: readonly string[], env: NodeJS.ProcessEnv): Invocation {
  const profile = argv.find((_, at) => argv[at - 1] === '--profile');
  return {
    // npm sets npm_command for what `npx` runs.
    program: env['npm_command'] === 'exec' ? 'npx labs' : 'labs',
    options: `${argv.includes('--local') ? ' --local' : ''}${profile === undefined ? '' : ` --profile ${profile}`}`,
  };
}

/** Makes the reader's {@link Say}. */
export function sayFor(lang: Lang, invocation: Invocation): Say {
  return (sentence) => completeCommands(render(sentence, lang), invocation);
}
