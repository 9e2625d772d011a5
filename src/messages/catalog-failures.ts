import { list } from './format.ts';
import { failure } from './text.ts';

export const catalogFailures = {
  'lab.unknown': failure<{ id: string; near: readonly string[] }>({
    exit: 2,
    en: ({ id, near }) => [
      `There is no lab "${id}".`,
      near.length > 0
        ? `Did you mean ${list(near)}? All labs: \`labs list\``
        : 'All labs: `labs list`',
    ],
    ko: ({ id, near }) => [
      `"${id}" 이라는 실습이 없습니다.`,
      near.length > 0
        ? `혹시 ${list(near)} 인가요? 전체 목록: \`labs list\``
        : '전체 목록을 확인하세요: `labs list`',
    ],
  }),
  'lab.invalid': failure<{ problems: readonly string[] }>({
    exit: 2,
    en: ({ problems }) => [
      `A lab's manifest is wrong:\n${problems.map((problem) => `  ${problem}`).join('\n')}`,
      'Correct these lines and run the command again; docs/labs.md lists every key.',
    ],
    ko: ({ problems }) => [
      `실습 정의 파일에 잘못이 있습니다:\n${problems.map((problem) => `  ${problem}`).join('\n')}`,
      '해당 줄을 고친 뒤 다시 실행하세요. 모든 키는 docs/labs.md 에 있습니다.',
    ],
  }),
};
