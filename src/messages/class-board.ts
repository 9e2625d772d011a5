import { dollars, list } from './format.ts';
import { some } from './some.ts';
import { text } from './text.ts';

/** Where a student's sandbox stands, in words. */
export const standingNames = {
  running: { en: 'running', ko: '실행 중' },
  starting: { en: 'starting', ko: '켜는 중' },
  making: { en: 'being made', ko: '만드는 중' },
  stopping: { en: 'stopping', ko: '멈추는 중' },
  stopped: { en: 'stopped', ko: '멈춤' },
  leaving: { en: 'being removed', ko: '지우는 중' },
  failed: { en: 'failed', ko: '실패' },
} as const;

interface Counts {
  readonly counts: readonly {
    readonly standing: keyof typeof standingNames;
    readonly count: number;
  }[];
  readonly opened: number | null;
  readonly endpoints: number | null;
  readonly spentUsd: number | null;
}

export const classBoardMessages = {
  'class.board-title': text<{ group: string; students: number }>({
    en: (p) => `The class ${p.group}: ${p.students} student${p.students === 1 ? '' : 's'}`,
    ko: (p) => `수업 ${p.group}: 학생 ${p.students}명`,
  }),
  'class.board-counts': text<Counts>({
    en: (p) =>
      list([
        ...p.counts.map(({ standing, count }) => `${count} ${standingNames[standing].en}`),
        ...(p.opened === null ? [] : [`${p.opened} opened`]),
        ...(p.endpoints === null ? [] : [`${p.endpoints} endpoints`]),
        ...(p.spentUsd === null ? [] : [`${dollars(p.spentUsd)} so far, without jobs`]),
      ]),
    ko: (p) =>
      list([
        ...p.counts.map(({ standing, count }) => `${standingNames[standing].ko} ${count}`),
        ...(p.opened === null ? [] : [`열어 봄 ${p.opened}`]),
        ...(p.endpoints === null ? [] : [`엔드포인트 ${p.endpoints}`]),
        ...(p.spentUsd === null ? [] : [`지금까지 ${dollars(p.spentUsd)} (작업 요금 제외)`]),
      ]),
  }),
  'class.board-columns': text({
    en: () => 'student|state|opened|idle min|folders|endpoints|so far',
    ko: () => '학번|상태|열어 봄|유휴(분)|폴더|엔드포인트|요금',
  }),
  'class.board-failed': text<{ ids: readonly string[]; group: string }>({
    en: (p) => `failed: ${some(p.ids, 'en')}. \`labs class up ${p.group}\` makes them again.`,
    ko: (p) => `실패: ${some(p.ids, 'ko')}. \`labs class up ${p.group}\` 으로 다시 만드세요.`,
  }),
  'class.board-missing': text<{ ids: readonly string[]; problem: string; group: string }>({
    en: (p) =>
      `folders missing: ${some(p.ids, 'en')}: ${p.problem}. \`labs class up ${p.group}\` tries again.`,
    ko: (p) =>
      `폴더 없음: ${some(p.ids, 'ko')}: ${p.problem}. \`labs class up ${p.group}\` 으로 다시 시도하세요.`,
  }),
};
