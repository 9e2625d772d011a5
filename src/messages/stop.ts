import type { Startable } from './commands.ts';
import { startAgainOf } from './commands.ts';
import { dollars, list } from './format.ts';
import type { ResourceType } from '../sandbox/resource-types.ts';
import { resourceName } from './resource-names.ts';
import type { Lang } from './text.ts';
import { text } from './text.ts';

/** A thing that bills beside a notebook. */
interface Beside {
  readonly type: ResourceType;
  readonly id: string;
  /** US dollars; null where no price is known. */
  readonly pricePerHour: number | null;
}

/** All of a kind that bill beside the notebooks of a class. */
interface BesideOfClass {
  readonly type: ResourceType;
  readonly count: number;
  readonly pricePerHour: number | null;
}

const named = ({ type, id }: Beside, lang: Lang) => `${resourceName(type, 1, lang)} ${id}`;
const counted = ({ type, count }: BesideOfClass, lang: Lang) =>
  lang === 'ko'
    ? `${resourceName(type, count, lang)} ${count}개`
    : `${count} ${resourceName(type, count, lang)}`;

function price({ pricePerHour }: Pick<Beside, 'pricePerHour'>, lang: Lang): string {
  if (pricePerHour === null) return lang === 'ko' ? '요금 알 수 없음' : 'price not known';
  return lang === 'ko' ? `시간당 ${dollars(pricePerHour)}` : `${dollars(pricePerHour)}/h`;
}

export const stopMessages = {
  'stop.option-keep-endpoints': text({
    en: () => 'leave endpoints running; they bill on',
    ko: () => '엔드포인트를 남겨 둡니다. 요금은 계속 나갑니다',
  }),
  'stop.title': text<{ name: string; region: string }>({
    en: (p) => `Stop the notebook of ${p.name} in ${p.region}; its files stay.`,
    ko: (p) => `${p.region}의 ${p.name} 노트북을 멈춥니다. 파일은 남습니다.`,
  }),
  'stop.ends': text<Beside>({
    en: (p) => `  ends    ${named(p, 'en')}, which bills beside it (${price(p, 'en')})`,
    ko: (p) => `  종료    따로 요금이 나가는 ${named(p, 'ko')} (${price(p, 'ko')})`,
  }),
  'stop.keeps': text<Beside>({
    en: (p) => `  keeps   ${named(p, 'en')}: it bills on (${price(p, 'en')})`,
    ko: (p) => `  유지    ${named(p, 'ko')}: 요금이 계속 나갑니다 (${price(p, 'ko')})`,
  }),
  'stop.early': text<Beside>({
    en: (p) =>
      `  careful ${named(p, 'en')} is still being made and cannot be ended yet; it will bill (${price(p, 'en')}). Run this again in some minutes.`,
    ko: (p) =>
      `  주의    ${named(p, 'ko')}: 아직 만들어지는 중이라 끝낼 수 없고 요금이 나갑니다 (${price(p, 'ko')}). 몇 분 뒤 다시 실행하세요.`,
  }),
  'stop.unproved': text<Beside>({
    en: (p) =>
      `  careful ${named(p, 'en')} could be its, which nothing proves; it is left and bills (${price(p, 'en')})`,
    ko: (p) =>
      `  주의    ${named(p, 'ko')}: 이 샌드박스의 것인지 확인되지 않아 남겨 두며 요금이 나갑니다 (${price(p, 'ko')})`,
  }),
  'stop.unknown': text<{ what: readonly string[] }>({
    en: (p) =>
      `  unknown whether it has more that bills; this could not be read: ${list(p.what)}. Run this again.`,
    ko: (p) =>
      `  알 수 없음: 요금이 나가는 것이 더 있는지 읽지 못했습니다 (${list(p.what)}). 다시 실행하세요.`,
  }),
  'stop.ended': text<Beside>({
    en: (p) => `Ended: ${named(p, 'en')}.`,
    ko: (p) => `종료했습니다: ${named(p, 'ko')}`,
  }),
  'stop.not-ended': text<Beside & { why: string }>({
    en: (p) =>
      `${named(p, 'en')} could not be ended and bills on (${price(p, 'en')}): ${p.why}. Run this again.`,
    ko: (p) =>
      `${named(p, 'ko')}: 끝내지 못해 요금이 계속 나갑니다 (${price(p, 'ko')}): ${p.why}. 다시 실행하세요.`,
  }),
  'stop.stopping': text<{ status: string }>({
    en: (p) => `notebook instance: ${p.status}`,
    ko: (p) => `노트북 인스턴스: ${p.status}`,
  }),
  'stop.already': text<{ name: string; status: string }>({
    en: (p) => `The notebook of ${p.name} is ${p.status}; nothing to stop.`,
    ko: (p) => `${p.name}의 노트북은 ${p.status} 상태라 멈출 것이 없습니다.`,
  }),
  'stop.done': text<{ name: string }>({
    en: (p) => `The notebook of ${p.name} is stopped; its files are kept.`,
    ko: (p) => `${p.name}의 노트북을 멈췄습니다. 파일은 남아 있습니다.`,
  }),
  'stop.go-on': text<Startable>({
    en: (p) => `Go on another day: ${startAgainOf(p)}`,
    ko: (p) => `다음에 이어서 하려면: ${startAgainOf(p)}`,
  }),
  'class.stop-ends': text<BesideOfClass>({
    en: (p) =>
      `  ends    ${counted(p, 'en')} of theirs, which bill beside them (${price(p, 'en')})`,
    ko: (p) => `  종료    따로 요금이 나가는 학생들의 ${counted(p, 'ko')} (${price(p, 'ko')})`,
  }),
  'class.stop-keeps': text<BesideOfClass>({
    en: (p) =>
      `  keeps   ${counted(p, 'en')} of theirs: they bill on (${price(p, 'en')}) until they are deleted`,
    ko: (p) =>
      `  유지    학생들의 ${counted(p, 'ko')}: 지울 때까지 요금이 나갑니다 (${price(p, 'ko')})`,
  }),
  'class.stop-early': text<BesideOfClass>({
    en: (p) =>
      `  careful ${counted(p, 'en')} of theirs cannot be ended yet, or nobody can prove whose they are; they bill (${price(p, 'en')}). Run this again in some minutes.`,
    ko: (p) =>
      `  주의    학생들의 ${counted(p, 'ko')}: 아직 끝낼 수 없거나 누구 것인지 확인되지 않았고 요금이 나갑니다 (${price(p, 'ko')}). 몇 분 뒤 다시 실행하세요.`,
  }),
};
