import { list } from './format.ts';
import { failure } from './text.ts';

export const checkFailures = {
  'check.unknown': failure<{ given: string; near: readonly string[] }>({
    exit: 2,
    en: ({ given, near }) => [
      `"${given}" is neither a lab, nor a folder or a notebook here, nor the https address of a repository.`,
      near.length > 0 ? `Did you mean ${list(near)}?` : 'All labs: `labs list`',
    ],
    ko: ({ given, near }) => [
      `실습도, 여기 있는 폴더나 노트북도, 저장소의 https 주소도 아닙니다: "${given}"`,
      near.length > 0 ? `혹시 ${list(near)} 인가요?` : '실습 목록: `labs list`',
    ],
  }),
  'check.not-https': failure<{ url: string; https: string | undefined }>({
    exit: 2,
    en: ({ url, https }) => [
      `${url} is not an https address.`,
      https === undefined
        ? 'Give the address that begins with https://, or clone it and give the folder.'
        : `Try \`labs check ${https}\`, or clone it and give the folder.`,
    ],
    ko: ({ url, https }) => [
      `https 주소가 아닙니다: ${url}`,
      https === undefined
        ? 'https:// 로 시작하는 주소를 쓰거나, 직접 clone 한 뒤 폴더를 지정하세요.'
        : `\`labs check ${https}\` 를 써 보거나, 직접 clone 한 뒤 폴더를 지정하세요.`,
    ],
  }),
  'check.no-git': failure({
    exit: 1,
    en: () => [
      'git is not there, or cannot be started.',
      'Install git and run the command again; a folder is checked without it.',
    ],
    ko: () => [
      'git 이 없거나 실행할 수 없습니다.',
      'git 을 설치한 뒤 다시 실행하세요. 폴더는 git 없이도 확인할 수 있습니다.',
    ],
  }),
  'check.unreachable': failure<{ url: string; reason: string }>({
    exit: 1,
    en: ({ url, reason }) => [
      `${url} cannot be fetched: ${reason}`,
      'Try again when it can be reached, or check a folder that you have: `labs check <folder>`',
    ],
    ko: ({ url, reason }) => [
      `저장소를 받을 수 없습니다: ${url}: ${reason}`,
      '연결된 뒤 다시 시도하거나, 가지고 있는 폴더를 확인하세요: `labs check <폴더>`',
    ],
  }),
  'check.empty': failure<{ target: string }>({
    exit: 1,
    en: ({ target }) => [
      `There is no notebook in ${target}.`,
      'Give the folder that holds the .ipynb files.',
    ],
    ko: ({ target }) => [
      `${target} 에 노트북이 없습니다.`,
      '.ipynb 파일이 있는 폴더를 지정하세요.',
    ],
  }),
};
