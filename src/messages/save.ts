import { list } from './format.ts';
import { failure } from './text.ts';

const megabytes = (bytes: number) => `${Math.round(bytes / 1_000_000)} MB`;

export const saveFailures = {
  'saved.unsafe': failure<{ why: string }>({
    exit: 1,
    en: ({ why }) => [
      `The saved work is not an archive that labs made: ${why}.`,
      'Nothing was unpacked. Look at the notebook itself: `labs open`',
    ],
    ko: ({ why }) => [
      `저장된 작업이 labs 가 만든 압축 파일이 아닙니다: ${why}.`,
      '아무것도 풀지 않았습니다. 노트북에서 직접 확인하세요: `labs open`',
    ],
  }),
  'saved.no-folder': failure<{ dir: string }>({
    exit: 2,
    en: ({ dir }) => [
      `There is no folder ${dir} with saved work.`,
      'Name the folder that `labs down --save DIR` wrote.',
    ],
    ko: ({ dir }) => [
      `저장된 작업이 있는 폴더 ${dir} 을(를) 찾을 수 없습니다.`,
      '`labs down --save DIR` 로 저장한 폴더를 지정하세요.',
    ],
  }),
  'saved.several': failure<{ dir: string; names: readonly string[] }>({
    exit: 2,
    en: ({ dir, names }) => [
      `${dir} holds the work of ${names.length} sandboxes: ${list(names)}.`,
      `Name one of them: --restore ${dir}/${names[0] ?? ''}`,
    ],
    ko: ({ dir, names }) => [
      `${dir} 폴더에 샌드박스 ${names.length}개의 작업이 있습니다: ${list(names)}.`,
      `하나를 지정하세요: --restore ${dir}/${names[0] ?? ''}`,
    ],
  }),
  'saved.too-large': failure<{
    dir: string;
    path: string;
    file: number;
    total: number;
    files: number;
  }>({
    exit: 2,
    en: ({ dir, path, file, total, files }) => [
      path === ''
        ? `${dir} holds more than ${megabytes(total)} or ${files} files.`
        : `${path} in ${dir} is larger than ${megabytes(file)}.`,
      'Move what is too large out of the folder, and upload it in Jupyter.',
    ],
    ko: ({ dir, path, file, total, files }) => [
      path === ''
        ? `${dir} 폴더가 ${megabytes(total)} 또는 파일 ${files}개를 넘습니다.`
        : `${dir} 폴더의 ${path} 파일이 ${megabytes(file)} 보다 큽니다.`,
      '큰 파일은 폴더 밖으로 옮기고 Jupyter 에서 직접 올리세요.',
    ],
  }),
  'saved.changed': failure<{ path: string }>({
    exit: 1,
    en: ({ path }) => [
      `${path} was changed while it was being packed.`,
      'Close what writes to it, and run the same command again.',
    ],
    ko: ({ path }) => [
      `압축하는 동안 ${path} 파일이 바뀌었습니다.`,
      '파일을 쓰는 프로그램을 닫고 같은 명령을 다시 실행하세요.',
    ],
  }),
};
