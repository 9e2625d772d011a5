import { text } from './text.ts';

export const completionMessages = {
  'completion.summary': text({
    en: () => 'completion for bash, zsh or fish',
    ko: () => 'bash, zsh, fish 자동 완성',
  }),
};
