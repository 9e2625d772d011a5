import { dateTime, dollars, list, span } from './format.ts';
import { some } from './some.ts';
import { text } from './text.ts';

/** A moment on the clocks of a class's zone. */
function inZone(date: Date, timeZone: string, lang: 'en' | 'ko'): string {
  const shown = new Intl.DateTimeFormat(lang === 'ko' ? 'ko-KR' : 'en-GB', {
    dateStyle: 'medium',
    timeStyle: 'short',
    hourCycle: 'h23',
    timeZone,
  }).format(date);
  return `${shown} (${timeZone})`;
}

export const classPlanMessages = {
  'class.plan-title': text<{ group: string; students: number; region: string; account: string }>({
    en: (p) =>
      `The class ${p.group}: ${p.students} student${p.students === 1 ? '' : 's'}, in ${p.region}, account ${p.account}`,
    ko: (p) => `수업 ${p.group}: 학생 ${p.students}명 (리전 ${p.region}, 계정 ${p.account})`,
  }),
  'class.plan-makes': text<{ count: number; sizes: readonly string[] }>({
    en: (p) => `  makes     ${p.count} sandbox${p.count === 1 ? '' : 'es'} (${list(p.sizes)})`,
    ko: (p) => `  생성      샌드박스 ${p.count}개 (${list(p.sizes)})`,
  }),
  'class.plan-remakes': text<{ ids: readonly string[] }>({
    en: (p) => `            ${p.ids.length} of them in place of broken ones: ${some(p.ids, 'en')}`,
    ko: (p) => `            그중 ${p.ids.length}개는 고장 난 것을 대신합니다: ${some(p.ids, 'ko')}`,
  }),
  'class.plan-changes': text<{ ids: readonly string[] }>({
    en: (p) => `  changes   ${p.ids.length}: ${some(p.ids, 'en')}`,
    ko: (p) => `  변경      ${p.ids.length}개: ${some(p.ids, 'ko')}`,
  }),
  'class.plan-starts': text<{ ids: readonly string[] }>({
    en: (p) => `  starts    ${p.ids.length} stopped notebooks: ${some(p.ids, 'en')}`,
    ko: (p) => `  시작      멈춰 있는 노트북 ${p.ids.length}개: ${some(p.ids, 'ko')}`,
  }),
  'class.plan-restarts': text<{ ids: readonly string[] }>({
    en: (p) =>
      `  restarts  ${p.ids.length} notebooks, whose running kernels end: ${some(p.ids, 'en')}`,
    ko: (p) =>
      `  재시작    노트북 ${p.ids.length}개. 실행 중인 커널은 끝납니다: ${some(p.ids, 'ko')}`,
  }),
  'class.plan-keeps': text<{ count: number }>({
    en: (p) => `  keeps     ${p.count} as they are`,
    ko: (p) => `  유지      ${p.count}개는 그대로 둡니다`,
  }),
  'class.plan-removes': text<{ ids: readonly string[] }>({
    en: (p) =>
      `  removes   ${p.ids.length} who are not in the roster, with everything they made: ${some(p.ids, 'en')}`,
    ko: (p) =>
      `  삭제      명단에 없는 ${p.ids.length}명의 샌드박스와 그 안에서 만든 모든 것: ${some(p.ids, 'ko')}`,
  }),
  'class.plan-extra': text<{ ids: readonly string[] }>({
    en: (p) =>
      `  leaves    ${p.ids.length} who are not in the roster: ${some(p.ids, 'en')} (--prune removes them)`,
    ko: (p) =>
      `  남김      명단에 없는 ${p.ids.length}명: ${some(p.ids, 'ko')} (--prune 을 붙이면 삭제)`,
  }),
  'class.plan-not-ours': text<{ names: readonly string[] }>({
    en: (p) => `  cannot    somebody else has a stack of this name: ${some(p.names, 'en')}`,
    ko: (p) => `  불가      다른 사람이 같은 이름의 스택을 쓰고 있습니다: ${some(p.names, 'ko')}`,
  }),
  'class.plan-unusable': text<{ names: readonly string[]; group: string }>({
    en: (p) =>
      `  cannot    only be removed: ${some(p.names, 'en')}: \`labs class down ${p.group}\` finishes it`,
    ko: (p) =>
      `  불가      지울 수만 있는 상태입니다: ${some(p.names, 'ko')}. \`labs class down ${p.group}\` 으로 마무리하세요`,
  }),
  'class.plan-nothing': text({
    en: () => '  nothing   to do: every sandbox is as it should be',
    ko: () => '  변경 없음 모든 샌드박스가 이미 알맞은 상태입니다',
  }),
  'class.plan-price': text<{
    running: number;
    stopped: number;
    source: string;
    isEstimate: boolean;
  }>({
    en: (p) =>
      `  price     ${p.isEstimate ? 'about ' : ''}${dollars(p.running)}/h while all run, ${dollars(p.stopped)}/h while all are stopped (${p.source})`,
    ko: (p) =>
      `  요금      모두 켜져 있을 때 시간당 ${p.isEstimate ? '약 ' : ''}${dollars(p.running)}, 모두 멈췄을 때 ${dollars(p.stopped)} (${p.source})`,
  }),
  'class.plan-price-unknown': text<{ types: readonly string[]; region: string }>({
    en: (p) =>
      `  price     not known here for ${list(p.types)} in ${p.region}: aws.amazon.com/sagemaker/pricing`,
    ko: (p) =>
      `  요금      ${p.region} 의 ${list(p.types)} 요금을 알 수 없습니다: aws.amazon.com/sagemaker/pricing`,
  }),
  'class.plan-term': text<{ lease: number; leaseMs: number; term: number; removedAfter: Date }>({
    en: (p) =>
      `            ${dollars(p.lease)} for the lease of ${span(p.leaseMs, 'en')}; ${dollars(p.term)} for the term, until ${dateTime(p.removedAfter, 'en')}`,
    ko: (p) =>
      `            수업 시간 ${span(p.leaseMs, 'ko')} 동안 ${dollars(p.lease)}, ${dateTime(p.removedAfter, 'ko')} 까지 전체 ${dollars(p.term)}`,
  }),
  'class.plan-rents': text<{ usd: number | null }>({
    en: (p) =>
      p.usd === null
        ? '  besides   what the notebooks train and host; its price is not known here'
        : `  besides   at most ${dollars(p.usd)} for what the notebooks train and host, when every student runs each once`,
    ko: (p) =>
      p.usd === null
        ? '  추가      노트북의 학습과 호스팅 요금 (여기서는 알 수 없음)'
        : `  추가      모든 학생이 노트북을 한 번씩 실행하면 학습과 호스팅에 최대 ${dollars(p.usd)}`,
  }),
  'class.plan-begins': text<{ beginsAt: Date; startsAt: Date; timeZone: string; rests: boolean }>({
    en: (p) =>
      `  begins    ${inZone(p.beginsAt, p.timeZone, 'en')}; ${
        p.rests
          ? `stopped until then, started one a second from ${inZone(p.startsAt, p.timeZone, 'en')}`
          : 'so soon that the notebooks are left running'
      }`,
    ko: (p) =>
      `  시작      ${inZone(p.beginsAt, p.timeZone, 'ko')}. ${
        p.rests
          ? `그때까지 멈춰 두고 ${inZone(p.startsAt, p.timeZone, 'ko')} 부터 1초에 하나씩 켭니다`
          : '곧 시작하므로 노트북을 켜 둡니다'
      }`,
  }),
  'class.plan-stops': text<{ stopsAt: Date; idleMinutes: number }>({
    en: (p) => `  stops     ${dateTime(p.stopsAt, 'en')}, or after ${p.idleMinutes} idle minutes`,
    ko: (p) => `  멈춤      ${dateTime(p.stopsAt, 'ko')}, 또는 ${p.idleMinutes}분 동안 쓰지 않으면`,
  }),
  'class.plan-guard-none': text<{ group: string }>({
    en: (p) =>
      `  guard     none in this account: paid endpoints that notebooks leave behind bill until \`labs class down ${p.group}\`; \`labs guard up\` makes one`,
    ko: (p) =>
      `  가드      이 계정에는 없습니다. 노트북이 남긴 유료 엔드포인트는 \`labs class down ${p.group}\` 전까지 요금이 나갑니다. 만들기: \`labs guard up\``,
  }),
  'class.plan-takes': text<{ seconds: number }>({
    en: (p) => `  takes     about ${span(Math.max(60_000, p.seconds * 1000), 'en')} on AWS`,
    ko: (p) => `  소요      AWS에서 약 ${span(Math.max(60_000, p.seconds * 1000), 'ko')}`,
  }),
  'class.quota-title': text({
    en: () => '  quotas    in use + needed ≤ limit',
    ko: () => '  할당량    사용 중 + 필요 ≤ 한도',
  }),
  'class.quota-row': text<{
    mark: '✓' | '✗' | '?';
    sum: string;
    name: string;
    code: string;
    isWork: boolean;
    ask: { value: number; daysAhead: number } | undefined;
  }>({
    en: (p) =>
      `    ${p.mark} ${p.sum}  ${p.name}${p.code === '' ? '' : ` ${p.code}`}${p.isWork ? ', if all work at once' : ''}${
        p.ask === undefined ? '' : `; ask for ${p.ask.value}, ${p.ask.daysAhead} days ahead or more`
      }`,
    ko: (p) =>
      `    ${p.mark} ${p.sum}  ${p.name}${p.code === '' ? '' : ` ${p.code}`}${p.isWork ? ' (모두 동시에 실습하면)' : ''}${
        p.ask === undefined ? '' : `. 늦어도 ${p.ask.daysAhead}일 전에 요청할 값: ${p.ask.value}`
      }`,
  }),
  'class.quota-rest': text<{ count: number }>({
    en: (p) => `    ✓ and ${p.count} more, with room enough`,
    ko: (p) => `    ✓ 그 밖에 ${p.count}개는 여유가 있습니다`,
  }),
  'class.quota-room': text<{ room: number; wanted: number; group: string }>({
    en: (p) =>
      `  without   them ${p.room} of ${p.wanted} sandboxes fit now${p.room > 0 ? `: \`labs class up ${p.group} --fit\`` : ''}; \`labs class plan ${p.group} --request\` files the requests`,
    ko: (p) =>
      `  지금은    ${p.wanted}개 가운데 ${p.room}개만 만들 수 있습니다${p.room > 0 ? `: \`labs class up ${p.group} --fit\`` : ''}. 할당량 요청: \`labs class plan ${p.group} --request\``,
  }),
  'class.quota-work': text<{ group: string }>({
    en: (p) =>
      `  careful   students meet the quotas marked ✗ when they train or deploy at the same time; \`labs class plan ${p.group} --request\` files the requests`,
    ko: (p) =>
      `  주의      ✗ 할당량은 학생들이 동시에 학습하거나 배포할 때 부족합니다. 요청: \`labs class plan ${p.group} --request\``,
  }),
  'class.quota-filed': text<{ name: string; code: string; value: number; status: string }>({
    en: (p) => `asked for ${p.value}: ${p.name} ${p.code} (${p.status})`,
    ko: (p) => `${p.value} 요청함: ${p.name} ${p.code} (${p.status})`,
  }),
  'class.quota-not-filed': text<{ name: string; code: string; value: number; status: string }>({
    en: (p) => `could not ask for ${p.value}: ${p.name} ${p.code}: ${p.status}`,
    ko: (p) => `요청하지 못함 (${p.value}): ${p.name} ${p.code}: ${p.status}`,
  }),
};
