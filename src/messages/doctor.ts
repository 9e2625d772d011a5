import { checkName } from './check-names.ts';
import { text } from './text.ts';

export const doctorMessages = {
  'doctor.summary': text({
    en: () => 'what is missing on this computer or in the account',
    ko: () => '이 컴퓨터와 계정에 부족한 것을 찾습니다',
  }),
  'doctor.option-policy': text({
    en: () => 'print the least IAM policy that a person needs, as JSON',
    ko: () => '필요한 최소 IAM 정책을 JSON 으로 출력합니다',
  }),
  'doctor.policy-note': text({
    en: () =>
      'This lets a person make roles below role/labs/ and hand them to SageMaker: give it to people you trust with the account.',
    ko: () =>
      '이 정책은 role/labs/ 아래에 역할을 만들어 SageMaker에 넘길 수 있게 합니다. 계정을 믿고 맡길 수 있는 사람에게만 주세요.',
  }),
  'doctor.group-computer': text({ en: () => 'This computer', ko: () => '이 컴퓨터' }),
  'doctor.group-account': text({ en: () => 'AWS account', ko: () => 'AWS 계정' }),
  'doctor.group-labs': text({ en: () => 'What the labs need', ko: () => '실습에 필요한 것' }),
  'doctor.node': text<{ version: string }>({
    en: (p) => `Node ${p.version} is new enough.`,
    ko: (p) => `Node ${p.version} 버전은 충분히 최신입니다.`,
  }),
  'doctor.platform': text<{ platform: string }>({
    en: (p) => `The local AWS runs on this system (${p.platform}).`,
    ko: (p) => `이 시스템(${p.platform})에서 로컬 AWS를 쓸 수 있습니다.`,
  }),
  'doctor.git': text<{ version: string }>({
    en: (p) => `git ${p.version} is here.`,
    ko: (p) => `git ${p.version} 버전이 있습니다.`,
  }),
  'doctor.python': text<{ version: string }>({
    en: (p) => `Python ${p.version} is here, for --local.`,
    ko: (p) => `--local 에 쓸 파이썬 ${p.version} 버전이 있습니다.`,
  }),
  'doctor.disk': text<{ mebibytes: number }>({
    en: (p) => `${Math.floor(p.mebibytes / 1024)} GiB are free, enough for --local.`,
    ko: (p) => `디스크 여유가 ${Math.floor(p.mebibytes / 1024)} GiB 로 --local 에 충분합니다.`,
  }),
  'doctor.clock': text({
    en: () => "The clock agrees with AWS's.",
    ko: () => '시계가 AWS와 맞습니다.',
  }),
  'doctor.account': text<{ account: string; caller: string }>({
    en: (p) => `Account ${p.account}, as ${p.caller}`,
    ko: (p) => `계정 ${p.account}, 사용자 ${p.caller}`,
  }),
  'doctor.local-on': text({
    en: () => 'The local AWS is running.',
    ko: () => '로컬 AWS가 켜져 있습니다.',
  }),
  'doctor.local-off': text({
    en: () => 'The local AWS is not running; the first `labs start xgboost` starts it.',
    ko: () => '로컬 AWS가 꺼져 있습니다. 처음 `labs start xgboost` 를 실행하면 켜집니다.',
  }),
  'doctor.no-root': text({
    en: () => 'These are not the keys of the root user.',
    ko: () => '루트 사용자의 키가 아닙니다.',
  }),
  'doctor.permissions': text({
    en: () => 'Every permission that labs uses is there (IAM policy simulator).',
    ko: () => 'labs 에 필요한 권한이 모두 있습니다 (IAM 정책 시뮬레이터).',
  }),
  'doctor.permissions-root': text({
    en: () => 'The root user may do everything.',
    ko: () => '루트 사용자는 모든 권한이 있습니다.',
  }),
  'doctor.region': text<{ region: string; count: number; total: number }>({
    en: (p) => `${p.count} of ${p.total} labs run in ${p.region}.`,
    ko: (p) => `${p.region} 에서 실습 ${p.total}개 중 ${p.count}개를 할 수 있습니다.`,
  }),
  'doctor.quotas': text<{ region: string; count: number }>({
    en: (p) => `The ${p.count} quotas of the labs in ${p.region} are high enough.`,
    ko: (p) => `${p.region} 의 실습 관련 할당량 ${p.count}개가 모두 충분합니다.`,
  }),
  'doctor.skipped': text<{ check: string }>({
    en: (p) => `${checkName(p.check, 'en')}: not looked at, for no account answers`,
    ko: (p) => `${checkName(p.check, 'ko')}: 연결된 계정이 없어 확인하지 않았습니다`,
  }),
  'doctor.ready': text({
    en: () => 'Ready. Begin with: `labs start xgboost`',
    ko: () => '준비되었습니다. 시작: `labs start xgboost`',
  }),
  'doctor.usable': text<{ count: number }>({
    en: (p) =>
      `Nothing stands in the way; ${p.count === 1 ? 'one remark' : `${p.count} remarks`} above.`,
    ko: (p) => `시작하는 데 문제는 없습니다. 위의 참고 사항 ${p.count}개를 확인하세요.`,
  }),
  'doctor.blocked': text<{ count: number }>({
    en: (p) =>
      `${p.count === 1 ? 'One thing stands' : `${p.count} things stand`} in the way, marked ✖ above.`,
    ko: (p) => `위에 ✖ 로 표시된 ${p.count}개를 먼저 해결하세요.`,
  }),
};
