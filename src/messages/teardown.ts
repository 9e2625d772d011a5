import { downCommandOf } from './commands.ts';
import { padTo } from '../host/width.ts';
import { dateTime, dollars, list } from './format.ts';
import type { ResourceType } from '../sandbox/resource-types.ts';
import { resourceName } from './resource-names.ts';
import type { Lang } from './text.ts';
import { text } from './text.ts';

/** What could not be read; two of them are no resources. */
type Unreadable = ResourceType | 'tag-index' | 'stack-contents';

interface Named {
  readonly type: ResourceType;
  readonly ids: readonly string[];
}

/** Longest list of names in a line. */
const mostNames = 6;

function counted({ type, ids }: Named, lang: Lang): string {
  const count = lang === 'ko' ? `${ids.length}개` : `${ids.length}`;
  const name = resourceName(type, ids.length, lang);
  return lang === 'ko' ? `${name} ${count}` : `${count} ${name}`;
}

function named(things: Named, lang: Lang): string {
  const { type, ids } = things;
  // The names of logs are long, and say what their owners' names say.
  if (type === 'log-stream' || type === 'log-group') return counted(things, lang);
  const shown = list(ids.slice(0, mostNames));
  const more = ids.length - mostNames;
  const rest = more <= 0 ? '' : lang === 'ko' ? ` 외 ${more}개` : ` and ${more} more`;
  return `${counted(things, lang)}: ${shown}${rest}`;
}

function unreadable(type: Unreadable, lang: Lang): string {
  if (type === 'tag-index') return lang === 'ko' ? '태그 색인' : 'the index of tags';
  if (type === 'stack-contents') return lang === 'ko' ? '스택의 내용' : "the stack's contents";
  return lang === 'ko' ? `${resourceName(type, 2, lang)} 목록` : resourceName(type, 2, lang);
}

function price(perHour: number | null, lang: Lang): string {
  if (perHour === 0) return '';
  if (perHour === null) return lang === 'ko' ? ' (요금 알 수 없음)' : ' (price not known)';
  return lang === 'ko' ? ` (시간당 ${dollars(perHour)})` : ` (${dollars(perHour)}/h)`;
}

interface Place {
  readonly sandbox: string;
  readonly region: string;
  readonly account: string;
}

interface Kept {
  readonly type: ResourceType;
  readonly id: string;
  readonly pricePerHour: number | null;
}

interface Left extends Kept {
  readonly detail: string;
}

function thing({ type, id, pricePerHour }: Kept, lang: Lang): string {
  return `${resourceName(type, 1, lang)} ${id}${price(pricePerHour, lang)}`;
}

/** What happens to the things of a line, so wide that the things stand below each other. */
function planned(deed: string): string {
  return `  ${padTo(deed, 19)}  `;
}

/** The same of a receipt, whose words are shorter, or of a plan. */
function label(deed: string, isPlan = false): string {
  return isPlan ? planned(deed) : `  ${padTo(deed, 7)}  `;
}

export const teardownMessages = {
  'down.nothing': text({
    en: () => 'Nothing to take away: no sandbox, nothing left of one, $0.00 an hour.',
    ko: () => '정리할 것이 없습니다. 샌드박스도, 남은 것도 없고 요금은 시간당 $0.00 입니다.',
  }),
  'down.nothing-of': text<{ names: readonly string[] }>({
    en: (p) => `Nothing of ${list(p.names)} is there: no sandbox, and nothing left of one.`,
    ko: (p) => `${list(p.names)}: 그런 샌드박스도, 남은 것도 없습니다.`,
  }),
  'down.others': text<{ names: readonly string[] }>({
    en: (p) =>
      `Still there, and not looked at: ${list(p.names)}. What they cost: \`labs status --all\``,
    ko: (p) =>
      `살펴보지 않은 다른 샌드박스가 있습니다: ${list(p.names)}. 요금: \`labs status --all\``,
  }),
  'down.plan-title': text<Place>({
    en: (p) => `Sandbox ${p.sandbox} in ${p.region}, account ${p.account}`,
    ko: (p) => `샌드박스 ${p.sandbox} (리전 ${p.region}, 계정 ${p.account})`,
  }),
  'down.plan-stops': text<Named & { pricePerHour: number | null }>({
    en: (p) => `${planned('stops and deletes')}${named(p, 'en')}${price(p.pricePerHour, 'en')}`,
    ko: (p) => `${planned('중지 후 삭제')}${named(p, 'ko')}${price(p.pricePerHour, 'ko')}`,
  }),
  'down.plan-ends': text<Named & { pricePerHour: number | null }>({
    en: (p) => `${planned('stops, record stays')}${named(p, 'en')}${price(p.pricePerHour, 'en')}`,
    ko: (p) => `${planned('중지, 기록은 남음')}${named(p, 'ko')}${price(p.pricePerHour, 'ko')}`,
  }),
  'down.plan-empties': text<Named>({
    en: (p) => `${planned('empties and deletes')}${named(p, 'en')} (everything in it is lost)`,
    ko: (p) => `${planned('비운 뒤 삭제')}${named(p, 'ko')} (안의 내용은 모두 사라집니다)`,
  }),
  'down.plan-deletes': text<Named & { pricePerHour: number | null }>({
    en: (p) => `${planned('deletes')}${named(p, 'en')}${price(p.pricePerHour, 'en')}`,
    ko: (p) => `${planned('삭제')}${named(p, 'ko')}${price(p.pricePerHour, 'ko')}`,
  }),
  'down.plan-logs': text({
    en: () => `${planned('deletes')}the logs that these have written`,
    ko: () => `${planned('삭제')}위 항목들이 남긴 로그`,
  }),
  'down.plan-records': text<Named>({
    en: (p) =>
      `${planned('leaves')}${counted(p, 'en')} as a record: ended, free of charge, AWS cannot delete it`,
    ko: (p) =>
      `${planned('남김')}${counted(p, 'ko')} (끝난 기록. 요금이 없고 AWS에서 지울 수 없습니다)`,
  }),
  'down.shared': text<Named & { isPlan?: boolean }>({
    en: (p) =>
      `${label('leaves', p.isPlan)}${named(p, 'en')}: the bucket is the whole account's; remove it yourself if it is yours`,
    ko: (p) =>
      `${label('남김', p.isPlan)}${named(p, 'ko')}: 버킷을 계정 전체가 함께 씁니다. 본인의 것이면 직접 지우세요`,
  }),
  'down.kept': text<Kept & { isPlan?: boolean }>({
    en: (p) =>
      `${label('keeps', p.isPlan)}${thing(p, 'en')}: it could be this sandbox's, but nothing proves it`,
    ko: (p) =>
      `${label('유지', p.isPlan)}${thing(p, 'ko')}: 이 샌드박스의 것일 수 있지만 증거가 없습니다`,
  }),
  'down.unknown': text<{ type: Unreadable; detail: string; isPlan?: boolean }>({
    en: (p) =>
      `${label('unknown', p.isPlan)}${unreadable(p.type, 'en')} could not be read: ${p.detail}`,
    ko: (p) =>
      `${label('알 수 없음', p.isPlan)}${unreadable(p.type, 'ko')}: 읽을 수 없습니다 (${p.detail})`,
  }),
  'down.plan-price': text<{ pricePerHour: number | null }>({
    en: (p) =>
      p.pricePerHour === null
        ? 'Now it bills by the hour; not every price is known here.'
        : `Now it bills ${dollars(p.pricePerHour)} an hour.`,
    ko: (p) =>
      p.pricePerHour === null
        ? '지금 시간당 요금이 나가고 있습니다. 일부 요금은 알 수 없습니다.'
        : `지금 시간당 ${dollars(p.pricePerHour)} 의 요금이 나가고 있습니다.`,
  }),
  'down.task': text<{ type: ResourceType; status: string }>({
    en: (p) => `${resourceName(p.type, 2, 'en')}${p.status === '' ? '' : ` (${p.status})`}`,
    ko: (p) => `${resourceName(p.type, 2, 'ko')}${p.status === '' ? '' : ` (${p.status})`}`,
  }),
  'down.looking-again': text({
    en: () => 'a second look',
    ko: () => '다시 확인',
  }),
  'down.receipt-title': text<Place>({
    en: (p) => `Receipt for ${p.sandbox} in ${p.region}, account ${p.account}`,
    ko: (p) => `${p.sandbox} 정리 결과 (리전 ${p.region}, 계정 ${p.account})`,
  }),
  'down.deleted': text<Named>({
    en: (p) => `${label('deleted')}${named(p, 'en')}`,
    ko: (p) => `${label('삭제됨')}${named(p, 'ko')}`,
  }),
  'down.records': text<Named>({
    en: (p) => `${label('records')}${named(p, 'en')} (ended, free of charge; AWS cannot delete it)`,
    ko: (p) => `${label('기록')}${named(p, 'ko')} (종료됨. 요금이 없고 AWS에서 지울 수 없습니다)`,
  }),
  'down.left-denied': text<Left & { action: string }>({
    en: (p) => `${label('left')}${thing(p, 'en')}: not allowed${p.action && ` to do ${p.action}`}`,
    ko: (p) => `${label('남음')}${thing(p, 'ko')}: ${p.action || '필요한'} 권한이 없습니다`,
  }),
  'down.left-stuck': text<Left>({
    en: (p) => `${label('left')}${thing(p, 'en')}: stuck in ${p.detail}`,
    ko: (p) => `${label('남음')}${thing(p, 'ko')}: ${p.detail} 상태에서 멈춰 있습니다`,
  }),
  'down.left-waits': text<Left & { waitsFor: { type: ResourceType; id?: string } }>({
    en: (p) =>
      `${label('left')}${thing(p, 'en')}: ${p.waitsFor.id === undefined ? `not before the ${resourceName(p.waitsFor.type, 2, 'en')} can be read` : `has to wait for ${resourceName(p.waitsFor.type, 1, 'en')} ${p.waitsFor.id}`}`,
    ko: (p) =>
      `${label('남음')}${thing(p, 'ko')}: ${p.waitsFor.id === undefined ? `${resourceName(p.waitsFor.type, 2, 'ko')} 목록을 읽을 수 있어야 지울 수 있습니다` : `먼저 정리되어야 하는 것: ${resourceName(p.waitsFor.type, 1, 'ko')} ${p.waitsFor.id}`}`,
  }),
  'down.left-interrupted': text<Left>({
    en: (p) => `${label('left')}${thing(p, 'en')}: interrupted`,
    ko: (p) => `${label('남음')}${thing(p, 'ko')}: 중단되었습니다`,
  }),
  'down.left-failed': text<Left>({
    en: (p) => `${label('left')}${thing(p, 'en')}: ${p.detail}`,
    ko: (p) => `${label('남음')}${thing(p, 'ko')}: ${p.detail}`,
  }),
  'down.left-other': text<{ id: string; isPlan?: boolean }>({
    en: (p) =>
      `${label('left', p.isPlan)}${p.id}: carries the sandbox's tag, and labs cannot remove it; what was deleted in the last minutes is still shown`,
    ko: (p) =>
      `${label('남음', p.isPlan)}${p.id}: 샌드박스의 태그가 있지만 labs가 지울 수 없습니다. 몇 분 안에 지운 것도 아직 보일 수 있습니다`,
  }),
  'down.clean': text<{ verifiedAt: Date }>({
    en: (p) => `  Looked again at ${dateTime(p.verifiedAt, 'en')}: nothing is left, $0.00 an hour.`,
    ko: (p) => `  ${dateTime(p.verifiedAt, 'ko')} 에 다시 확인: 남은 것 없음, 시간당 $0.00.`,
  }),
  'down.not-clean': text<{ left: number; kept: number; unknown: number; perHour: number | null }>({
    en: (p) =>
      `  ${p.left} left, ${p.kept} kept, ${p.unknown} unknown; still bills ${p.perHour === null ? 'by the hour, how much is not known' : `${dollars(p.perHour)} an hour`}.`,
    ko: (p) =>
      `  남음 ${p.left}, 유지 ${p.kept}, 알 수 없음 ${p.unknown}. ${p.perHour === null ? '시간당 요금을 알 수 없습니다' : `아직 시간당 ${dollars(p.perHour)} 의 요금이 나갑니다`}.`,
  }),
  'down.not-verified': text({
    en: () => '  There was no second look, so this is what was known last.',
    ko: () => '  다시 확인하지 못했습니다. 위 내용은 마지막으로 알려진 상태입니다.',
  }),
  'down.advice-permission': text<{ names: readonly string[]; actions: readonly string[] }>({
    en: (p) => `Allow ${list(p.actions)}, then run ${downCommandOf(p.names)} again.`,
    ko: (p) => `${list(p.actions)} 권한을 허용한 뒤 ${downCommandOf(p.names)} 을 다시 실행하세요.`,
  }),
  'down.advice-endpoint': text<{ names: readonly string[]; status: string }>({
    en: (p) =>
      `AWS takes no delete for an endpoint while it is ${p.status}, which can last hours; role and stack wait for it. Run ${downCommandOf(p.names)} again later.`,
    ko: (p) =>
      `AWS는 ${p.status} 상태의 엔드포인트를 지우지 않습니다. 몇 시간 걸릴 수 있고, 역할과 스택은 그때까지 남습니다. 나중에 ${downCommandOf(p.names)} 을 다시 실행하세요.`,
  }),
  'down.advice-notebook': text<{ names: readonly string[]; status: string }>({
    en: (p) =>
      `Nothing but AWS ends a notebook instance that is stuck in ${p.status}. Run ${downCommandOf(p.names)} again in an hour; if it is still stuck, open a case with AWS Support.`,
    ko: (p) =>
      `${p.status} 상태에서 멈춘 노트북 인스턴스는 AWS만 끝낼 수 있습니다. 한 시간 뒤 ${downCommandOf(p.names)} 을 다시 실행하고, 그대로면 AWS Support에 문의하세요.`,
  }),
  'down.advice-kept': text({
    en: () =>
      'Look at what was kept and remove it yourself if it is yours, in the SageMaker console or with the AWS CLI.',
    ko: () => '유지된 것을 확인하고 본인의 것이면 SageMaker 콘솔이나 AWS CLI로 직접 삭제하세요.',
  }),
  'down.advice-other': text<{ names: readonly string[] }>({
    en: (p) =>
      `Remove what carries the tag yourself, in the console or with the AWS CLI, then look again: ${downCommandOf(p.names)}`,
    ko: (p) =>
      `태그가 있는 것을 콘솔이나 AWS CLI로 직접 지운 뒤 다시 확인하세요: ${downCommandOf(p.names)}`,
  }),
  'down.advice-again': text<{ names: readonly string[] }>({
    en: (p) => `To go on where this stopped: ${downCommandOf(p.names)}`,
    ko: (p) => `이어서 정리하려면: ${downCommandOf(p.names)}`,
  }),
};
