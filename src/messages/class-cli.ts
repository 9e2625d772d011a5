import { onClass } from './commands.ts';
import { dateTime, dollars } from './format.ts';
import type { ResourceType } from '../sandbox/resource-types.ts';
import { resourceName } from './resource-names.ts';
import { some } from './some.ts';
import type { BothLangs, Lang } from './text.ts';
import { failure, text } from './text.ts';

/** A moment, or the first and the last of several. */
function between({ stopsAt, latest }: { stopsAt: Date; latest: Date }, lang: Lang): string {
  const [first, last] = [dateTime(stopsAt, lang), dateTime(latest, lang)];
  return first === last ? first : `${first} – ${last}`;
}

export const classCliMessages = {
  'class.quota-question': text<{ count: number }>({
    en: (p) => `File ${p.count} request${p.count === 1 ? '' : 's'} with Service Quotas?`,
    ko: (p) => `Service Quotas에 ${p.count}건을 요청할까요?`,
  }),
  'class.codes-elsewhere': text<{ ids: readonly string[]; group: string }>({
    en: (p) =>
      `The codes of ${some(p.ids, 'en')} are not in the handouts here: another machine, or another folder (--handouts), has the cards, and they still work. Only if cards are lost, name their students: \`labs class handouts ${p.group} ${p.ids.slice(0, 8).join(' ')} --new-codes\``,
    ko: (p) =>
      `${some(p.ids, 'ko')} 학생의 코드가 여기 안내 카드에 없습니다. 카드는 다른 컴퓨터나 다른 폴더(--handouts)에 있고 그대로 쓸 수 있습니다. 카드를 잃어버린 학생만 새로 주기: \`labs class handouts ${p.group} ${p.ids.slice(0, 8).join(' ')} --new-codes\``,
  }),
  'class.up-ready': text<{ group: string; ready: number; failed: number }>({
    en: (p) =>
      `The class ${p.group}: ${p.ready} ready${p.failed === 0 ? '' : `, ${p.failed} failed`}`,
    ko: (p) => `수업 ${p.group}: 준비 ${p.ready}${p.failed === 0 ? '' : `, 실패 ${p.failed}`}`,
  }),
  'class.failed': text<{ ids: readonly string[]; reason: BothLangs }>({
    en: (p) => `  ✗ ${some(p.ids, 'en')}: ${p.reason.en}`,
    ko: (p) => `  ✗ 학생 ${some(p.ids, 'ko')}: ${p.reason.ko}`,
  }),
  'class.up-repos-missing': text<{ ids: readonly string[]; group: string }>({
    en: (p) =>
      `  folders are missing for ${some(p.ids, 'en')}: why, \`labs class status ${p.group}\` says`,
    ko: (p) =>
      `  폴더가 없는 학생: ${some(p.ids, 'ko')}. 이유 보기: \`labs class status ${p.group}\``,
  }),
  'class.up-again': text<{ group: string }>({
    en: (p) => `Try those again: \`labs class up ${p.group}\``,
    ko: (p) => `다시 시도: \`labs class up ${p.group}\``,
  }),
  'class.up-handouts': text<{ csv: string; html: string }>({
    en: (p) => `Cards to print: ${p.html}; the same as a table: ${p.csv}`,
    ko: (p) => `인쇄할 안내 카드: ${p.html}, 표: ${p.csv}`,
  }),
  'class.up-next': text<{ group: string }>({
    en: (p) =>
      `See them: \`labs class status ${p.group}\`. After class: \`labs class stop ${p.group}\`. After term: \`labs class down ${p.group}\``,
    ko: (p) =>
      `보기: \`labs class status ${p.group}\`, 수업 뒤: \`labs class stop ${p.group}\`, 종강 뒤: \`labs class down ${p.group}\``,
  }),
  'class.interrupted': text<{ done: number; total: number }>({
    en: (p) =>
      `${p.done} of ${p.total} students are through. What AWS was asked for goes on; the same command goes on from here.`,
    ko: (p) =>
      `학생 ${p.total}명 중 ${p.done}명이 끝났습니다. AWS에 요청한 일은 계속됩니다. 같은 명령을 다시 실행하면 이어집니다.`,
  }),
  'class.all-done': text<{ group: string; done: number }>({
    en: (p) => `The class ${p.group}: done for ${p.done}`,
    ko: (p) => `수업 ${p.group}: ${p.done}명 완료`,
  }),
  'class.stop-title': text<{ group: string; count: number; of: number }>({
    en: (p) => `Stop ${p.count} of ${p.of} notebooks of the class ${p.group}; their files stay.`,
    ko: (p) => `수업 ${p.group} 의 노트북 ${p.of}개 중 ${p.count}개를 멈춥니다. 파일은 남습니다.`,
  }),
  'class.extend-title': text<{ group: string; count: number; stopsAt: Date; latest: Date }>({
    en: (p) =>
      `The ${p.count} notebooks of the class ${p.group} will be stopped ${between(p, 'en')}.`,
    ko: (p) => `수업 ${p.group} 의 노트북 ${p.count}개를 ${between(p, 'ko')} 에 멈춥니다.`,
  }),
  'class.down-title': text<{ group: string; students: number }>({
    en: (p) =>
      `Take away the class ${p.group}: ${p.students} sandbox${p.students === 1 ? '' : 'es'} with everything they made`,
    ko: (p) => `수업 ${p.group} 삭제: 샌드박스 ${p.students}개와 그 안에서 만든 모든 것`,
  }),
  'class.down-counts': text<{ type: ResourceType; count: number }>({
    en: (p) => `  ${p.count} ${resourceName(p.type, p.count, 'en')}`,
    ko: (p) => `  ${resourceName(p.type, p.count, 'ko')} ${p.count}개`,
  }),
  'class.down-work': text<{ group: string }>({
    en: (p) =>
      `  The students’ work goes with it; ${onClass('save', p.group)} keeps it, or --save FOLDER.`,
    ko: (p) =>
      `  학생들이 한 작업도 함께 지워집니다. 남기려면 ${onClass('save', p.group)} 또는 --save 폴더.`,
  }),
  'class.down-nothing': text<{ group: string }>({
    en: (p) => `There is nothing of the class ${p.group}.`,
    ko: (p) => `${p.group} 수업에는 아무것도 남아 있지 않습니다.`,
  }),
  'class.receipt-title': text<{ group: string; students: number }>({
    en: (p) => `Receipt of the class ${p.group}, ${p.students} students`,
    ko: (p) => `수업 ${p.group} 영수증 (학생 ${p.students}명)`,
  }),
  'class.receipt-student': text<{
    id: string;
    deleted: number;
    left: number;
    unknown: number;
    isClean: boolean;
  }>({
    en: (p) =>
      `  ${p.isClean ? '✓' : '✗'} ${p.id}  ${p.deleted} removed, ${p.left} left${p.unknown === 0 ? '' : `, ${p.unknown} unknown`}`,
    ko: (p) =>
      `  ${p.isClean ? '✓' : '✗'} ${p.id}  삭제 ${p.deleted}, 남음 ${p.left}${p.unknown === 0 ? '' : `, 모름 ${p.unknown}`}`,
  }),
  'class.receipt-clean': text<{ students: number }>({
    en: (p) => `Nothing is left of ${p.students} sandboxes: 0 left, $0.00/h, looked at again.`,
    ko: (p) =>
      `샌드박스 ${p.students}개에서 남은 것이 없습니다: 0개, 시간당 $0.00, 다시 확인했습니다.`,
  }),
  'class.final-cost': text<{ group: string; usd: number; students: number }>({
    en: (p) =>
      `The class ${p.group} has cost about ${dollars(p.usd)} for ${p.students} student${p.students === 1 ? '' : 's'}: notebooks, disks and endpoints, without jobs; the bill has the exact figure in a day.`,
    ko: (p) =>
      `수업 ${p.group} 에 학생 ${p.students}명 기준 약 ${dollars(p.usd)} 가 들었습니다 (노트북, 디스크, 엔드포인트. 작업 제외). 정확한 금액은 하루 뒤 청구서에서 볼 수 있습니다.`,
  }),
  'class.receipt-unclean': text<{ unclean: number; group: string }>({
    en: (p) => `${p.unclean} are not proved clean; again: \`labs class down ${p.group}\``,
    ko: (p) =>
      `${p.unclean}개는 깨끗하다고 확인되지 않았습니다. 다시: \`labs class down ${p.group}\``,
  }),
};

export const classCliFailures = {
  'class.no-lab': failure<{ group: string }>({
    exit: 2,
    en: ({ group }) => [
      `The class ${group} has no lab yet.`,
      `Say which: \`labs class up ${group} --lab xgboost\`; \`labs list\` shows them all.`,
    ],
    ko: ({ group }) => [
      `${group} 수업에 실습이 없습니다.`,
      `실습을 정하세요: \`labs class up ${group} --lab xgboost\`. 목록 보기: \`labs list\``,
    ],
  }),
  'class.no-students': failure<{ group: string; lab: string }>({
    exit: 2,
    en: ({ group, lab }) => [
      `The class ${group} is not there, and nothing says who is in it.`,
      `Say who: \`labs class up ${group} --roster roster.csv --lab ${lab}\`, or --students 30.`,
    ],
    ko: ({ group, lab }) => [
      `${group} 수업이 아직 없고, 누가 듣는지 알 수 없습니다.`,
      `명단을 지정하세요: \`labs class up ${group} --roster roster.csv --lab ${lab}\` 또는 --students 30`,
    ],
  }),
  'class.elsewhere': failure<{ group: string; region: string; wanted: string }>({
    exit: 2,
    en: ({ group, region, wanted }) => [
      `The class ${group} is in ${region}, not in ${wanted}.`,
      `Leave --region out, or take the class away first: \`labs class down ${group}\``,
    ],
    ko: ({ group, region, wanted }) => [
      `${group} 수업은 ${wanted} 리전이 아니라 ${region} 리전에 있습니다.`,
      `--region 을 빼거나 수업을 먼저 지우세요: \`labs class down ${group}\``,
    ],
  }),
  'class.quota-short': failure<{ group: string; room: number; wanted: number }>({
    exit: 1,
    en: ({ group, room, wanted }) => [
      `The account's quotas allow ${room} of ${wanted} new sandboxes; nothing was made.`,
      `Ask for more with \`labs class plan ${group} --request\`${room > 0 ? `, or make what fits with \`labs class up ${group} --fit\`` : ''}.`,
    ],
    ko: ({ group, room, wanted }) => [
      `계정 할당량으로는 새 샌드박스 ${wanted}개 중 ${room}개만 만들 수 있어 아무것도 만들지 않았습니다.`,
      `할당량 요청: \`labs class plan ${group} --request\`${room > 0 ? `, 가능한 만큼만 만들기: \`labs class up ${group} --fit\`` : ''}`,
    ],
  }),
};
