import type { CreatableType } from '../sandbox/resource-types.ts';
import { dollars, list } from './format.ts';
import { resourceName } from './resource-names.ts';
import { text } from './text.ts';

const states = {
  ready: { en: 'works', ko: '동작' },
  repaired: { en: 'repaired', ko: '고쳐서 동작' },
  partly: { en: 'works in part', ko: '일부만 동작' },
} as const;

const uses = {
  training: { en: 'training', ko: '학습' },
  processing: { en: 'processing', ko: '처리' },
  transform: { en: 'batch transform', ko: '배치 변환' },
  hosting: { en: 'endpoint', ko: '엔드포인트' },
} as const;

export const showMessages = {
  'list.facts': text<{
    usd: number | undefined;
    minutes: number;
    state: keyof typeof states;
  }>({
    en: (p) =>
      `${p.usd === undefined ? '' : `${dollars(p.usd)}/h · `}${p.minutes} min · ${states[p.state].en}`,
    ko: (p) =>
      `${p.usd === undefined ? '' : `시간당 ${dollars(p.usd)} · `}${p.minutes}분 · ${states[p.state].ko}`,
  }),
  'list.more': text({
    en: () =>
      'The price is that of the notebook instance while it runs; what its notebooks rent beside it, and how they do today: `labs show <lab>`\nRepaired: works, with what labs mends in your copy. Works in part: something still stops.\nStart one: `labs start <lab>`\nThe whole study list: `labs learn`',
    ko: () =>
      '요금은 노트북 인스턴스가 켜져 있을 때의 것입니다. 노트북이 따로 빌리는 것과 지금 상태: `labs show <실습>`\n고쳐서 동작: labs 가 복제한 노트북을 고쳐서 동작합니다. 일부만 동작: 아직 멈추는 곳이 있습니다.\n시작: `labs start <실습>`\n전체 학습 목록: `labs learn`',
  }),
  'show.stops': text({ en: () => 'How it is today', ko: () => '지금 상태' }),
  'show.notebooks': text({ en: () => 'Notebooks, in order', ko: () => '노트북 (순서대로)' }),
  'show.notebook': text<{ optional: boolean; minutes: number | undefined }>({
    en: (p) =>
      list([
        ...(p.optional ? ['optional'] : []),
        ...(p.minutes === undefined ? [] : [`about ${p.minutes} min`]),
      ]),
    ko: (p) =>
      list([
        ...(p.optional ? ['선택'] : []),
        ...(p.minutes === undefined ? [] : [`약 ${p.minutes}분`]),
      ]),
  }),
  'show.needs': text({ en: () => 'Needs', ko: () => '필요한 것' }),
  'show.instance': text<{ type: string; gib: number; usd: number | undefined }>({
    en: (p) =>
      `notebook instance ${p.type}, ${p.gib} GiB${p.usd === undefined ? '' : `: ${dollars(p.usd)}/h while it runs`}`,
    ko: (p) =>
      `노트북 인스턴스 ${p.type}, ${p.gib} GiB${p.usd === undefined ? '' : `: 켜져 있을 때 시간당 ${dollars(p.usd)}`}`,
  }),
  'show.price': text<{ region: string; asOf: string }>({
    en: (p) => `prices here: ${p.region}, as of ${p.asOf}`,
    ko: (p) => `요금 기준: ${p.region}, ${p.asOf}`,
  }),
  'show.regions': text<{ regions: readonly string[] }>({
    en: (p) => `a region of ${list(p.regions)}`,
    ko: (p) => `리전: ${list(p.regions)} 중 하나`,
  }),
  'show.minutes': text<{ minutes: number }>({
    en: (p) => `about ${p.minutes} minutes`,
    ko: (p) => `약 ${p.minutes}분`,
  }),
  'show.uses': text({
    en: () => 'Rents while its notebooks run',
    ko: () => '노트북을 실행하는 동안 빌리는 것',
  }),
  'show.use': text<{
    use: keyof typeof uses;
    type: string;
    count: number;
    usd: number | undefined;
  }>({
    en: (p) =>
      `${uses[p.use].en}: up to ${p.count} x ${p.type}${p.usd === undefined ? '' : `, ${dollars(p.usd)}/h each`}`,
    ko: (p) =>
      `${uses[p.use].ko}: ${p.type} 최대 ${p.count}대${p.usd === undefined ? '' : `, 대당 시간당 ${dollars(p.usd)}`}`,
  }),
  'show.creates': text({
    en: () => 'Makes in AWS, which `labs down` removes',
    ko: () => 'AWS에 만드는 것 (`labs down` 이 지웁니다)',
  }),
  'show.types': text<{ types: readonly CreatableType[] }>({
    en: (p) => list(p.types.map((type) => resourceName(type, 2, 'en'))),
    ko: (p) => list(p.types.map((type) => resourceName(type, 2, 'ko'))),
  }),
  'show.repos': text({ en: () => 'Repositories', ko: () => '저장소' }),
  'show.text': text<{ en: string; ko: string }>({ en: (p) => p.en, ko: (p) => p.ko }),
  'show.notes': text({ en: () => 'Good to know', ko: () => '알아 둘 것' }),
  'show.start': text<{ id: string }>({
    en: (p) => `Start it: \`labs start ${p.id}\``,
    ko: (p) => `시작: \`labs start ${p.id}\``,
  }),
};
