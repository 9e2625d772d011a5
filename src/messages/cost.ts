import type { Range } from '../cost/observation.ts';
import { dateTime, dollars, list, span } from './format.ts';
import { resourceName } from './resource-names.ts';
import { text } from './text.ts';

/** The smallest sum that is shown, in US dollars. */
const smallest = 0.0001;

/** Dollars, and never zero for something. */
function shown(usd: number): string {
  return usd > 0 && usd < smallest ? `<${dollars(smallest)}` : dollars(usd);
}

function atLeast(usd: Range): Range {
  return { least: Math.max(usd.least, smallest), most: Math.max(usd.most, smallest) };
}

/** Two dollar figures, or one where they read the same. */
function range({ least, most }: Range, to: string): string {
  const [from, until] = [shown(least), shown(most)];
  return from === until ? from : `${from}${to}${until}`;
}

function amount(usd: Range | null): string {
  return usd === null ? '?' : range(usd, '~');
}

/** GiB to two digits, and never zero for something. */
function gibibytes(gib: number): string {
  return gib > 0 && gib < 0.01 ? '<0.01 GiB' : `${Number(gib.toFixed(2))} GiB`;
}

type RentedKind = 'notebook' | 'endpoint' | 'training-job' | 'processing-job' | 'transform-job';

interface RentedParams {
  readonly kind: RentedKind;
  readonly id?: string;
  readonly things: number;
  readonly type: string;
  readonly count: number;
  readonly seconds: Range;
  readonly isRunning: boolean;
  readonly usd: Range | null;
}

function lasted({ least, most }: Range, lang: 'en' | 'ko'): string {
  const [from, until] = [least, most].map((seconds) => span(seconds * 1000, lang));
  return from === until ? `${until}` : `${from}~${until}`;
}

function machines({ type, count }: RentedParams): string {
  return count === 1 ? type : `${count} x ${type}`;
}

export const costMessages = {
  'cost.summary': text({
    en: () => 'what it has cost, and costs now',
    ko: () => '지금까지의 요금과 현재 요금',
  }),
  'cost.option-reconcile': text({
    en: () => 'compare with AWS Cost Explorer, which costs $0.01 a request',
    ko: () => 'AWS Cost Explorer와 비교합니다 (요청마다 $0.01)',
  }),
  'cost.title': text<{ sandbox: string; region: string; since: Date; ms: number }>({
    en: (p) =>
      `${p.sandbox} in ${p.region}, since ${dateTime(p.since, 'en')} (${span(p.ms, 'en')})`,
    ko: (p) => `${p.sandbox} (${p.region}), ${dateTime(p.since, 'ko')} 부터 (${span(p.ms, 'ko')})`,
  }),
  'cost.rented': text<RentedParams>({
    en: (p) =>
      `  ${amount(p.usd)}  ${p.things > 1 ? `${p.things} ` : ''}${resourceName(p.kind, p.things, 'en')}${p.id === undefined ? '' : ` ${p.id}`}, ${machines(p)}, ${lasted(p.seconds, 'en')}${p.isRunning ? ', running' : ''}${p.usd === null ? ': its price is not known here' : ''}`,
    ko: (p) =>
      `  ${amount(p.usd)}  ${resourceName(p.kind, p.things, 'ko')}${p.things > 1 ? ` ${p.things}개` : ''}${p.id === undefined ? '' : ` ${p.id}`}, ${machines(p)}, ${lasted(p.seconds, 'ko')}${p.isRunning ? ', 실행 중' : ''}${p.usd === null ? ': 요금을 알 수 없음' : ''}`,
  }),
  'cost.stored': text<{ kind: 'volume' | 'bucket'; gib: number; usd: Range | null }>({
    en: (p) =>
      `  ${amount(p.usd)}  ${p.kind === 'volume' ? 'volume' : 'what lies in the bucket'}, ${gibibytes(p.gib)}`,
    ko: (p) =>
      `  ${amount(p.usd)}  ${p.kind === 'volume' ? '볼륨' : '버킷에 있는 것'}, ${gibibytes(p.gib)}`,
  }),
  'cost.so-far': text<{ usd: Range; isComplete: boolean }>({
    en: (p) => `  ${amount(p.usd)}  so far${p.isComplete ? '' : ', without what is not known'}`,
    ko: (p) => `  ${amount(p.usd)}  지금까지${p.isComplete ? '' : ' (알 수 없는 것은 제외)'}`,
  }),
  'cost.now': text<{ usd: number; isComplete: boolean }>({
    en: (p) =>
      `  ${dollars(p.usd)}  an hour from now on${p.isComplete ? '' : ', without what is not known'}`,
    ko: (p) =>
      `  ${dollars(p.usd)}  지금부터 시간당${p.isComplete ? '' : ' (알 수 없는 것은 제외)'}`,
  }),
  'cost.until-stop': text<{ usd: number | null; stopsAt: Date }>({
    en: (p) =>
      `  ${p.usd === null ? '?' : dollars(p.usd)}  more for notebook and volume until it stops, ${dateTime(p.stopsAt, 'en')}`,
    ko: (p) =>
      `  ${p.usd === null ? '?' : dollars(p.usd)}  멈출 때까지 노트북과 볼륨에 더 들 요금 (${dateTime(p.stopsAt, 'ko')})`,
  }),
  'cost.rents': text<{ usd: number | null }>({
    en: (p) =>
      `  ${p.usd === null ? '?' : dollars(p.usd)}  at most, for what its notebooks rent when each is run once`,
    ko: (p) =>
      `  ${p.usd === null ? '?' : dollars(p.usd)}  노트북을 모두 한 번씩 실행할 때 빌리는 것의 최대 요금`,
  }),
  'cost.sources': text<{
    sources: readonly { source: 'price-list' | 'table'; asOf: string; hasEstimates: boolean }[];
  }>({
    en: (p) =>
      `Prices: ${list(p.sources.map((s) => `${s.source === 'price-list' ? 'AWS Price List' : 'the table of labs'} of ${s.asOf}${s.hasEstimates ? ' (estimates among them)' : ''}`))}.`,
    ko: (p) =>
      `요금 출처: ${list(p.sources.map((s) => `${s.source === 'price-list' ? 'AWS Price List' : 'labs 요금표'} ${s.asOf}${s.hasEstimates ? ' (추정치 포함)' : ''}`))}`,
  }),
  'cost.not-in-it': text({
    en: () =>
      'Not in it: data transfer, requests, logs, volumes of jobs, what was deleted from the bucket, free tier, credits, taxes. Times are known to some minutes.',
    ko: () =>
      '포함되지 않는 것: 데이터 전송, 요청, 로그, 작업의 볼륨, 버킷에서 지운 것, 프리 티어, 크레딧, 세금. 시간은 몇 분 정도 차이가 날 수 있습니다.',
  }),
  'cost.unobserved-notebook': text<{ reason: string }>({
    en: (p) => `Unknown: the notebook. ${p.reason}`,
    ko: (p) => `알 수 없음: 노트북. ${p.reason}`,
  }),
  'cost.unobserved-volume': text<{ reason: string }>({
    en: (p) => `Unknown: the volume. ${p.reason}`,
    ko: (p) => `알 수 없음: 볼륨. ${p.reason}`,
  }),
  'cost.unobserved-jobs': text<{ reason: string }>({
    en: (p) => `Unknown: jobs and endpoints. ${p.reason}`,
    ko: (p) => `알 수 없음: 작업과 엔드포인트. ${p.reason}`,
  }),
  'cost.unobserved-bucket': text<{ reason: string }>({
    en: (p) => `Unknown: what lies in the bucket. ${p.reason}`,
    ko: (p) => `알 수 없음: 버킷에 있는 것. ${p.reason}`,
  }),
  'cost.unobserved-history': text<{ reason: string }>({
    en: (p) =>
      `Unknown: endpoints that are deleted already, and earlier runs of the notebook, because the event history cannot be read. ${p.reason}`,
    ko: (p) =>
      `알 수 없음: 이벤트 기록을 읽을 수 없어, 이미 삭제된 엔드포인트와 노트북의 이전 실행 시간은 알 수 없습니다. ${p.reason}`,
  }),
  'cost.final-local': text<{ sandbox: string; ms: number; usd: Range; isComplete: boolean }>({
    en: (p) =>
      `${p.sandbox} cost nothing here. The same ${span(p.ms, 'en')} on AWS: ${p.usd.most < smallest ? 'less than' : 'about'} ${range(atLeast(p.usd), ' to ')}${p.isComplete ? '' : ', without what is not known'}.`,
    ko: (p) =>
      `${p.sandbox} 에는 아무 비용도 들지 않았습니다. AWS에서 같은 ${span(p.ms, 'ko')} 동안이라면 ${p.usd.most < smallest ? `${dollars(smallest)} 미만` : `약 ${range(atLeast(p.usd), '~')}`}입니다${p.isComplete ? '' : ' (알 수 없는 것은 제외)'}.`,
  }),
  'cost.final': text<{ sandbox: string; ms: number; usd: Range; isComplete: boolean }>({
    en: (p) =>
      `${p.sandbox} has cost ${p.usd.most < smallest ? 'less than' : 'about'} ${range(atLeast(p.usd), ' to ')} in ${span(p.ms, 'en')}${p.isComplete ? '' : ', without what is not known'}; the bill has the exact figure in a day.`,
    ko: (p) =>
      `${p.sandbox} 에 ${span(p.ms, 'ko')} 동안 ${p.usd.most < smallest ? `${dollars(smallest)} 미만이` : `약 ${range(atLeast(p.usd), '~')} 가`} 들었습니다${p.isComplete ? '' : ' (알 수 없는 것은 제외)'}. 정확한 금액은 하루 뒤 청구서에서 볼 수 있습니다.`,
  }),
  'cost.reconcile-plan': text<{ usd: number }>({
    en: (p) => `Ask AWS Cost Explorer: ${dollars(p.usd)} for each page of answer, one as a rule.`,
    ko: (p) =>
      `AWS Cost Explorer에 물어봅니다: 응답 한 페이지마다 ${dollars(p.usd)}, 보통 한 페이지입니다.`,
  }),
  'cost.explorer': text<{
    sandbox: string;
    usd: number;
    difference: number;
    isEstimated: boolean;
  }>({
    en: (p) =>
      `${p.sandbox}: Cost Explorer has ${dollars(p.usd)}${p.isEstimated ? ' so far' : ''}, ${Math.abs(p.difference) < 0.005 ? 'as metered' : `${dollars(Math.abs(p.difference))} ${p.difference > 0 ? 'more' : 'less'} than metered`}. Its data is up to a day late.`,
    ko: (p) =>
      `${p.sandbox}: Cost Explorer에는 ${p.isEstimated ? '현재 ' : ''}${dollars(p.usd)}, ${Math.abs(p.difference) < 0.005 ? '계산한 것과 같습니다' : `계산한 것보다 ${dollars(Math.abs(p.difference))} ${p.difference > 0 ? '많습니다' : '적습니다'}`}. 데이터는 최대 하루 늦습니다.`,
  }),
  'cost.explorer-nothing': text<{ sandbox: string; tag: string }>({
    en: (p) =>
      `${p.sandbox}: Cost Explorer has nothing under the tag ${p.tag} yet. Its data is up to a day late, and the tag must be activated: Billing, Cost allocation tags.`,
    ko: (p) =>
      `${p.sandbox}: Cost Explorer에 ${p.tag} 태그로 된 요금이 아직 없습니다. 데이터는 최대 하루 늦고, 태그를 활성화해야 합니다: Billing > Cost allocation tags`,
  }),
};
