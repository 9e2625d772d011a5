import { cliCommand } from '../command.ts';
import type { CompletionWords } from '../completion/words.ts';

/** `labs completion bash|zsh|fish`: a script that completes commands, options and labs. */
export const subcommand = cliCommand({
  define: (command, describe) => {
    const shell = command.createArgument('<shell>', describe('completion.argument'));
    return command
      .addArgument(shell.choices(['bash', 'zsh', 'fish'] as const))
      .addHelpText('after', () => `\n${describe('completion.how')}`);
  },
  run: async (context, [shell]) => {
    const { completionWords } = await import('../completion/words.ts');
    const { loadProgram } = await import('../program.ts');
    const program = await loadProgram(context.lang);
    const script = await scripts[shell]();
    context.write(script(completionWords(program, await context.catalog())));
    return 0;
  },
});

type Script = (words: CompletionWords) => string;

const scripts: Readonly<Record<'bash' | 'zsh' | 'fish', () => Promise<Script>>> = {
  bash: async () => (await import('../completion/bash.ts')).bashScript,
  zsh: async () => (await import('../completion/zsh.ts')).zshScript,
  fish: async () => (await import('../completion/fish.ts')).fishScript,
};
