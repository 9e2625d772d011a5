import { list } from './format.ts';
import { failure, text } from './text.ts';

export const safetyMessages = {
  'safety.count': text<{ names: readonly string[] }>({
    en: ({ names }) =>
      `This takes away ${names.length} sandboxes: ${list(names)}.\nType their number to go ahead:`,
    ko: ({ names }) =>
      `샌드박스 ${names.length}개를 정리합니다: ${list(names)}.\n계속하려면 개수를 입력하세요:`,
  }),
  'down.receipt-kept': text<{ files: readonly string[]; isLocal: boolean }>({
    en: ({ files, isLocal }) =>
      `${files.length === 1 ? 'Receipt' : 'Receipts'} kept${isLocal ? ' until `labs local down`' : ''}: ${list(files)}`,
    ko: ({ files, isLocal }) =>
      `정리 결과를 ${isLocal ? '`labs local down` 전까지 ' : ''}보관합니다: ${list(files)}`,
  }),
  'down.receipt-not-kept': text<{ dir: string; why: string }>({
    en: ({ dir, why }) => `The receipt could not be kept in ${dir}: ${why}`,
    ko: ({ dir, why }) => `정리 결과를 ${dir} 에 보관하지 못했습니다: ${why}`,
  }),
  'down.left-to-guard': text<{ names: readonly string[] }>({
    en: ({ names }) =>
      `Where a guard is deployed, it goes on with ${list(names)} at its next run (every 15 minutes).`,
    ko: ({ names }) =>
      `가드가 설치되어 있으면 다음 실행 때 (15분마다) ${list(names)} 샌드박스를 이어서 정리합니다.`,
  }),
  'down.option-count': text({
    en: () => 'how many sandboxes go, where it is more than one; --yes needs it then',
    ko: () => '여러 샌드박스를 정리할 때 그 개수. 이때 --yes 에는 꼭 필요합니다',
  }),
  'down.option-save': text({
    en: () => 'save the work to this folder before anything is removed',
    ko: () => '삭제하기 전에 작업을 이 폴더에 저장',
  }),
  'down.argument-names': text({
    en: () => 'sandboxes by name, such as labs-kim',
    ko: () => '샌드박스 이름 (예: labs-kim)',
  }),
};

export const safetyFailures = {
  'safety.no-sandbox-name': failure<{ name: string }>({
    exit: 2,
    en: ({ name }) => [
      `"${name}" is no sandbox: their names begin with labs-. Nothing was looked at.`,
      'Your own, with every lab in it: `labs down`. What is there: `labs status --all`',
    ],
    ko: ({ name }) => [
      `샌드박스 이름이 아닙니다: "${name}". 이름은 labs- 로 시작합니다. 아무것도 살펴보지 않았습니다.`,
      '내 샌드박스를 실습째 모두 지우려면: `labs down`. 무엇이 있는지 보려면: `labs status --all`',
    ],
  }),
  'safety.denied-account': failure<{ account: string; file: string }>({
    exit: 2,
    en: ({ account, file }) => [
      `Account ${account} is on the list of accounts that labs does not work in.`,
      `Use another profile (--profile), or take it off denyAccounts in ${file}.`,
    ],
    ko: ({ account, file }) => [
      `${account} 계정은 labs 를 쓰지 않도록 정한 계정입니다.`,
      `다른 프로필을 쓰거나 (--profile) ${file} 의 denyAccounts 에서 빼세요.`,
    ],
  }),
  'safety.management-account': failure<{ account: string; names: readonly string[] }>({
    exit: 2,
    en: ({ account, names }) => [
      `Account ${account} manages an organization, and this would take away ${names.length} sandboxes at once.`,
      `Name them, if you mean them: \`labs down ${names.join(' ')}\``,
    ],
    ko: ({ account, names }) => [
      `${account} 계정은 조직의 관리 계정인데, 한 번에 샌드박스 ${names.length}개를 정리하려고 합니다.`,
      `정말이면 이름을 지정하세요: \`labs down ${names.join(' ')}\``,
    ],
  }),
  'safety.other-account': failure<{ account: string; planned: string }>({
    exit: 1,
    en: ({ account, planned }) => [
      `The plan is for account ${planned}, but the credentials are now those of ${account}. Nothing was removed.`,
      'Sign in to the right account and run the same command again.',
    ],
    ko: ({ account, planned }) => [
      `계획은 계정 ${planned} 의 것인데 지금 자격 증명은 ${account} 의 것입니다. 삭제한 것은 없습니다.`,
      '맞는 계정으로 로그인한 뒤 같은 명령을 다시 실행하세요.',
    ],
  }),
  'safety.foreign-thing': failure<{
    type: string;
    id: string;
    arn: string;
    account: string;
    region: string;
  }>({
    exit: 1,
    en: ({ id, arn, account, region }) => [
      `${id} in the plan is ${arn}, not of account ${account} in ${region}. Nothing was removed.`,
      'This is a defect of labs: please report it with the output of `labs down --dry-run --json`.',
    ],
    ko: ({ id, arn, account, region }) => [
      `계획에 있는 ${id} 항목이 ${account} 계정의 ${region} 리전 것이 아닙니다: ${arn}. 삭제한 것은 없습니다.`,
      'labs 의 결함입니다. `labs down --dry-run --json` 의 출력과 함께 알려 주세요.',
    ],
  }),
  'safety.count-missing': failure<{ names: readonly string[] }>({
    exit: 2,
    en: ({ names }) => [
      `This would take away ${names.length} sandboxes: ${list(names)}. --yes alone does not do for more than one.`,
      `Say that you have seen how many: --yes --count ${names.length}`,
    ],
    ko: ({ names }) => [
      `샌드박스 ${names.length}개를 정리하게 됩니다: ${list(names)}. 여럿일 때는 --yes 만으로는 안 됩니다.`,
      `개수를 확인했다고 알려 주세요: --yes --count ${names.length}`,
    ],
  }),
  'safety.count-differs': failure<{ names: readonly string[]; typed: number }>({
    exit: 2,
    en: ({ names, typed }) => [
      `There are ${names.length} sandboxes, not ${typed}: ${list(names)}. Nothing was removed.`,
      'Look at them with `labs status --all`, then run the same command again.',
    ],
    ko: ({ names, typed }) => [
      `샌드박스는 ${typed}개가 아니라 ${names.length}개입니다: ${list(names)}. 삭제한 것은 없습니다.`,
      '`labs status --all` 로 확인한 뒤 같은 명령을 다시 실행하세요.',
    ],
  }),
};
