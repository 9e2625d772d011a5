import { Argument } from 'commander';
import { message, render } from '../../messages/message.ts';
import type { CliCommand } from '../command.ts';
import type { CompletionWords, Listed } from '../completion/words.ts';

const shells = ['bash', 'zsh', 'fish'] as const;
type Shell = (typeof shells)[number];

/**
 * `labs completion bash|zsh|fish`: a script that completes commands, options and labs.
 *
 * @param registry every command, this one included
 */
export function completionFor(registry: readonly Listed[]): CliCommand {
  return {
    define: (command, lang) => {
      command
        .addArgument(
          new Argument('<shell>', render(message('completion.argument'), lang)).choices(shells),
        )
        .addHelpText('after', () => `\n${render(message('completion.how'), lang)}`);
    },
    run: async (context, [shell = 'bash']) => {
      const { completionWords } = await import('../completion/words.ts');
      const words = await completionWords(registry, await context.catalog(), context.lang);
      context.write(await scripts[shell as Shell](words));
      return 0;
    },
  };
}

const scripts: Readonly<Record<Shell, (words: CompletionWords) => Promise<string>>> = {
  bash: async (words) => (await import('../completion/bash.ts')).bashScript(words),
  zsh: async (words) => (await import('../completion/zsh.ts')).zshScript(words),
  fish: async (words) => (await import('../completion/fish.ts')).fishScript(words),
};
