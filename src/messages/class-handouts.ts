import { some } from './some.ts';
import { failure, text } from './text.ts';

export const classHandoutsMessages = {
  'handouts.title': text<{ group: string; cards: number; dir: string }>({
    en: (p) =>
      `The handouts of the class ${p.group}: ${p.cards} card${p.cards === 1 ? '' : 's'} into ${p.dir}`,
    ko: (p) => `수업 ${p.group} 안내 카드: ${p.dir} 에 ${p.cards}장`,
  }),
  'handouts.new': text<{ ids: readonly string[] }>({
    en: (p) => `  new code   ${some(p.ids, 'en')}; an older one opens nothing any more`,
    ko: (p) => `  새 코드    ${some(p.ids, 'ko')}. 이전 코드는 더 이상 쓸 수 없습니다`,
  }),
  'handouts.revoked': text<{ ids: readonly string[] }>({
    en: (p) =>
      `  taken back ${some(p.ids, 'en')}; sessions that are open go on until the notebook stops`,
    ko: (p) =>
      `  회수       ${some(p.ids, 'ko')}. 이미 열린 세션은 노트북이 멈출 때까지 이어집니다`,
  }),
  'handouts.without': text<{ ids: readonly string[]; group: string }>({
    en: (p) =>
      `  no code    ${some(p.ids, 'en')}, whose code was taken back; a new one: \`labs class handouts ${p.group} ${p.ids[0] ?? ''} --new-codes\``,
    ko: (p) =>
      `  코드 없음  ${some(p.ids, 'ko')} (회수됨). 새로 주기: \`labs class handouts ${p.group} ${p.ids[0] ?? ''} --new-codes\``,
  }),
  'handouts.done': text<{ group: string; cards: number }>({
    en: (p) => `The class ${p.group}: ${p.cards} card${p.cards === 1 ? '' : 's'} written`,
    ko: (p) => `수업 ${p.group}: 안내 카드 ${p.cards}장 작성`,
  }),
  'handouts.option-revoke': text({
    en: () => 'take back the codes of the students that are named',
    ko: () => '지정한 학생의 코드를 회수',
  }),
  'handouts.option-door-url': text({
    en: () => 'address of the door, to be printed on the cards',
    ko: () => '카드에 인쇄할 문의 주소',
  }),
};

export const classHandoutsFailures = {
  'handouts.revoke-whom': failure<{ group: string }>({
    exit: 2,
    en: ({ group }) => [
      'Nothing says whose code is to be taken back.',
      `Name them: \`labs class handouts ${group} 20230001 --revoke\`. All anew: \`labs class handouts ${group} --new-codes\``,
    ],
    ko: ({ group }) => [
      '누구의 코드를 회수할지 지정하지 않았습니다.',
      `학생을 지정하세요: \`labs class handouts ${group} 20230001 --revoke\`. 모두 새로: \`labs class handouts ${group} --new-codes\``,
    ],
  }),
  'handouts.url-invalid': failure<{ given: string }>({
    exit: 2,
    en: ({ given }) => [
      `"${given}" is no address of a web page.`,
      'Write it as students type it, such as --door-url https://door.example.ac.kr:8443/',
    ],
    ko: ({ given }) => [
      `웹 페이지 주소가 아닙니다: "${given}"`,
      '학생이 입력할 주소를 적으세요. 예: --door-url https://door.example.ac.kr:8443/',
    ],
  }),
  'handouts.older': failure<{ ids: readonly string[]; group: string }>({
    exit: 1,
    en: ({ ids, group }) => [
      `The stacks of ${some(ids, 'en')} were made by an older version and keep no code.`,
      `Renew them: \`labs class up ${group} --new-codes\``,
    ],
    ko: ({ ids, group }) => [
      `${some(ids, 'ko')} 의 스택은 이전 버전으로 만들어져 코드를 담을 수 없습니다.`,
      `새로 고치세요: \`labs class up ${group} --new-codes\``,
    ],
  }),
};
