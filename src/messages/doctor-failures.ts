import { checkName } from './check-names.ts';
import { list } from './format.ts';
import { failure } from './text.ts';

const increase = (p: { code: string | undefined; needed: number; region: string }) =>
  p.code === undefined
    ? undefined
    : `aws service-quotas request-service-quota-increase --service-code sagemaker --quota-code ${p.code} --desired-value ${p.needed} --region ${p.region}`;

/** The first few of a long list. */
function some(names: readonly string[], most = 6): string {
  return names.length <= most
    ? list(names)
    : `${list(names.slice(0, most))} +${names.length - most}`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

type Why = 'denied' | 'federated' | 'not-found';
const whyEn: Readonly<Record<Why, string>> = {
  denied: 'iam:SimulatePrincipalPolicy is not allowed',
  federated: 'IAM does not simulate federated users',
  'not-found': 'IAM does not find the role, and iam:GetRole is not allowed',
};
const whyKo: Readonly<Record<Why, string>> = {
  denied: 'iam:SimulatePrincipalPolicy 권한이 없음',
  federated: '페더레이션 사용자는 시뮬레이션할 수 없음',
  'not-found': '역할을 찾을 수 없고 iam:GetRole 권한이 없음',
};

export const doctorFailures = {
  'doctor.check-failed': failure<{ check: string; text: string }>({
    exit: 1,
    en: (p) => [
      `${checkName(p.check, 'en')} could not be checked: ${p.text}`,
      'The other checks do not depend on it. To look again: `labs doctor`',
    ],
    ko: (p) => [
      `확인하지 못한 항목: ${checkName(p.check, 'ko')}: ${p.text}`,
      '다른 항목의 결과에는 영향이 없습니다. 다시 확인: `labs doctor`',
    ],
  }),
  'doctor.node-too-old': failure<{ version: string; oldest: string }>({
    exit: 1,
    en: (p) => [
      `Node ${p.version} is too old; labs needs ${p.oldest} or newer.`,
      'Install the current LTS version from nodejs.org, or: nvm install --lts',
    ],
    ko: (p) => [
      `Node ${p.version} 버전은 너무 오래되었습니다. ${p.oldest} 이상이 필요합니다.`,
      'nodejs.org 에서 최신 LTS 를 설치하거나 실행하세요: nvm install --lts',
    ],
  }),
  'doctor.node-ending': failure<{ version: string }>({
    exit: 1,
    en: (p) => [
      `Node ${p.version} works, but the AWS SDK ends its support in January 2027.`,
      'Install Node 22 or newer before that: nvm install --lts',
    ],
    ko: (p) => [
      `Node ${p.version} 버전은 동작하지만 AWS SDK 지원이 2027년 1월에 끝납니다.`,
      '그 전에 Node 22 이상을 설치하세요: nvm install --lts',
    ],
  }),
  'doctor.no-local': failure<{ platform: string }>({
    exit: 1,
    en: (p) => [
      `The local AWS (--local) does not run on ${p.platform}.`,
      'On Windows use it inside WSL 2: wsl --install; everything else works here too.',
    ],
    ko: (p) => [
      `이 시스템(${p.platform})에서는 로컬 AWS(--local)를 쓸 수 없습니다.`,
      'Windows 라면 WSL 2 안에서 쓰세요: wsl --install. 나머지 명령은 그대로 동작합니다.',
    ],
  }),
  'doctor.git-missing': failure({
    exit: 1,
    en: () => [
      'git is not installed; the local AWS (--local) clones with it.',
      'Debian, Ubuntu: sudo apt install git; macOS: xcode-select --install',
    ],
    ko: () => [
      'git 이 없습니다. 로컬 AWS(--local)가 저장소를 복제할 때 필요합니다.',
      'Debian, Ubuntu: sudo apt install git, macOS: xcode-select --install',
    ],
  }),
  'doctor.disk-short': failure<{ path: string; mebibytes: number; needed: number }>({
    exit: 1,
    en: (p) => [
      `Only ${p.mebibytes} MiB are free for ${p.path}; --local needs about ${p.needed}.`,
      'Free some, or choose another disk with LABS_PYTHON_HOME and LABS_HOME.',
    ],
    ko: (p) => [
      `${p.path} 에 쓸 여유가 ${p.mebibytes} MiB 뿐입니다. --local 에는 약 ${p.needed} MiB 가 필요합니다.`,
      '공간을 비우거나 LABS_PYTHON_HOME, LABS_HOME 으로 다른 디스크를 지정하세요.',
    ],
  }),
  'doctor.clock-off': failure<{ minutes: number; ahead: boolean; mostMinutes: number }>({
    exit: 1,
    en: (p) => [
      `This computer's clock is ${p.minutes} minutes ${p.ahead ? 'ahead of' : 'behind'} AWS's; past ${p.mostMinutes} minutes AWS refuses requests.`,
      'Set it by the network: sudo timedatectl set-ntp true (WSL: wsl --shutdown, then start it again)',
    ],
    ko: (p) => [
      `이 컴퓨터의 시계가 AWS보다 ${p.minutes}분 ${p.ahead ? '빠릅니다' : '느립니다'}. ${p.mostMinutes}분을 넘으면 AWS가 요청을 거부합니다.`,
      '네트워크 시간으로 맞추세요: sudo timedatectl set-ntp true (WSL: wsl --shutdown 후 다시 시작)',
    ],
  }),
  'doctor.clock-unknown': failure<{ endpoint: string }>({
    exit: 1,
    en: (p) => [
      `${p.endpoint} did not say what time it is, so the clock could not be compared.`,
      'Check your connection and proxy, then: `labs doctor`',
    ],
    ko: (p) => [
      `${p.endpoint} 에서 시간을 받지 못해 시계를 비교할 수 없습니다.`,
      '인터넷과 프록시를 확인한 뒤 다시 실행하세요: `labs doctor`',
    ],
  }),
  'doctor.root-keys': failure<{ account: string }>({
    exit: 1,
    en: (p) => [
      `These are access keys of the root user of account ${p.account}: whoever finds them owns the account.`,
      'Make a user in IAM Identity Center, sign in with: aws configure sso, and delete the root keys.',
    ],
    ko: (p) => [
      `계정 ${p.account} 의 루트 사용자 액세스 키입니다. 유출되면 계정 전체를 잃을 수 있습니다.`,
      'IAM Identity Center 에서 사용자를 만들어 aws configure sso 로 로그인하고, 루트 키는 지우세요.',
    ],
  }),
  'doctor.denied': failure<{ who: string; actions: readonly string[] }>({
    exit: 1,
    en: (p) => [
      `${p.who} lacks ${counted(p.actions.length, 'permission')}: ${some(p.actions)}`,
      'Give the policy that this prints to your administrator: `labs doctor --policy`',
    ],
    ko: (p) => [
      `${p.who} 에게 권한 ${p.actions.length}개가 없습니다: ${some(p.actions)}`,
      '다음 명령이 출력하는 정책을 관리자에게 전달하세요: `labs doctor --policy`',
    ],
  }),
  'doctor.denied-useful': failure<{ who: string; actions: readonly string[] }>({
    exit: 1,
    en: (p) => [
      `${p.who} lacks ${some(p.actions)}: labs works, but cannot tell live prices, quotas or past costs.`,
      'They are the last two statements of: `labs doctor --policy`',
    ],
    ko: (p) => [
      `${p.who} 에게 ${some(p.actions)} 권한이 없습니다. labs 는 동작하지만 실시간 요금, 할당량, 지난 요금을 알 수 없습니다.`,
      '다음 명령이 출력하는 정책의 마지막 두 항목입니다: `labs doctor --policy`',
    ],
  }),
  'doctor.permissions-unknown': failure<{ who: string; why: Why }>({
    exit: 1,
    en: (p) => [
      `What ${p.who} may do could not be found out: ${whyEn[p.why]}.`,
      'Compare with the policy that labs needs: `labs doctor --policy`',
    ],
    ko: (p) => [
      `${p.who} 의 권한을 알 수 없습니다: ${whyKo[p.why]}.`,
      'labs 에 필요한 정책과 비교해 보세요: `labs doctor --policy`',
    ],
  }),
  'doctor.region-typed': failure<{ region: string; works: readonly string[] }>({
    exit: 1,
    en: (p) => [
      `No lab runs in ${p.region}.`,
      `Choose one of these: --region ${p.works.join(' | ')}`,
    ],
    ko: (p) => [
      `${p.region} 리전에서 할 수 있는 실습이 없습니다.`,
      `다음 중에서 고르세요: --region ${p.works.join(' | ')}`,
    ],
  }),
  'doctor.region-elsewhere': failure<{
    region: string;
    from: 'environment' | 'profile';
    first: string;
  }>({
    exit: 1,
    en: (p) => [
      `Your ${p.from} says ${p.region}, where no lab runs; a start will propose another region.`,
      `To choose it yourself: --region ${p.first}, or aws configure set region ${p.first}`,
    ],
    ko: (p) => [
      `${p.from === 'profile' ? '프로필' : '환경 변수'}의 리전 ${p.region} 에서 할 수 있는 실습이 없어, 시작할 때 다른 리전을 제안합니다.`,
      `직접 정하려면: --region ${p.first} 또는 aws configure set region ${p.first}`,
    ],
  }),
  'doctor.region-unset': failure<{ first: string }>({
    exit: 1,
    en: (p) => [
      `No region is set; a start will propose ${p.first}.`,
      `To choose it yourself: --region ${p.first}, or aws configure set region ${p.first}`,
    ],
    ko: (p) => [
      `설정된 리전이 없어, 시작할 때 ${p.first} 리전을 제안합니다.`,
      `직접 정하려면: --region ${p.first} 또는 aws configure set region ${p.first}`,
    ],
  }),
  'doctor.quota-short': failure<{
    name: string;
    code: string | undefined;
    limit: number;
    used: number;
    needed: number;
    labs: readonly string[];
    region: string;
  }>({
    exit: 1,
    en: (p) => [
      `The quota "${p.name}" in ${p.region} is ${p.limit}${p.used > 0 ? `, ${p.used} in use` : ''}; ${some(p.labs, 4)} ${p.labs.length === 1 ? 'needs' : 'need'} ${p.needed}.`,
      `Ask for more (a day or more): ${increase(p) ?? `Service Quotas, Amazon SageMaker, "${p.name}"`}`,
    ],
    ko: (p) => [
      `${p.region} 의 할당량 "${p.name}" 값은 ${p.limit} 입니다${p.used > 0 ? ` (${p.used}개 사용 중)` : ''}. ${some(p.labs, 4)} 실습에는 ${p.needed} 이상이 필요합니다.`,
      `늘려 달라고 요청하세요 (하루 이상 걸림): ${increase(p) ?? `Service Quotas, Amazon SageMaker, "${p.name}"`}`,
    ],
  }),
  'doctor.quotas-unread': failure<{ region: string; unread: readonly string[] }>({
    exit: 1,
    en: (p) => [
      `${counted(p.unread.length, 'quota')} in ${p.region} could not be read: ${some(p.unread, 3)}`,
      `See them in Service Quotas, Amazon SageMaker, in ${p.region}; a start says when one is full.`,
    ],
    ko: (p) => [
      `${p.region} 의 할당량 ${p.unread.length}개를 읽을 수 없습니다: ${some(p.unread, 3)}`,
      `${p.region} 의 Service Quotas > Amazon SageMaker에서 확인하세요. 가득 차면 시작할 때 알려 드립니다.`,
    ],
  }),
};
