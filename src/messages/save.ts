import { downCommandOf, onSandbox } from './commands.ts';
import { dollars, list } from './format.ts';
import { failure, text } from './text.ts';

const megabytes = (bytes: number) => `${Math.round(bytes / 1_000_000)} MB`;

function size(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} kB`;
  return `${(bytes / 1_000_000).toFixed(bytes < 10_000_000 ? 1 : 0)} MB`;
}

/** How the work of a sandbox comes out of it; see src/saved/save-plan.ts. */
type Step = 'download' | 'ask' | 'start' | 'outdated' | 'nothing';

interface Planned {
  readonly name: string;
  readonly step: Step;
  readonly dir: string;
  /** Of the notebook, where it has to be started; null where no price is known. */
  readonly perHour: number | null;
}

export const saveMessages = {
  'save.plan': text<Planned>({
    en: ({ name, step, dir, perHour }) =>
      ({
        download: `  saves  the work of ${name} to ${dir}`,
        ask: `  saves  the work of ${name} to ${dir}, while its notebook still runs`,
        start: `  saves  the work of ${name} to ${dir}: its notebook is started for that, for some minutes${perHour === null ? '' : ` at ${dollars(perHour)} an hour`}`,
        outdated: `  saves  what ${name} saved last to ${dir}; its notebook cannot run any more`,
        nothing: `  saves  nothing of ${name}: there is no work in it`,
      })[step],
    ko: ({ name, step, dir, perHour }) =>
      ({
        download: `  저장  ${name} 의 작업을 ${dir} 에`,
        ask: `  저장  ${name} 의 작업을 ${dir} 에 (노트북이 실행 중일 때)`,
        start: `  저장  ${name} 의 작업을 ${dir} 에: 이를 위해 노트북을 몇 분간 시작합니다${perHour === null ? '' : ` (시간당 ${dollars(perHour)})`}`,
        outdated: `  저장  ${name} 의 마지막 저장본을 ${dir} 에 (노트북을 더 실행할 수 없음)`,
        nothing: `  저장  ${name} 에는 저장할 작업이 없습니다`,
      })[step],
  }),
  'save.plan-what': text({
    en: () =>
      '         (files that were changed or added; none over 100 MB, 500 MB and 20,000 files in all)',
    ko: () => '         (바뀌거나 추가된 파일만. 파일당 100 MB, 모두 500 MB 와 20,000개까지)',
  }),
  'save.task': text<{ name: string }>({
    en: ({ name }) => `saving the work of ${name}`,
    ko: ({ name }) => `${name} 의 작업 저장`,
  }),
  'save.done': text<{ name: string; dir: string; files: number }>({
    en: ({ name, dir, files }) =>
      `Saved ${files} ${files === 1 ? 'file' : 'files'} of ${name}: ${dir}`,
    ko: ({ name, dir, files }) => `${name} 의 파일 ${files}개를 저장했습니다: ${dir}`,
  }),
  'save.none': text<{ name: string }>({
    en: ({ name }) => `There was no work to save in ${name}.`,
    ko: ({ name }) => `${name} 에는 저장할 작업이 없었습니다.`,
  }),
  'save.skipped': text<{
    name: string;
    skipped: readonly { readonly path: string; readonly why: string }[];
    count: number;
  }>({
    en: ({ name, skipped, count }) =>
      `Not saved of ${name}: ${list(skipped.slice(0, 5).map(({ path, why }) => `${path} (${why})`))}${count > 5 ? ` and ${count - 5} more` : ''}`,
    ko: ({ name, skipped, count }) =>
      `${name} 에서 저장되지 않은 것: ${list(skipped.slice(0, 5).map(({ path, why }) => `${path} (${why})`))}${count > 5 ? ` 외 ${count - 5}개` : ''}`,
  }),
  'start.option-restore': text({
    en: () => 'bring back the work that `labs down --save` put into this folder',
    ko: () => '`labs down --save` 로 이 폴더에 저장한 작업을 되살림',
  }),
  'restore.plan': text<{ dir: string; files: number; bytes: number }>({
    en: ({ dir, files, bytes }) =>
      `  restores  ${files} ${files === 1 ? 'file' : 'files'} (${size(bytes)}) from ${dir}, after the labs are cloned`,
    ko: ({ dir, files, bytes }) =>
      `  복원      ${dir} 의 파일 ${files}개 (${size(bytes)}), 실습을 내려받은 뒤에`,
  }),
  'restore.task': text({
    en: () => 'bringing saved work back',
    ko: () => '저장된 작업 복원',
  }),
  'restore.late': text<{ name: string; minutes: number; dir: string }>({
    en: ({ name, minutes, dir }) =>
      `The notebook has not brought ${dir} back within ${minutes} minutes. It goes on by itself; see ${onSandbox('logs', name)}.`,
    ko: ({ name, minutes, dir }) =>
      `노트북이 ${minutes}분 안에 ${dir} 의 작업을 복원하지 못했습니다. 복원은 계속되며 ${onSandbox('logs', name)} 로 볼 수 있습니다.`,
  }),
  'restore.failed': text<{ error: string; dir: string }>({
    en: ({ error, dir }) => `${dir} could not be brought back: ${error}`,
    ko: ({ error, dir }) => `${dir} 의 작업을 복원하지 못했습니다: ${error}`,
  }),
  'restore.pending': text<{ folders: readonly string[]; dir: string }>({
    en: ({ folders, dir }) =>
      `The work in ${list(folders)} waits for its lab. Start that lab with --restore ${dir} too.`,
    ko: ({ folders, dir }) =>
      `${list(folders)} 의 작업은 해당 실습을 기다립니다. 그 실습도 --restore ${dir} 로 시작하세요.`,
  }),
  'restore.beside': text<{ files: readonly string[]; besideCount: number }>({
    en: ({ files, besideCount }) =>
      `${besideCount} restored ${besideCount === 1 ? 'file is' : 'files are'} beside your newer ones: ${list(files.slice(0, 5))}`,
    ko: ({ files, besideCount }) =>
      `복원된 파일 ${besideCount}개는 더 새로운 파일 옆에 두었습니다: ${list(files.slice(0, 5))}`,
  }),
};

export const saveFailures = {
  'save.failed': failure<{ name: string; why: string }>({
    exit: 1,
    en: ({ name, why }) => [
      `The work of ${name} could not be saved: ${why}. Nothing was removed.`,
      `Look at the notebook: ${onSandbox('open', name)}. To remove it without its work: ${downCommandOf([name])}`,
    ],
    ko: ({ name, why }) => [
      `${name} 의 작업을 저장하지 못했습니다: ${why}. 삭제한 것은 없습니다.`,
      `노트북을 확인하세요: ${onSandbox('open', name)}. 저장 없이 정리하려면: ${downCommandOf([name])}`,
    ],
  }),
  'save.late': failure<{ name: string; minutes: number }>({
    exit: 1,
    en: ({ name, minutes }) => [
      `The notebook of ${name} has not saved its work within ${minutes} minutes. Nothing was removed.`,
      `Run the same command again; what happens inside: ${onSandbox('logs', name)}`,
    ],
    ko: ({ name, minutes }) => [
      `${name} 의 노트북이 ${minutes}분 안에 작업을 저장하지 못했습니다. 삭제한 것은 없습니다.`,
      `같은 명령을 다시 실행하세요. 안에서 일어나는 일은 ${onSandbox('logs', name)} 로 볼 수 있습니다.`,
    ],
  }),
  'save.no-folder': failure<{
    dir: string;
    why: 'empty' | 'file' | 'denied' | 'read-only' | 'too-long';
  }>({
    exit: 2,
    en: ({ dir, why }) => [
      `Work can be saved only into a folder you can write: ${
        {
          empty: 'its name is empty',
          file: `${dir} is a file`,
          denied: `${dir} may not be written`,
          'read-only': `${dir} is on a read-only disk`,
          'too-long': `the name is too long: ${dir.slice(0, 60)}…`,
        }[why]
      }. Nothing was removed.`,
      'Name a folder, new or old, such as `labs down --save ./my-work`',
    ],
    ko: ({ dir, why }) => [
      `작업은 쓸 수 있는 폴더에만 저장할 수 있습니다: ${
        {
          empty: '이름이 비어 있습니다',
          file: `${dir}: 파일입니다`,
          denied: `${dir}: 쓰기 권한이 없습니다`,
          'read-only': `${dir}: 읽기 전용 디스크입니다`,
          'too-long': `이름이 너무 깁니다: ${dir.slice(0, 60)}…`,
        }[why]
      }. 삭제한 것은 없습니다.`,
      '폴더 이름을 적으세요. 없으면 만듭니다. 예: `labs down --save ./my-work`',
    ],
  }),
  'save.disk-full': failure<{ dir: string }>({
    exit: 1,
    en: ({ dir }) => [
      `The disk is full: the saved work could not be written to ${dir}. Nothing was removed.`,
      'Free up to 1 GB, or choose another disk with --save (and TMPDIR for temporary files), and run the command again.',
    ],
    ko: ({ dir }) => [
      `디스크가 가득 차서 저장할 작업을 ${dir} 에 쓸 수 없습니다. 삭제한 것은 없습니다.`,
      '1 GB 정도 비우거나 --save (임시 파일은 TMPDIR) 로 다른 디스크를 지정한 뒤 다시 실행하세요.',
    ],
  }),
  'restore.needs-wait': failure({
    exit: 2,
    en: () => [
      'Work can be brought back only into a notebook that runs, so --restore and --no-wait exclude each other.',
      'Leave --no-wait away.',
    ],
    ko: () => [
      '작업은 실행 중인 노트북에만 되살릴 수 있어서 --restore 와 --no-wait 는 함께 쓸 수 없습니다.',
      '--no-wait 를 빼세요.',
    ],
  }),
  'saved.unsafe': failure<{ why: string }>({
    exit: 1,
    en: ({ why }) => [
      `The saved work is not an archive that labs made: ${why}.`,
      'Nothing was unpacked. Look at the files in the notebook itself.',
    ],
    ko: ({ why }) => [
      `저장된 작업이 labs 가 만든 압축 파일이 아닙니다: ${why}.`,
      '아무것도 풀지 않았습니다. 노트북에서 직접 확인하세요.',
    ],
  }),
  'saved.no-folder': failure<{ dir: string }>({
    exit: 2,
    en: ({ dir }) => [
      `There is no folder ${dir} with saved work.`,
      'Name the folder that `labs down --save DIR` wrote.',
    ],
    ko: ({ dir }) => [
      `저장된 작업이 있는 폴더를 찾을 수 없습니다: ${dir}`,
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
      '큰 파일은 폴더 밖으로 옮기고 Jupyter에서 직접 올리세요.',
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
