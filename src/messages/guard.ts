import { dollars, list, span } from './format.ts';
import type { Lang } from './text.ts';
import { failure, text } from './text.ts';

/** A moment as everybody reads it alike, wherever the guard runs: `2026-11-23 18:00 UTC`. */
function utc(date: Date): string {
  return `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** What a run did with a sandbox; see src/guard/report.ts. */
interface Deed {
  readonly name: string;
  readonly region: string;
  readonly did: 'nothing' | 'waits' | 'stopped' | 'saving' | 'removing' | 'removed' | 'failed';
  readonly because?: string;
  readonly detail?: string;
}

const reasons: Readonly<Record<string, { readonly en: string; readonly ko: string }>> = {
  'stops-at': { en: 'its time was up', ko: '정해진 시간이 끝남' },
  'longest-run': { en: 'it ran as long as one may here', ko: '허용된 최대 실행 시간' },
  budget: { en: 'its budget was used up', ko: '예산을 다 씀' },
  'removed-after': { en: 'its days were over', ko: '보관 기간이 끝남' },
  'longest-keep': { en: 'it was kept as long as one may be here', ko: '허용된 최대 보관 기간' },
  deletion: { en: 'somebody began to remove it', ko: '시작된 정리를 이어서' },
};

const deeds: Readonly<Record<Deed['did'], { readonly en: string; readonly ko: string }>> = {
  nothing: { en: 'in order', ko: '이상 없음' },
  waits: { en: 'waits for CloudFormation', ko: 'CloudFormation을 기다림' },
  stopped: { en: 'ended what bills', ko: '요금이 나가는 것을 끝냄' },
  saving: { en: 'saves the work first', ko: '먼저 작업을 저장' },
  removing: { en: 'removes it', ko: '정리 중' },
  removed: { en: 'removed it', ko: '정리함' },
  failed: { en: 'could not', ko: '하지 못함' },
};

function deed({ name, region, did, because, detail = '' }: Deed, lang: Lang): string {
  const why = because === undefined ? '' : ` (${reasons[because]?.[lang] ?? because})`;
  return `  ${name}  ${region}  ${deeds[did][lang]}${why}${detail === '' ? '' : `: ${detail}`}`;
}

interface Money {
  readonly usd: number;
  readonly budget: number;
}

export const guardMessages = {
  'guard.notice-stop': text<{ stopsAt: Date }>({
    en: (p) =>
      `This notebook stops at ${utc(p.stopsAt)}; your files stay. More time, in your terminal: labs extend 2h`,
    ko: (p) =>
      `이 노트북은 ${utc(p.stopsAt)} 에 멈춥니다. 파일은 남습니다. 더 쓰려면 터미널에서: labs extend 2h`,
  }),
  'guard.notice-removal': text<{ removedAfter: Date }>({
    en: (p) =>
      `This sandbox is removed after ${utc(p.removedAfter)}. Your work is saved before; to keep it yourself, in your terminal: labs down --save DIR`,
    ko: (p) =>
      `이 샌드박스는 ${utc(p.removedAfter)} 이후에 삭제됩니다. 작업은 그 전에 저장됩니다. 직접 보관하려면 터미널에서: labs down --save DIR`,
  }),
  'guard.notice-removing': text<{ name: string }>({
    en: (p) => `${p.name} is being removed now; its work is saved first.`,
    ko: (p) => `지금 ${p.name} 샌드박스를 삭제합니다. 작업은 먼저 저장합니다.`,
  }),
  'guard.notice-budget': text<Money>({
    en: (p) =>
      `This sandbox has cost about ${dollars(p.usd)} of its budget of ${dollars(p.budget)}; at the budget it is stopped, and your files stay.`,
    ko: (p) =>
      `이 샌드박스는 예산 ${dollars(p.budget)} 중 약 ${dollars(p.usd)} 를 썼습니다. 예산에 이르면 멈추고 파일은 남습니다.`,
  }),
  'guard.notice-over-budget': text<Money>({
    en: (p) =>
      `This sandbox has cost ${dollars(p.usd)}; its budget is ${dollars(p.budget)}, so it is stopped. Your files stay. To go on: labs start <lab> --budget <more>`,
    ko: (p) =>
      `이 샌드박스의 요금 ${dollars(p.usd)} 가 예산 ${dollars(p.budget)} 를 넘어 멈춥니다. 파일은 남습니다. 계속하려면: labs start <lab> --budget <금액>`,
  }),
  'guard.topic-subject': text<{ names: readonly string[] }>({
    en: (p) => `labs guard: ${list(p.names)}`.slice(0, 99),
    ko: (p) => `labs 가드: ${list(p.names)}`.slice(0, 99),
  }),
  'guard.topic-failed': text<{ text: string }>({
    en: (p) => `The topic could not be told: ${p.text}`,
    ko: (p) => `알림 주제에 보내지 못했습니다: ${p.text}`,
  }),
  'guard.deed': text<Deed>({ en: (p) => deed(p, 'en'), ko: (p) => deed(p, 'ko') }),
  'guard.unreadable': text<{ region: string; text: string }>({
    en: (p) => `  ${p.region} could not be read: ${p.text}`,
    ko: (p) => `  ${p.region} 리전을 읽을 수 없습니다: ${p.text}`,
  }),
  'guard.run-title': text<{ at: Date; sandboxes: number }>({
    en: (p) => `Run of ${utc(p.at)}: ${p.sandboxes} ${p.sandboxes === 1 ? 'sandbox' : 'sandboxes'}`,
    ko: (p) => `${utc(p.at)} 실행: 샌드박스 ${p.sandboxes}개`,
  }),
  'guard.work-kept': text<{ key: string }>({
    en: (p) => `    its work is kept: ${p.key} in the guard's bucket`,
    ko: (p) => `    작업 보관: 가드 버킷의 ${p.key}`,
  }),
  'guard.status-title': text<{
    region: string;
    status: string;
    regions: readonly string[];
    runMs: number;
    keepMs: number;
  }>({
    en: (p) =>
      `The guard is in ${p.region} (${p.status}) and looks after ${list(p.regions)} every 15 minutes: at most ${span(p.runMs, 'en')} at a stretch, ${span(p.keepMs, 'en')} in all.`,
    ko: (p) =>
      `가드는 ${p.region} 에 있고 (${p.status}) 15분마다 ${list(p.regions)} 리전을 살핍니다. 이어서 최대 ${span(p.runMs, 'ko')}, 보관 최대 ${span(p.keepMs, 'ko')}.`,
  }),
  'guard.no-runs': text({
    en: () => 'It has not run in the last day.',
    ko: () => '지난 하루 동안 실행되지 않았습니다.',
  }),
  'guard.none': text({
    en: () => 'There is no guard in this account. To make one: `labs guard up`',
    ko: () => '이 계정에는 가드가 없습니다. 만들려면: `labs guard up`',
  }),
  'guard.none-local': text({
    en: () =>
      'There is no guard on the local AWS, which has no functions. What it would do: `labs guard run --once`',
    ko: () =>
      '로컬 AWS에는 함수가 없어 가드도 없습니다. 가드가 하는 일을 직접 하려면: `labs guard run --once`',
  }),
  'guard.next-stop': text<{ name: string; at: Date }>({
    en: (p) => `  ${p.name} is stopped at ${utc(p.at)}`,
    ko: (p) => `  ${p.name} 중지: ${utc(p.at)}`,
  }),
  'guard.next-removal': text<{ name: string; at: Date }>({
    en: (p) => `  ${p.name} is removed after ${utc(p.at)}`,
    ko: (p) => `  ${p.name} 삭제: ${utc(p.at)} 이후`,
  }),
  'guard.task-up': text({ en: () => 'making the guard', ko: () => '가드 만들기' }),
  'guard.task-down': text({ en: () => 'removing the guard', ko: () => '가드 정리' }),
  'guard.plan-up': text<{
    account: string;
    region: string;
    existing: boolean;
    regions: readonly string[];
    runMs: number;
    keepMs: number;
    email: string;
  }>({
    en: (p) =>
      `${p.existing ? 'Change the' : 'A new'} guard in account ${p.account}, ${p.region}: a function that runs every 15 minutes, its roles and log, and a bucket.
  looks after  every sandbox in ${list(p.regions)}
  stops        what is past its time or its budget, and what runs longer than ${span(p.runMs, 'en')} at a stretch
  removes      what is past its days, and what is older than ${span(p.keepMs, 'en')}; its work is saved first, for 180 days
  tells        ${p.email === '' ? 'learners in Jupyter' : `learners in Jupyter, and ${p.email} (who has to confirm it by mail)`}
  price        about $0.10 a month at Lambda's and S3's list prices, saved work aside`,
    ko: (p) =>
      `계정 ${p.account} 의 ${p.region} 에 가드를 ${p.existing ? '바꿉니다' : '만듭니다'}: 15분마다 실행되는 함수, 역할, 로그, 버킷.
  대상    ${list(p.regions)} 의 모든 샌드박스
  중지    시간이나 예산이 끝난 것, ${span(p.runMs, 'ko')} 넘게 이어서 실행된 것
  삭제    보관 기간이 끝났거나 ${span(p.keepMs, 'ko')} 보다 오래된 것. 작업은 먼저 저장해 180일 동안 보관
  알림    ${p.email === '' ? 'Jupyter 안의 학습자' : `Jupyter 안의 학습자와 ${p.email} (메일로 확인해야 함)`}
  요금    Lambda 와 S3 정가로 월 약 $0.10 (저장된 작업 제외)`,
  }),
  'guard.up-done': text<{ region: string }>({
    en: (p) => `The guard is in ${p.region}. What it does: \`labs guard status\``,
    ko: (p) => `가드가 ${p.region} 에 있습니다. 하는 일: \`labs guard status\``,
  }),
  'guard.plan-down': text<{ region: string; bucket: string; works: number; others: number }>({
    en: (p) =>
      `Removes the guard in ${p.region} and its bucket ${p.bucket} with ${p.others} reports and ${p.works === 0 ? 'no saved work' : `THE SAVED WORK OF ${p.works} sandboxes, which is lost then`}. From then on nothing but each sandbox's own schedule ends what bills.`,
    ko: (p) =>
      `${p.region} 의 가드와 ${p.bucket} 버킷을 삭제합니다. 보고 ${p.others}개, ${p.works === 0 ? '저장된 작업 없음' : `저장된 작업 ${p.works}개(모두 사라집니다)`}. 그 뒤에는 각 샌드박스의 일정만이 요금을 끝냅니다.`,
  }),
  'guard.down-done': text({
    en: () => 'The guard and its bucket are gone.',
    ko: () => '가드와 그 버킷을 삭제했습니다.',
  }),
  'start.option-budget': text({
    en: () => 'US dollars after which the guard stops it (5, 7.50)',
    ko: () => '이 금액(USD)을 넘으면 가드가 멈춤 (5, 7.50)',
  }),
  'start.budget-invalid': text({
    en: () => 'An amount in US dollars, such as 5 or 7.50.',
    ko: () => '5 나 7.50 같은 USD 금액이어야 합니다.',
  }),
  'guard.next-title': text({ en: () => 'What comes next', ko: () => '앞으로 할 일' }),
  'guard.plan-run': text<{ regions: readonly string[]; runMs: number; keepMs: number }>({
    en: (p) =>
      `One run of the guard over every sandbox in ${list(p.regions)}: ends what bills past its time, removes what is past its days, its work saved (at most ${span(p.runMs, 'en')} at a stretch, ${span(p.keepMs, 'en')} in all).`,
    ko: (p) =>
      `${list(p.regions)} 의 모든 샌드박스에 가드를 한 번 실행합니다. 시간이 지난 것은 요금을 끝내고, 보관 기간이 지난 것은 작업을 저장한 뒤 삭제합니다 (이어서 최대 ${span(p.runMs, 'ko')}, 보관 최대 ${span(p.keepMs, 'ko')}).`,
  }),
};

export const guardFailures = {
  'guard.no-bundle': failure<{ file: string }>({
    exit: 1,
    en: (p) => [`The guard's code is not built: ${p.file} is missing.`, 'Build it: npm run build'],
    ko: (p) => [`가드의 코드가 빌드되지 않았습니다: ${p.file}`, '빌드하세요: npm run build'],
  }),
  'guard.not-local': failure({
    exit: 2,
    en: () => [
      'The local AWS runs no functions, so no guard can be deployed there.',
      'The same run by hand: `labs guard run --once`',
    ],
    ko: () => [
      '로컬 AWS에는 함수가 없어서 가드를 배포할 수 없습니다.',
      '같은 일을 직접 실행하려면: `labs guard run --once`',
    ],
  }),
  'guard.failed': failure<{ status: string; region: string }>({
    exit: 1,
    en: (p) => [
      `The guard's stack labs--guard in ${p.region} ended in ${p.status}.`,
      `See why: aws cloudformation describe-stack-events --stack-name labs--guard --region ${p.region}. Then run the same command again.`,
    ],
    ko: (p) => [
      `${p.region} 의 가드 스택 labs--guard 가 ${p.status} 상태로 끝났습니다.`,
      `원인: aws cloudformation describe-stack-events --stack-name labs--guard --region ${p.region}. 그다음 같은 명령을 다시 실행하세요.`,
    ],
  }),
  'guard.in-use': failure<{ names: readonly string[] }>({
    exit: 1,
    en: (p) => [
      `CloudFormation deletes ${list(p.names)} with the guard's role, and could not go on without it.`,
      'Wait until they are gone (`labs status --all`), then run the same command again.',
    ],
    ko: (p) => [
      `CloudFormation이 가드의 역할로 ${list(p.names)} 스택을 삭제하고 있어서 역할이 없으면 끝낼 수 없습니다.`,
      '삭제가 끝나기를 기다렸다가 (`labs status --all`) 같은 명령을 다시 실행하세요.',
    ],
  }),
};
