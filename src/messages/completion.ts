import { text } from './text.ts';

export const completionMessages = {
  'completion.summary': text({
    en: () => 'completion for bash, zsh or fish',
    ko: () => 'bash, zsh, fish 자동 완성',
  }),
  'completion.argument': text({
    en: () => 'your shell',
    ko: () => '사용하는 셸',
  }),
  'completion.how': text({
    en: () => `Once, then open a new terminal:
  bash  labs completion bash >> ~/.bashrc
  zsh   labs completion zsh >> ~/.zshrc   (after compinit)
  fish  labs completion fish > ~/.config/fish/completions/labs.fish`,
    ko: () => `한 번만 실행하고 새 터미널을 여세요:
  bash  labs completion bash >> ~/.bashrc
  zsh   labs completion zsh >> ~/.zshrc   (compinit 뒤에)
  fish  labs completion fish > ~/.config/fish/completions/labs.fish`,
  }),
};
