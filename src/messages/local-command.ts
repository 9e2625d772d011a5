import { failure, text } from './text.ts';

export const localCommandMessages = {
  'local-command.option-times': text({
    en: () => 'state times: modelled (default) or instant',
    ko: () => '상태가 바뀌는 시간: modelled (기본값) 또는 instant',
  }),
  'local-command.option-rates': text({
    en: () => "keep AWS's published request rates, or none (default)",
    ko: () => 'AWS가 공개한 요청 한도를 지킬지 (published), 아니면 none (기본값)',
  }),
  'local-command.option-policies': text({
    en: () => 'policies of roles: enforced, or ignored (default)',
    ko: () => '역할의 정책: enforced (적용) 또는 ignored (무시, 기본값)',
  }),
  'local-command.option-keep-python': text({
    en: () => 'down: keep the Python environment for the next time',
    ko: () => 'down: 다음을 위해 Python 환경은 남깁니다',
  }),
  'local-command.running': text<{ endpoint: string; pid: number; dataDir: string }>({
    en: (p) =>
      `The local AWS runs at ${p.endpoint} (process ${p.pid}).\n  files: ${p.dataDir}\n  for other tools: eval "$(\`labs local env\`)"\n  end it: \`labs local down\``,
    ko: (p) =>
      `로컬 AWS가 ${p.endpoint} 에서 실행 중입니다 (프로세스 ${p.pid}).\n  파일: ${p.dataDir}\n  다른 도구에서 쓰려면: eval "$(\`labs local env\`)"\n  끝내려면: \`labs local down\``,
  }),
  'local-command.not-running-line': text({
    en: () => 'No local AWS runs. Any command with --local starts it.',
    ko: () => '실행 중인 로컬 AWS가 없습니다. --local 을 붙인 명령이 시작합니다.',
  }),
  'local-command.stopped': text({
    en: () => 'The local AWS is gone: no process, no file of it is left.',
    ko: () => '로컬 AWS를 모두 지웠습니다. 그 프로세스도 파일도 남지 않았습니다.',
  }),
  'local-command.nothing': text({
    en: () => 'No local AWS runs; nothing to end.',
    ko: () => '실행 중인 로컬 AWS가 없어 끝낼 것이 없습니다.',
  }),
};

export const localCommandFailures = {
  'local-command.not-running': failure({
    exit: 1,
    en: () => ['No local AWS runs on this machine.', 'Start it: `labs local up`'],
    ko: () => ['이 컴퓨터에 실행 중인 로컬 AWS가 없습니다.', '시작하세요: `labs local up`'],
  }),
};
