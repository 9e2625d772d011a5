import { shellQuote } from './commands.ts';
import type { CreatableType } from '../sandbox/resource-types.ts';
import { list } from './format.ts';
import { resourceName } from './resource-names.ts';
import { failure, text } from './text.ts';

export const checkInitMessages = {
  'init.head': text({
    en: () =>
      'A draft of labs check --init: it says what the code says, and guesses the rest.\nRead it through; docs/labs.md explains every key.',
    ko: () =>
      'labs check --init 이 만든 초안입니다. 코드에 있는 것은 그대로, 나머지는 추측입니다.\n읽고 고치세요. 모든 키의 설명은 docs/labs.md 에 있습니다.',
  }),
  'init.guess': text({ en: () => 'a guess', ko: () => '추측' }),
  'init.guess-title': text({
    en: () => 'the first heading; translate it',
    ko: () => '첫 제목. 번역하세요',
  }),
  'init.summary': text<{ notebooks: number; id: string }>({
    en: (p) => `${p.notebooks === 1 ? 'The notebook' : `The ${p.notebooks} notebooks`} of ${p.id}.`,
    ko: (p) => `${p.id} 의 노트북 ${p.notebooks}개입니다.`,
  }),
  'init.more': text<{ count: number }>({
    en: (p) => `And ${p.count} more, which labs check lists.`,
    ko: (p) => `그 밖에 ${p.count}곳은 labs check 로 볼 수 있습니다.`,
  }),
  'init.quotas': text<{ quotas: readonly string[] }>({
    en: (p) => `Quotas that it needs: ${list(p.quotas)}.`,
    ko: (p) => `필요한 할당량: ${list(p.quotas)}.`,
  }),
  'init.leaks': text<{ notebooks: readonly string[] }>({
    en: (p) => `${list(p.notebooks)} never deletes its endpoint; \`labs down\` does.`,
    ko: (p) =>
      `엔드포인트를 지우지 않는 노트북: ${list(p.notebooks)}. 엔드포인트는 \`labs down\` 이 지웁니다.`,
  }),
  'init.refused': text<{ actions: readonly string[] }>({
    en: (p) => `A sandbox does not permit what makes things it cannot sweep: ${list(p.actions)}.`,
    ko: (p) => `이 샌드박스에서 허용하지 않는 것 (지울 수 없는 것을 만듭니다): ${list(p.actions)}.`,
  }),
  'init.untold': text<{ types: readonly CreatableType[] }>({
    en: (p) =>
      `It also makes ${list(p.types.map((type) => resourceName(type, 2, 'en')))} on instances that the code does not name: add them to creates and uses.`,
    ko: (p) =>
      `코드에서 인스턴스 유형을 알 수 없는 것도 만듭니다 (${list(p.types.map((type) => resourceName(type, 2, 'ko')))}). creates 와 uses 에 추가하세요.`,
  }),
  'init.long-jobs': text({
    en: () => 'A job of it asks for a day or more; maxRunSeconds is what a sandbox permits.',
    ko: () => '하루 이상을 요청하는 작업이 있습니다. 샌드박스는 maxRunSeconds 까지만 허용합니다.',
  }),
  'init.in-order': text({
    en: () => 'Its notebooks hand values on (%store): run them in order.',
    ko: () => '노트북끼리 값을 넘겨받습니다 (%store). 순서대로 실행하세요.',
  }),
  'init.docker': text({
    en: () => 'It runs containers on the notebook instance; docker has to be there.',
    ko: () => '노트북 인스턴스에서 컨테이너를 실행합니다. docker 가 필요합니다.',
  }),
  'init.written': text<{ file: string }>({
    en: (p) => `Wrote ${p.file}. It is a draft: read it through.`,
    ko: (p) => `${p.file} 파일을 만들었습니다. 초안이니 읽고 고치세요.`,
  }),
  'init.errors': text<{ errors: number; target: string }>({
    en: (p) =>
      `${p.errors === 1 ? 'One error' : `${p.errors} errors`} on the way: they are listed by \`labs check ${shellQuote(p.target)}\``,
    ko: (p) => `오류 ${p.errors}개를 발견했습니다. 보기: \`labs check ${shellQuote(p.target)}\``,
  }),
  'init.next': text<{ id: string; dir: string }>({
    en: (p) =>
      `Look at it: \`labs show ${p.id} --labs-dir ${shellQuote(p.dir)}\`\nTry it without an account: \`labs start ${p.id} --local --labs-dir ${shellQuote(p.dir)}\``,
    ko: (p) =>
      `보기: \`labs show ${p.id} --labs-dir ${shellQuote(p.dir)}\`\n계정 없이 해 보기: \`labs start ${p.id} --local --labs-dir ${shellQuote(p.dir)}\``,
  }),
};

export const checkInitFailures = {
  'check.out-alone': failure({
    exit: 2,
    en: () => ['--out is where --init writes its draft.', 'Add --init, or leave --out away.'],
    ko: () => ['--out 은 --init 의 초안을 쓸 곳입니다.', '--init 을 붙이거나 --out 을 빼세요.'],
  }),
  'check.exists': failure<{ file: string }>({
    exit: 1,
    en: ({ file }) => [
      `${file} is there already; it was left as it is.`,
      'Write the draft elsewhere with --out <file>, or look at it only with --dry-run.',
    ],
    ko: ({ file }) => [
      `${file} 파일이 이미 있어 그대로 두었습니다.`,
      '--out <파일> 로 다른 곳에 쓰거나, --dry-run 으로 보기만 하세요.',
    ],
  }),
  'check.unwritable': failure<{ file: string; reason: string }>({
    exit: 1,
    en: ({ file, reason }) => [
      `${file} cannot be written: ${reason}`,
      'Choose a place that you may write to: --out <file>',
    ],
    ko: ({ file, reason }) => [
      `파일을 쓸 수 없습니다: ${file}: ${reason}`,
      '쓸 수 있는 곳을 지정하세요: --out <파일>',
    ],
  }),
  'check.no-repository': failure<{ folder: string }>({
    exit: 1,
    en: ({ folder }) => [
      `${folder} is no clone of a repository with an https address; a lab is made of such.`,
      'Push it to one, then: `labs check --init <https address>`',
    ],
    ko: ({ folder }) => [
      `${folder} 폴더는 https 주소가 있는 git 저장소가 아닙니다. 실습은 그런 저장소로 만듭니다.`,
      '저장소에 올린 뒤 실행하세요: `labs check --init <https 주소>`',
    ],
  }),
};
