import { downCommandOf } from './commands.ts';
import { dateTime, dollars } from './format.ts';
import { text } from './text.ts';

/** What the plan of a start says about the guard. */
export const guardOfferMessages = {
  'start.guard-there': text<{ region: string; removedAfter: Date }>({
    en: ({ region, removedAfter }) =>
      `  guard     the one in ${region} ends what bills at that time; after ${dateTime(removedAfter, 'en')} it saves the work and removes everything`,
    ko: ({ region, removedAfter }) =>
      `  가드      ${region}의 가드가 그 시각에 요금을 끝내고, ${dateTime(removedAfter, 'ko')} 뒤에는 작업을 저장한 다음 모두 삭제합니다`,
  }),
  'start.guard-offer': text<{ name: string; endpoints: number | null; volume: number }>({
    en: ({ name, endpoints, volume }) =>
      `  guard     none in this account: after the stop, ${endpoints === 0 ? '' : `endpoints that notebooks leave bill on${endpoints === null ? '' : ` (up to ${dollars(endpoints)}/h)`}, and `}the volume (${dollars(volume)}/h), until ${downCommandOf([name])}. One for the whole account, about $0.10 a month: \`labs guard up\``,
    ko: ({ name, endpoints, volume }) =>
      `  가드      이 계정에는 없습니다. 멈춘 뒤에도 ${downCommandOf([name])} 전까지 ${endpoints === 0 ? '' : `노트북이 남긴 엔드포인트${endpoints === null ? '' : ` (최대 시간당 ${dollars(endpoints)})`}와 `}디스크(시간당 ${dollars(volume)}) 요금이 나갑니다. 계정에 하나면 되고 월 약 $0.10: \`labs guard up\``,
  }),
  'start.budget': text<{ budget: number; isKept: boolean }>({
    en: ({ budget, isKept }) =>
      isKept
        ? `  budget    ${dollars(budget)}: the guard stops it there`
        : `  budget    ${dollars(budget)}, which only a guard keeps: \`labs guard up\`, or \`labs guard run --once\` by hand`,
    ko: ({ budget, isKept }) =>
      isKept
        ? `  예산      ${dollars(budget)}: 여기에 이르면 가드가 멈춥니다`
        : `  예산      ${dollars(budget)}. 가드가 있어야 지켜집니다: \`labs guard up\`, 또는 직접 \`labs guard run --once\``,
  }),
  'start.option-no-guard': text({
    en: () => 'do not offer a guard for the account',
    ko: () => '계정에 가드를 권하지 않음',
  }),
};
