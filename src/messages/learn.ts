import { list } from './format.ts';
import { failure, text } from './text.ts';

const kinds = {
  video: { en: 'video', ko: '영상' },
  doc: { en: 'document', ko: '문서' },
  workshop: { en: 'workshop', ko: '실습' },
  course: { en: 'course', ko: '강의' },
  blog: { en: 'blog', ko: '블로그' },
  prerequisite: { en: 'prerequisite', ko: '선수 지식' },
} as const;

export const learnMessages = {
  'learn.summary': text({
    en: () => 'the study list: where you are, what comes next',
    ko: () => '학습 목록: 어디까지 했고 다음은 무엇인지',
  }),
  'learn.argument': text({
    en: () => 'an item: its number (7), or the id of a lab (xgboost)',
    ko: () => '항목: 번호(7) 또는 실습 id(xgboost)',
  }),
  'learn.argument-week': text({ en: () => 'number of the week', ko: () => '몇 주째인지' }),
  'learn.action-list': text({ en: () => 'the whole list', ko: () => '전체 목록' }),
  'learn.action-next': text({
    en: () => 'open what comes next',
    ko: () => '다음 항목을 엽니다',
  }),
  'learn.action-open': text({
    en: () => 'open an item: a link in the browser, a lab in your sandbox',
    ko: () => '항목을 엽니다: 링크는 브라우저로, 실습은 샌드박스로',
  }),
  'learn.action-done': text({
    en: () => 'mark items as done; without an item, what you began last',
    ko: () => '다 했다고 표시합니다. 항목이 없으면 마지막에 시작한 것',
  }),
  'learn.action-skip': text({
    en: () => 'leave items out; without an item, what comes next',
    ko: () => '건너뜁니다. 항목이 없으면 다음 항목',
  }),
  'learn.action-undo': text({
    en: () => 'as if you had done nothing with these items',
    ko: () => '표시를 지웁니다',
  }),
  'learn.action-course': text({
    en: () => 'the ten-week university course',
    ko: () => '10주 대학교 수업',
  }),
  'learn.action-week': text({ en: () => 'one week of the course', ko: () => '그중 한 주' }),
  'learn.count': text<{ done: number; total: number }>({
    en: (p) => `${p.done} of ${p.total} done`,
    ko: (p) => `${p.total}개 중 ${p.done}개 완료`,
  }),
  'learn.current': text({ en: () => 'Under way', ko: () => '하는 중' }),
  'learn.next': text({ en: () => 'Next', ko: () => '다음' }),
  'learn.then': text({ en: () => 'After that', ko: () => '그다음' }),
  'learn.finished': text({
    en: () => 'Nothing is left to do. Well done!',
    ko: () => '남은 항목이 없습니다. 수고하셨습니다!',
  }),
  'learn.kind': text<{ kind: keyof typeof kinds }>({
    en: (p) => kinds[p.kind].en,
    ko: (p) => kinds[p.kind].ko,
  }),
  'learn.optional': text({ en: () => 'optional', ko: () => '선택' }),
  'learn.pick-one': text({ en: () => 'one of them is enough', ko: () => '하나만 하면 됩니다' }),
  'learn.goal': text<{ en: string; ko: string }>({
    en: (p) => `Goal: ${p.en}`,
    ko: (p) => `목표: ${p.ko}`,
  }),
  'learn.dead': text<{ en: string; ko: string }>({
    en: (p) => `Gone: ${p.en}`,
    ko: (p) => `없어진 주소: ${p.ko}`,
  }),
  'learn.successor': text<{ url: string }>({
    en: (p) => `New address: ${p.url}`,
    ko: (p) => `새 주소: ${p.url}`,
  }),
  'learn.see': text<{ numbers: readonly number[] }>({
    en: (p) => `See: ${p.numbers.map((number) => `\`labs learn ${number}\``).join(', ')}`,
    ko: (p) => `참고: ${p.numbers.map((number) => `\`labs learn ${number}\``).join(', ')}`,
  }),
  'learn.lab': text<{ id: string }>({
    en: (p) => `Lab: \`labs start ${p.id}\` (about it: \`labs show ${p.id}\`)`,
    ko: (p) => `실습: \`labs start ${p.id}\` (자세히: \`labs show ${p.id}\`)`,
  }),
  'learn.how-open': text<{ number: number }>({
    en: (p) => `Open it: \`labs learn open ${p.number}\``,
    ko: (p) => `열기: \`labs learn open ${p.number}\``,
  }),
  'learn.legend': text({
    en: () => 'Marks: [ ] to do, [>] begun, [x] done, [-] left out, [!] gone',
    ko: () => '표시: [ ] 아직 안 함, [>] 시작함, [x] 완료, [-] 건너뜀, [!] 없어진 주소',
  }),
  'learn.how-done': text<{ number: number }>({
    en: (p) => `Done with it: \`labs learn done ${p.number}\``,
    ko: (p) => `다 했으면: \`labs learn done ${p.number}\``,
  }),
  'learn.how-skip': text<{ number: number }>({
    en: (p) => `Leave it out: \`labs learn skip ${p.number}\``,
    ko: (p) => `건너뛰기: \`labs learn skip ${p.number}\``,
  }),
  'learn.how-undo': text<{ number: number }>({
    en: (p) => `Take it back: \`labs learn undo ${p.number}\``,
    ko: (p) => `완료 표시 지우기: \`labs learn undo ${p.number}\``,
  }),
  'learn.more': text({
    en: () =>
      'The whole list: `labs learn list`\nThe ten-week course: `labs learn course`\nAll words: `labs learn --help`',
    ko: () =>
      '전체 목록: `labs learn list`\n10주 수업: `labs learn course`\n사용법: `labs learn --help`',
  }),
  'learn.week': text<{ week: number }>({
    en: (p) => `Week ${p.week}`,
    ko: (p) => `${p.week}주`,
  }),
  'learn.how-week': text({
    en: () => 'One week: `labs learn week 1`',
    ko: () => '한 주 보기: `labs learn week 1`',
  }),
  'learn.opened': text<{ url: string }>({
    en: (p) => `Opening ${p.url}`,
    ko: (p) => `엽니다: ${p.url}`,
  }),
  'learn.nothing-to-open': text({
    en: () => 'There is nothing to open here; study it in your own way.',
    ko: () => '연결된 자료가 없습니다. 따로 찾아 공부하세요.',
  }),
  'learn.marked': text<{ state: 'begun' | 'done' | 'skipped' | 'open'; titles: Titles }>({
    en: (p) => `${marks[p.state].en}: ${list(p.titles.en)}`,
    ko: (p) => `${marks[p.state].ko}: ${list(p.titles.ko)}`,
  }),
  'learn.standing': text<{ standing: keyof typeof standings }>({
    en: (p) => standings[p.standing].en,
    ko: (p) => standings[p.standing].ko,
  }),
  'learn.not-remembered': text({
    en: () =>
      'That this lab was begun could not be written down in your study list. See why: `labs learn`',
    ko: () => '실습을 시작했다고 학습 목록에 적지 못했습니다. 이유 보기: `labs learn`',
  }),
};

interface Titles {
  readonly en: readonly string[];
  readonly ko: readonly string[];
}

const marks = {
  begun: { en: 'Begun', ko: '시작함' },
  done: { en: 'Done', ko: '완료' },
  skipped: { en: 'Left out', ko: '건너뜀' },
  open: { en: 'Not done any more', ko: '표시 지움' },
} as const;

const standings = {
  begun: { en: 'begun', ko: '시작함' },
  done: { en: 'done', ko: '완료' },
  skipped: { en: 'left out', ko: '건너뜀' },
  spared: {
    en: 'not needed: another of its group is done',
    ko: '필요 없음: 같은 묶음의 다른 항목을 마침',
  },
  dead: { en: 'gone', ko: '주소가 없어짐' },
  open: { en: 'not begun', ko: '아직 안 함' },
} as const;

export const learnFailures = {
  'learn.unknown': failure<{ word: string; near: readonly string[] }>({
    exit: 2,
    en: (p) => [
      `The study list has no item "${p.word}".`,
      p.near.length > 0
        ? `Did you mean ${list(p.near)}? All items: \`labs learn list\``
        : 'An item is a number from 1 to 75 or the id of a lab. All items: `labs learn list`',
    ],
    ko: (p) => [
      `학습 목록에 "${p.word}" 항목이 없습니다.`,
      p.near.length > 0
        ? `혹시 ${list(p.near)} 인가요? 전체 목록: \`labs learn list\``
        : '항목은 1부터 75까지의 번호나 실습 id 입니다. 전체 목록: `labs learn list`',
    ],
  }),
  'learn.no-item': failure<{ action: string }>({
    exit: 2,
    en: (p) => [
      `"labs learn ${p.action}" needs an item, and none is under way.`,
      `Say which, by its number: \`labs learn ${p.action} 7\`   All items: \`labs learn list\``,
    ],
    ko: (p) => [
      `"labs learn ${p.action}" 에는 항목이 필요한데, 하는 중인 항목이 없습니다.`,
      `번호로 알려 주세요: \`labs learn ${p.action} 7\`   전체 목록: \`labs learn list\``,
    ],
  }),
  'learn.no-week': failure<{ week: string; weeks: number }>({
    exit: 2,
    en: (p) => [
      p.week === '' ? 'Which week?' : `The course has no week "${p.week}".`,
      `Choose one from 1 to ${p.weeks}: \`labs learn week 1\``,
    ],
    ko: (p) => [
      p.week === '' ? '몇 주를 볼지 알려 주세요.' : `수업에 "${p.week}" 주가 없습니다.`,
      `1부터 ${p.weeks} 까지 고르세요: \`labs learn week 1\``,
    ],
  }),
  'learn.broken': failure<{ file: string; why: string }>({
    exit: 1,
    en: (p) => [
      `The file that remembers what you have done cannot be read (${p.why}): ${p.file}`,
      `Mend it, or put it aside and begin again: mv '${p.file}' '${p.file}.old'`,
    ],
    ko: (p) => [
      `한 것을 기억하는 파일을 읽을 수 없습니다 (${p.why}): ${p.file}`,
      `고치거나, 옆으로 치우고 새로 시작하세요: mv '${p.file}' '${p.file}.old'`,
    ],
  }),
  'learn.newer': failure<{ file: string; version: number }>({
    exit: 1,
    en: (p) => [
      `${p.file} was written by a newer labs (version ${p.version} of the file).`,
      'Use that labs, or put the file aside to begin again.',
    ],
    ko: (p) => [
      `더 새로운 labs 가 쓴 파일입니다 (파일 버전 ${p.version}): ${p.file}`,
      '그 버전의 labs 를 쓰거나, 파일을 옆으로 치우고 새로 시작하세요.',
    ],
  }),
  'learn.unwritable': failure<{ file: string; why: string }>({
    exit: 1,
    en: (p) => [
      `What you have done could not be written to ${p.file}: ${p.why}`,
      'Make room or give yourself the right to write there, or choose another folder: LABS_HOME=<folder>',
    ],
    ko: (p) => [
      `한 것을 ${p.file} 에 적지 못했습니다: ${p.why}`,
      '공간이나 쓰기 권한을 확인하거나, 다른 폴더를 쓰세요: LABS_HOME=<폴더>',
    ],
  }),
};
