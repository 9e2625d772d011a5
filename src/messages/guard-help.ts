import { text } from './text.ts';

/** What `labs guard --help` says, and the help of its actions. */
export const guardHelpMessages = {
  'guard.summary': text({
    en: () => 'the guard that keeps leases in your account',
    ko: () => '계정 안에서 기한을 지키는 가드',
  }),
  'guard.action-up': text({
    en: () => 'deploy the guard, or change the one that is there',
    ko: () => '가드를 배포하거나 설정을 바꿉니다',
  }),
  'guard.action-run': text({
    en: () => 'do what the guard does, here and with your own rights',
    ko: () => '가드가 하는 일을 여기서, 자신의 권한으로 실행합니다',
  }),
  'guard.action-status': text({
    en: () => 'what the guard did in the last day, and what it will do next',
    ko: () => '지난 하루 동안 한 일과 다음에 할 일',
  }),
  'guard.action-down': text({
    en: () => 'remove the guard and its bucket',
    ko: () => '가드와 그 버킷을 지웁니다',
  }),
  'guard.option-once': text({ en: () => 'one run, now', ko: () => '지금 한 번' }),
  'guard.option-max-run': text({
    en: () => 'longest time that a notebook may run at a stretch (24h)',
    ko: () => '노트북이 이어서 실행될 수 있는 최대 시간 (24h)',
  }),
  'guard.option-max-keep': text({
    en: () => 'longest time that a sandbox may exist (90d)',
    ko: () => '샌드박스의 최대 보관 기간 (90d)',
  }),
  'guard.option-email': text({
    en: () => 'an address that is told what the guard did',
    ko: () => '가드가 한 일을 받을 이메일 주소',
  }),
};
