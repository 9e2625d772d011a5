import { failure, text } from './text.ts';

export const commonMessages = {
  'common.proceed': text({ en: () => 'Go ahead?', ko: () => '진행할까요?' }),
  'common.nothing-to-do': text({ en: () => 'Nothing to do.', ko: () => '할 일이 없습니다.' }),
};

export const commonFailures = {
  'cli.no-terminal': failure({
    exit: 2,
    en: () => [
      'This needs a yes or no, and there is no terminal to ask on.',
      'Run it again with --yes to agree, or with --dry-run to see the plan only.',
    ],
    ko: () => [
      '예/아니요 확인이 필요하지만 물어볼 터미널이 없습니다.',
      '동의하려면 --yes, 계획만 보려면 --dry-run 을 붙여 다시 실행하세요.',
    ],
  }),
  'cli.declined': failure({
    exit: 1,
    en: () => [
      'You said no; nothing was changed.',
      'Run the same command again when you are ready.',
    ],
    ko: () => ['취소했습니다. 바뀐 것은 없습니다.', '준비되면 같은 명령을 다시 실행하세요.'],
  }),
};
