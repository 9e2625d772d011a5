import type { SandboxAddress, Startable } from './commands.ts';
import { downCommandOf, onSandbox, startAgainOf, startCommandOf } from './commands.ts';
import { dateTime, dollars, list, span } from './format.ts';
import type { ResourceType } from '../sandbox/resource-types.ts';
import { resourceName } from './resource-names.ts';
import type { Lang } from './text.ts';
import { text } from './text.ts';

export const statusMessages = {
  'start.no-link': text<{ name: string; en: string; ko: string }>({
    en: (p) =>
      `${p.name} runs, but there is no link to it: ${p.en} Ask for another: ${onSandbox('open', p.name)}`,
    ko: (p) =>
      `${p.name}은(는) 실행 중이지만 링크를 받지 못했습니다: ${p.ko} 다시 받으려면: ${onSandbox('open', p.name)}`,
  }),
  'started.url': text({
    en: () => 'JupyterLab is ready. This link is a secret; on AWS it works for five minutes:',
    ko: () => 'JupyterLab이 준비되었습니다. 이 주소는 비밀이며 AWS에서는 5분 동안만 열립니다:',
  }),
  'started.open': text<{ title: string; path: string }>({
    en: (p) => `${p.title}\n  open the notebook: ${p.path}`,
    ko: (p) => `${p.title}\n  열 노트북: ${p.path}`,
  }),
  'started.beside': text<{ path: string }>({
    en: (p) => `  or a shorter one of labs' own, on the same subject: ${p.path}`,
    ko: (p) => `  또는 같은 내용의 더 짧은 labs 노트북: ${p.path}`,
  }),
  'started.own': text<{ title: string; path: string }>({
    en: (p) =>
      `${p.title}\n  its repository is not there; open ours, on the same subject: ${p.path}`,
    ko: (p) => `${p.title}\n  저장소가 없으니 같은 내용인 labs 의 노트북을 여세요: ${p.path}`,
  }),
  'started.missing': text<{ id: string; at: SandboxAddress }>({
    en: (p) => `${p.id}: not cloned yet. Try again: ${startCommandOf([p.id], p.at)}`,
    ko: (p) => `${p.id}: 아직 복제되지 않았습니다. 다시 시도: ${startCommandOf([p.id], p.at)}`,
  }),
  'started.home': text<{ home: string }>({
    en: (p) => `Its files on this machine: ${p.home}`,
    ko: (p) => `이 컴퓨터에서 파일이 있는 곳: ${p.home}`,
  }),
  'started.stop': text<{ name: string }>({
    en: (p) =>
      `Done for today?  ${onSandbox('stop', p.name)}  (ends endpoints and jobs too; files stay, the disk costs a little)`,
    ko: (p) =>
      `오늘은 여기까지?  ${onSandbox('stop', p.name)}  (엔드포인트와 작업도 끝냅니다. 파일은 남고 디스크 요금만 조금)`,
  }),
  'started.down': text<{ name: string }>({
    en: (p) =>
      `Done for good?   ${downCommandOf([p.name])}  (everything goes, and so does the bill)`,
    ko: (p) => `완전히 끝났다면?  ${downCommandOf([p.name])}  (모두 지우고 요금도 멈춥니다)`,
  }),
  'status.none': text<{ owner: string }>({
    en: (p) => `${p.owner} has no sandbox. Start one: \`labs start xgboost\``,
    ko: (p) => `${p.owner} 의 샌드박스가 없습니다. 시작: \`labs start xgboost\``,
  }),
  'status.title': text<{ name: string; region: string; status: string; type: string | undefined }>({
    en: (p) => `${p.name}  ${p.region}  ${p.status}${p.type === undefined ? '' : `  ${p.type}`}`,
    ko: (p) => `${p.name}  ${p.region}  ${p.status}${p.type === undefined ? '' : `  ${p.type}`}`,
  }),
  'status.labs': text<{ labs: readonly string[] }>({
    en: (p) => `  labs    ${list(p.labs)}`,
    ko: (p) => `  실습    ${list(p.labs)}`,
  }),
  'status.repo': text<{ dir: string; commit: string }>({
    en: (p) => `  folder  ${p.dir} @ ${p.commit}`,
    ko: (p) => `  폴더    ${p.dir} @ ${p.commit}`,
  }),
  'status.repo-missing': text<{ dir: string; state: string; error: string }>({
    en: (p) => `  folder  ${p.dir}: ${p.state}${p.error === '' ? '' : `: ${p.error}`}`,
    ko: (p) =>
      `  폴더    ${p.dir}: ${p.state === 'failed' ? '복제 실패' : '기다리는 중'}${p.error === '' ? '' : `: ${p.error}`}`,
  }),
  'status.no-report': text<{ name: string; since: Date }>({
    en: (p) =>
      `  report  none from the notebook since its start ${dateTime(p.since, 'en')}. Reasons: no way to S3 or github.com, a hook that failed, no Python with botocore. See: ${onSandbox('logs hooks', p.name)}`,
    ko: (p) =>
      `  보고    노트북이 켜진 ${dateTime(p.since, 'ko')}부터 보고가 없습니다. 원인: S3나 github.com에 닿지 않음, 훅 실패, botocore가 있는 Python 없음. 확인: ${onSandbox('logs hooks', p.name)}`,
  }),
  'status.next': text<Startable>({
    en: (p) => `  next    ${startAgainOf(p)}`,
    ko: (p) => `  다음    ${startAgainOf(p)}`,
  }),
  'status.beside': text<{
    type: ResourceType;
    id: string;
    instanceType: string;
    count: number;
    pricePerHour: number | null;
  }>({
    en: (p) =>
      `  runs    ${resourceName(p.type, 1, 'en')} ${p.id}, ${p.count} x ${p.instanceType}: ${p.pricePerHour === null ? 'price not known' : `${dollars(p.pricePerHour)}/h`}`,
    ko: (p) =>
      `  실행중  ${resourceName(p.type, 1, 'ko')} ${p.id}, ${p.instanceType} ${p.count}대: ${p.pricePerHour === null ? '요금 알 수 없음' : `시간당 ${dollars(p.pricePerHour)}`}`,
  }),
  'status.besides-unknown': text<{ name: string }>({
    en: (p) =>
      `  runs    unknown: AWS did not say whether it has endpoints or jobs. Look again: ${onSandbox('cost', p.name)}`,
    ko: (p) =>
      `  실행중  알 수 없음: 엔드포인트나 작업이 있는지 AWS에서 읽지 못했습니다. 다시 확인: ${onSandbox('cost', p.name)}`,
  }),
  'status.price': text<{ usd: number | null }>({
    en: (p) => `  price   ${p.usd === null ? 'unknown' : `${dollars(p.usd)}/h now`}`,
    ko: (p) => `  요금    ${p.usd === null ? '알 수 없음' : `지금 시간당 ${dollars(p.usd)}`}`,
  }),
  'status.stops': text<{ stopsAt: Date; inMs: number; lang: Lang }>({
    en: (p) => `  stops   ${dateTime(p.stopsAt, 'en')}, in ${span(Math.max(0, p.inMs), 'en')}`,
    ko: (p) => `  멈춤    ${dateTime(p.stopsAt, 'ko')}, ${span(Math.max(0, p.inMs), 'ko')} 뒤`,
  }),
  'status.removal': text<{ removedAfter: Date }>({
    en: (p) =>
      `  kept    until ${dateTime(p.removedAfter, 'en')}; then a guard, if there is one, removes it`,
    ko: (p) => `  보관    ${dateTime(p.removedAfter, 'ko')}까지. 가드가 있으면 그 뒤에 삭제합니다`,
  }),
  'open.url': text({
    en: () => 'This link is a secret; on AWS it works for five minutes:',
    ko: () => '이 주소는 비밀이며 AWS에서는 5분 동안만 열립니다:',
  }),
  'extend.plan': text<{ name: string; stopsAt: Date; removedAfter: Date }>({
    en: (p) =>
      `${p.name} will be stopped ${dateTime(p.stopsAt, 'en')} and kept until ${dateTime(p.removedAfter, 'en')}.`,
    ko: (p) =>
      `${p.name} 샌드박스는 ${dateTime(p.stopsAt, 'ko')} 에 멈추고 ${dateTime(p.removedAfter, 'ko')} 까지 보관됩니다.`,
  }),
  'extend.resting': text<{ name: string; stopsAt: Date }>({
    en: (p) =>
      `${p.name} is stopped now; started again, it runs until ${dateTime(p.stopsAt, 'en')} at least.`,
    ko: (p) =>
      `${p.name} 샌드박스는 지금 멈춰 있습니다. 다시 시작하면 적어도 ${dateTime(p.stopsAt, 'ko')}까지 켜 둡니다.`,
  }),
  'extend.done': text<{ name: string; stopsAt: Date }>({
    en: (p) => `${p.name} stops ${dateTime(p.stopsAt, 'en')}.`,
    ko: (p) => `${p.name} 샌드박스는 ${dateTime(p.stopsAt, 'ko')} 에 멈춥니다.`,
  }),
  'cli.region-unreadable': text<{ region: string; text: string }>({
    en: (p) => `${p.region} could not be read, so what is there is not known: ${p.text}`,
    ko: (p) => `${p.region} 리전을 읽을 수 없어 그곳에 무엇이 있는지 알 수 없습니다: ${p.text}`,
  }),
};
