import { downCommandOf, onClass } from './commands.ts';
import { list } from './format.ts';
import { failure, text } from './text.ts';

/** Names that a line has room for. */
const most = 5;

function someOf(names: readonly string[]): string {
  const more = names.length - most;
  return more > 0 ? `${list(names.slice(0, most))}, +${more}` : list(names);
}

function keepCommands(own: readonly string[], classes: readonly string[]): readonly string[] {
  return [
    ...(own.length === 0 ? [] : [downCommandOf(own, ' --save ./my-work --local')]),
    ...classes.map((name) => onClass('save', name, ' --local')),
  ];
}

export const localCommandMessages = {
  'local-command.action-up': text({ en: () => 'start it', ko: () => '로컬 AWS를 켭니다' }),
  'local-command.action-status': text({
    en: () => 'whether it runs, where, and as which process',
    ko: () => '실행 중인지, 주소와 프로세스를 봅니다',
  }),
  'local-command.action-env': text({
    en: () => 'variables that point other tools at it',
    ko: () => '다른 도구가 로컬 AWS를 쓰게 하는 환경 변수를 출력합니다',
  }),
  'local-command.action-down': text({
    en: () => 'end it: no process and no file of it is left',
    ko: () => '끝냅니다. 프로세스도 파일도 남지 않습니다',
  }),
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
    en: () => 'keep the Python environment for the next time',
    ko: () => '다음을 위해 Python 환경은 남깁니다',
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
  'local-command.loses': text<{
    names: readonly string[];
    own: readonly string[];
    classes: readonly string[];
  }>({
    en: ({ names, own, classes }) =>
      [
        `This ends the local AWS with ${names.length === 1 ? 'the sandbox' : `${names.length} sandboxes`} in it: ${someOf(names)}`,
        '  Their files are lost. To keep them:',
        ...keepCommands(own, classes).map((command) => `  ${command}`),
      ].join('\n'),
    ko: ({ names, own, classes }) =>
      [
        `로컬 AWS를 끝내면 그 안의 샌드박스 ${names.length}개도 사라집니다: ${someOf(names)}`,
        '  파일도 함께 없어집니다. 남기려면:',
        ...keepCommands(own, classes).map((command) => `  ${command}`),
      ].join('\n'),
  }),
  'local-command.loses-files': text<{ names: readonly string[]; dir: string; saved: string }>({
    en: ({ names, dir, saved }) =>
      `A local AWS that ended by itself left files of ${someOf(names)} in ${dir}.\n  They are lost with it. To move them to ${saved}: \`labs local up\``,
    ko: ({ names, dir, saved }) =>
      `저절로 끝난 로컬 AWS의 파일이 ${dir} 에 남아 있습니다: ${someOf(names)}\n  함께 없어집니다. ${saved} 로 옮겨 두려면: \`labs local up\``,
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
