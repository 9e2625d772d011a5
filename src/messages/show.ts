import { dollars, list } from './format.ts';
import { text } from './text.ts';

const states = {
  ready: { en: 'works', ko: '동작함' },
  repaired: { en: 'repaired', ko: '고쳐서 동작함' },
  partly: { en: 'partly works today', ko: '지금은 일부만 동작함' },
} as const;

const uses = {
  training: { en: 'training', ko: '학습' },
  processing: { en: 'processing', ko: '처리' },
  transform: { en: 'batch transform', ko: '배치 변환' },
  hosting: { en: 'endpoint', ko: '엔드포인트' },
} as const;

export const showMessages = {
  'list.facts': text<{
    type: string;
    usd: number | undefined;
    minutes: number;
    state: keyof typeof states;
  }>({
    en: (p) =>
      `${p.type}${p.usd === undefined ? '' : ` ${dollars(p.usd)}/h`} · ${p.minutes} min · ${states[p.state].en}`,
    ko: (p) =>
      `${p.type}${p.usd === undefined ? '' : ` 시간당 ${dollars(p.usd)}`} · ${p.minutes}분 · ${states[p.state].ko}`,
  }),
  'show.stops': text({ en: () => 'Where it stops today', ko: () => '지금 멈추는 곳' }),
  'show.notebooks': text({ en: () => 'Notebooks, in order', ko: () => '노트북 (순서대로)' }),
  'show.optional': text<{ path: string }>({
    en: (p) => `${p.path} (optional)`,
    ko: (p) => `${p.path} (선택)`,
  }),
  'show.needs': text({ en: () => 'Needs', ko: () => '필요한 것' }),
  'show.instance': text<{ type: string; gib: number }>({
    en: (p) => `notebook instance ${p.type}, ${p.gib} GiB`,
    ko: (p) => `노트북 인스턴스 ${p.type}, ${p.gib} GiB`,
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
  'show.use': text<{ use: keyof typeof uses; type: string; count: number }>({
    en: (p) => `${uses[p.use].en}: up to ${p.count} x ${p.type}`,
    ko: (p) => `${uses[p.use].ko}: ${p.type} 최대 ${p.count}대`,
  }),
  'show.repos': text({ en: () => 'Repositories', ko: () => '저장소' }),
  'show.notes': text({ en: () => 'Good to know', ko: () => '알아 둘 것' }),
  'show.start': text<{ id: string }>({
    en: (p) => `Start it: \`labs start ${p.id}\``,
    ko: (p) => `시작: \`labs start ${p.id}\``,
  }),
};
