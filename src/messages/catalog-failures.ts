import { list } from './format.ts';
import type { Problem } from './manifest-problems.ts';
import type { Lang } from './text.ts';
import { failure } from './text.ts';

function indented(problems: readonly (string | Problem)[], lang: Lang): string {
  return problems
    .map((problem) => `  ${typeof problem === 'string' ? problem : problem[lang]}`)
    .join('\n');
}

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
      `"${id}" 실습이 없습니다.`,
      near.length > 0
        ? `혹시 ${list(near)} 인가요? 전체 목록: \`labs list\``
        : '전체 목록을 확인하세요: `labs list`',
    ],
  }),
  'lab.invalid': failure<{ problems: readonly (string | Problem)[] }>({
    exit: 2,
    en: ({ problems }) => [
      `There are mistakes in the labs' files:\n${indented(problems, 'en')}`,
      'Correct these lines and run the command again; docs/labs.md lists every key.',
    ],
    ko: ({ problems }) => [
      `실습 파일에 잘못된 곳이 있습니다:\n${indented(problems, 'ko')}`,
      '해당 줄을 고친 뒤 다시 실행하세요. 모든 키는 docs/labs.md 에 있습니다.',
    ],
  }),
  'lab.clash': failure<{
    what: 'id' | 'dir';
    name: string;
    files: readonly [string, string];
  }>({
    exit: 2,
    en: ({ what, name, files }) => [
      `Two labs have the ${what === 'id' ? 'id' : 'folder'} "${name}":\n  ${files[0]}\n  ${files[1]}`,
      what === 'id'
        ? 'Give one of them another id, and its folder the same name.'
        : 'Give the repository of one of them another `dir`.',
    ],
    ko: ({ what, name, files }) => [
      `두 실습의 ${what === 'id' ? 'id' : '폴더(dir)'} 가 "${name}" 으로 같습니다:\n  ${files[0]}\n  ${files[1]}`,
      what === 'id' ? '한쪽의 id 와 그 폴더 이름을 바꾸세요.' : '한쪽 저장소의 `dir` 를 바꾸세요.',
    ],
  }),
  'labs-dir.empty': failure<{ dir: string; namedBy: string }>({
    exit: 2,
    en: ({ dir, namedBy }) => [
      `There is no lab in ${dir} (named by ${namedBy}).`,
      'Each lab is a folder with a lab.yaml in it: <folder>/<id>/lab.yaml; see docs/labs.md.',
    ],
    ko: ({ dir, namedBy }) => [
      `${dir} 에 실습이 없습니다 (${namedBy} 에서 지정).`,
      '실습마다 폴더 하나와 lab.yaml 이 필요합니다: <폴더>/<id>/lab.yaml. docs/labs.md 를 보세요.',
    ],
  }),
};
