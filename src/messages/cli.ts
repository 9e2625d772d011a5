import type { Addressed } from './commands.ts';
import { downOf } from './commands.ts';
import { failure, text } from './text.ts';
import { isTimeInWords, usageInKorean } from './usage.ts';

export const cliMessages = {
  'host.yes-or-no': text({ en: () => '[y/N]', ko: () => '[y/N, 예/아니요]' }),
  'host.time-left': text<{ seconds: number }>({
    en: ({ seconds }) =>
      seconds < 90 ? `~${Math.ceil(seconds)} s left` : `~${Math.ceil(seconds / 60)} min left`,
    ko: ({ seconds }) =>
      seconds < 90 ? `약 ${Math.ceil(seconds)}초 남음` : `약 ${Math.ceil(seconds / 60)}분 남음`,
  }),
  'cli.description': text({
    en: () =>
      'Hands-on SageMaker labs on AWS: start one, open it in Jupyter, take it all away again.',
    ko: () => 'AWS SageMaker 실습을 시작하고, Jupyter로 열고, 남김없이 정리합니다.',
  }),
  'cli.after-help': text({
    en: () =>
      'Without an AWS account: add --local to any command.\nExit codes: 0 done, 1 failed, 2 wrong use, 3 teardown left something or does not know, 130 interrupted.',
    ko: () =>
      'AWS 계정이 없다면 아무 명령에나 --local 을 붙이세요.\n종료 코드: 0 완료, 1 실패, 2 잘못된 사용, 3 정리되지 않았거나 알 수 없는 것이 있음, 130 중단됨.',
  }),
  'cli.welcome': text({
    en: () =>
      'Hands-on SageMaker labs on AWS. Begin here, without an AWS account:\n\n  `labs list`\n  `labs start xgboost --local`\n  `labs help`\n\nAll commands: `labs --help`',
    ko: () =>
      'AWS SageMaker 실습입니다. AWS 계정 없이 여기서 시작하세요:\n\n  `labs list`\n  `labs start xgboost --local`\n  `labs help`\n\n모든 명령: `labs --help`',
  }),
  'cli.welcome-running': text({
    en: () =>
      'The local AWS runs on this machine. Go on here:\n\n  `labs status --local`\n  `labs open --local`\n  `labs down --local`\n\nAll commands: `labs --help`',
    ko: () =>
      '이 컴퓨터에서 로컬 AWS가 실행 중입니다. 이어서 하세요:\n\n  `labs status --local`\n  `labs open --local`\n  `labs down --local`\n\n모든 명령: `labs --help`',
  }),
  'cli.help-titles': text({
    en: () => 'Usage:|Arguments:|Options:|Global Options:|Commands:',
    ko: () => '사용법:|인수:|옵션:|공통 옵션:|명령:',
  }),
  'cli.version': text({ en: () => 'print the version', ko: () => '버전을 출력합니다' }),
  'cli.help': text({ en: () => 'print this help', ko: () => '도움말을 출력합니다' }),
  'cli.option-local': text({
    en: () => 'on the local AWS of this machine, without an account',
    ko: () => '계정 없이 이 컴퓨터의 로컬 AWS에서 실행합니다',
  }),
  'cli.option-profile': text({ en: () => 'AWS profile', ko: () => 'AWS 프로필' }),
  'cli.option-region': text({ en: () => 'AWS region', ko: () => 'AWS 리전' }),
  'cli.option-labs-dir': text({
    en: () => 'a folder of your own labs',
    ko: () => '직접 만든 실습 폴더',
  }),
  'cli.option-json': text({
    en: () => 'one JSON document on stdout at the end',
    ko: () => '끝날 때 JSON 문서 하나를 표준 출력에 씁니다',
  }),
  'cli.option-events': text({
    en: () => 'progress as one JSON object a line on stderr',
    ko: () => '진행 상황을 한 줄에 하나씩 JSON 으로 표준 오류에 씁니다',
  }),
  'cli.option-yes': text({
    en: () => 'agree to the plan without being asked',
    ko: () => '묻지 않고 계획에 동의합니다',
  }),
  'cli.option-dry-run': text({
    en: () => 'show the plan and change nothing',
    ko: () => '계획만 보여 주고 아무것도 바꾸지 않습니다',
  }),
  'cli.option-lang': text({ en: () => 'language of the output', ko: () => '출력 언어' }),
  'cli.option-verbose': text({
    en: () => 'causes and request ids of errors',
    ko: () => '오류의 원인과 요청 ID 를 보여 줍니다',
  }),
  'cli.list': text({ en: () => 'the labs', ko: () => '실습 목록' }),
  'cli.show': text({ en: () => 'one lab in detail', ko: () => '실습 하나를 자세히 보기' }),
  'cli.start': text({
    en: () => 'start a lab, or add one to your sandbox',
    ko: () => '실습을 시작하거나 내 샌드박스에 더합니다',
  }),
  'cli.status': text({ en: () => 'your sandboxes', ko: () => '내 샌드박스 상태' }),
  'cli.open': text({
    en: () => 'open Jupyter in the browser',
    ko: () => 'Jupyter를 브라우저로 엽니다',
  }),
  'cli.stop': text({
    en: () => 'stop the notebook, its endpoints and jobs; your files stay',
    ko: () => '노트북, 엔드포인트, 작업을 멈춥니다. 파일은 남습니다',
  }),
  'cli.extend': text({
    en: () => 'more time before the notebook is stopped',
    ko: () => '노트북이 멈추기까지의 시간을 늘립니다',
  }),
  'cli.argument-duration': text({
    en: () => 'how much longer: 30m, 2h',
    ko: () => '늘릴 시간: 30m, 2h',
  }),
  'cli.down': text({
    en: () => 'take everything away, and prove it',
    ko: () => '모두 지우고, 지워졌음을 확인합니다',
  }),
  'cli.local': text({
    en: () => 'the local AWS of this machine: start it, look at it, end it',
    ko: () => '이 컴퓨터의 로컬 AWS를 켜고, 보고, 끝냅니다',
  }),
  'cli.argument-lab': text({
    en: () => 'id of a lab (`labs list`)',
    ko: () => '실습 id (`labs list`)',
  }),
  'cli.option-owner': text({
    en: () => 'whose sandbox; default: your AWS user or session name',
    ko: () => '샌드박스 소유자. 기본값: AWS 사용자 또는 세션 이름',
  }),
  'cli.option-sandbox': text({
    en: () => 'name of a second sandbox, or the whole name of one, such as labs-kim',
    ko: () => '두 번째 샌드박스의 이름, 또는 전체 이름 (예: labs-kim)',
  }),
  'cli.option-type': text({
    en: () => 'notebook instance type, such as ml.t3.large',
    ko: () => '노트북 인스턴스 유형 (예: ml.t3.large)',
  }),
  'cli.option-for': text({
    en: () => 'how long it may run before it is stopped (90m, 4h)',
    ko: () => '자동으로 멈출 때까지의 시간 (90m, 4h)',
  }),
  'cli.option-keep': text({
    en: () => 'how long its files are kept (7d)',
    ko: () => '파일을 보관하는 기간 (7d)',
  }),
  'cli.option-idle': text({
    en: () => 'stop after this time without work (60m)',
    ko: () => '이 시간 동안 쓰지 않으면 멈춥니다 (60m)',
  }),
  'cli.option-no-wait': text({
    en: () => 'return as soon as AWS was asked',
    ko: () => 'AWS에 요청만 하고 바로 돌아옵니다',
  }),
  'cli.option-keep-endpoints': text({
    en: () => 'an automatic stop leaves paid endpoints running',
    ko: () => '자동으로 멈출 때 유료 엔드포인트를 남겨 둡니다',
  }),
  'cli.option-all': text({
    en: () => "everybody's sandboxes, not only yours",
    ko: () => '내 것만이 아니라 모든 샌드박스',
  }),
  'cli.option-no-browser': text({
    en: () => 'print the URL only',
    ko: () => '브라우저를 열지 않고 주소만 출력합니다',
  }),
  'cli.interrupting': text({
    en: () => 'Stopping at the next safe place; Ctrl+C again stops at once.',
    ko: () => '안전한 지점에서 멈춥니다. Ctrl+C 를 다시 누르면 바로 끝냅니다.',
  }),
};

export const cliFailures = {
  'cli.usage': failure<{ text: string; help: string }>({
    exit: 2,
    en: (p) => [
      p.text.replace(/\n/g, ' '),
      isTimeInWords(p.text) ? 'Write the time as one word: `labs extend 2h`' : `See: ${p.help}`,
    ],
    ko: (p) => [
      usageInKorean(p.text.replace(/\n/g, ' ')),
      isTimeInWords(p.text) ? '시간은 붙여서 적으세요: `labs extend 2h`' : `도움말: ${p.help}`,
    ],
  }),
  'cli.unexpected': failure<{ text: string }>({
    exit: 1,
    en: (p) => [
      `Something unexpected happened: ${p.text}`,
      'This is a defect of labs. Run the command again with --verbose and report what it prints.',
    ],
    ko: (p) => [
      `예상하지 못한 일이 일어났습니다: ${p.text}`,
      'labs 의 결함입니다. --verbose 를 붙여 다시 실행하고 그 출력을 알려 주세요.',
    ],
  }),
  'cli.interrupted': failure<{ again: string; addressed: Addressed | undefined }>({
    exit: 130,
    en: (p) => [
      'Interrupted. What AWS was already asked to do goes on there.',
      `To go on: ${p.again}${p.addressed === undefined ? '' : `   To take everything away: ${downOf(p.addressed)}`}`,
    ],
    ko: (p) => [
      '중단했습니다. AWS에 이미 요청한 일은 거기서 계속됩니다.',
      `이어서 하려면: ${p.again}${p.addressed === undefined ? '' : `   모두 정리하려면: ${downOf(p.addressed)}`}`,
    ],
  }),
};
