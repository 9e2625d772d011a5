import { list } from './format.ts';
import { some } from './some.ts';
import type { BothLangs } from './text.ts';
import { failure, text } from './text.ts';

interface Pushed {
  readonly group: string;
  readonly count: number;
  /** Of a folder that is brought; without it the labs are. */
  readonly dir?: string;
  readonly files?: number;
}

interface Missed {
  readonly id: string;
  readonly group: string;
  readonly dir: string;
  readonly isTaken: boolean;
  readonly error: string;
  /** The folder as it was typed, where one was brought. */
  readonly given?: string;
}

/** A folder's own name is taken: another one is free. A lab's is made again beside it. */
function besideIt({ id, group, dir, given }: Missed): string {
  return given === undefined
    ? `labs class repair ${group} ${id}`
    : `labs class push ${group} ${given} --as ${dir}-2`;
}

function pushAgain({ group, given }: Missed): string {
  return `labs class push ${group}${given === undefined ? '' : ` ${given}`}`;
}

export const classWorkMessages = {
  'push.title': text<Pushed>({
    en: ({ group, count, dir, files }) =>
      dir === undefined
        ? `Bring ${count} sandboxes of the class ${group} what their labs are in the catalog now.`
        : `Bring ${count} sandboxes of the class ${group} the folder ${dir} (${files ?? 0} files).`,
    ko: ({ group, count, dir, files }) =>
      dir === undefined
        ? `수업 ${group} 의 샌드박스 ${count}개를 카탈로그의 지금 실습 내용으로 맞춥니다.`
        : `수업 ${group} 의 샌드박스 ${count}개에 ${dir} 폴더(파일 ${files ?? 0}개)를 전달합니다.`,
  }),
  'push.resting': text<{ resting: number }>({
    en: (p) => `  ${p.resting} of them do not run; they take it in when they are started.`,
    ko: (p) => `  그중 ${p.resting}개는 꺼져 있어 다음에 켜질 때 받습니다.`,
  }),
  'push.links': text<{ paths: readonly string[] }>({
    en: (p) => `  links are not sent: ${some(p.paths, 'en')}`,
    ko: (p) => `  링크는 보내지 않습니다: ${some(p.paths, 'ko')}`,
  }),
  'push.hidden': text<{ paths: readonly string[] }>({
    en: (p) => `  hidden files are sent to everybody: ${some(p.paths, 'en')}`,
    ko: (p) => `  숨김 파일도 모두에게 보냅니다: ${some(p.paths, 'ko')}`,
  }),
  'push.missed': text<Missed>({
    en: (p) =>
      p.isTaken
        ? `  ✗ ${p.id} did not get ${p.dir}: something of their own has that name. Beside it: \`${besideIt(p)}\``
        : `  ✗ ${p.id} did not get ${p.dir}: ${p.error}. Try again: \`${pushAgain(p)}\``,
    ko: (p) =>
      p.isTaken
        ? `  ✗ 학생 ${p.id}: 같은 이름의 본인 파일이 있어 ${p.dir} 폴더를 받지 못했습니다. 옆에 주기: \`${besideIt(p)}\``
        : `  ✗ 학생 ${p.id}: ${p.dir} 폴더를 받지 못했습니다: ${p.error}. 다시 시도: \`${pushAgain(p)}\``,
  }),
  'push.kept': text<{ id: string; kept: readonly string[] }>({
    en: (p) => `  ${p.id} keeps files of their own: ${some(p.kept, 'en')}`,
    ko: (p) =>
      `  학생 ${p.id}: 본인이 고친 파일은 그대로 두었습니다: ${list(p.kept.slice(0, 8))}${p.kept.length > 8 ? ` 외 ${p.kept.length - 8}개` : ''}`,
  }),
  'repair.title': text<{ id: string; dirs: readonly string[] }>({
    en: (p) =>
      `Give ${p.id} fresh copies in ${list(p.dirs)}, beside what is there, and start the notebook anew: running kernels end, packages that were installed go.`,
    ko: (p) =>
      `학생 ${p.id} 에게 ${list(p.dirs)} 폴더로 새 사본을 주고 노트북을 다시 켭니다. 있던 폴더는 그대로 두며, 실행 중인 커널은 끝나고 설치한 패키지는 사라집니다.`,
  }),
  'repair.done': text<{ id: string; dirs: readonly string[] }>({
    en: (p) => `${p.id} finds fresh copies in ${list(p.dirs)}.`,
    ko: (p) => `학생 ${p.id} 의 새 사본: ${list(p.dirs)}`,
  }),
  'class.save-title': text<{ group: string; count: number; dir: string; starts: number }>({
    en: (p) =>
      `Save the work of ${p.count} students of the class ${p.group} to ${p.dir}${p.starts === 0 ? '' : `; ${p.starts} stopped notebooks are started for that, and stopped again`}.`,
    ko: (p) =>
      `수업 ${p.group} 학생 ${p.count}명의 작업을 ${p.dir} 에 저장합니다.${p.starts === 0 ? '' : ` 멈춰 있는 노트북 ${p.starts}개를 켰다가 다시 멈춥니다.`}`,
  }),
  'class.saved': text<{ group: string; dir: string; students: number; files: number }>({
    en: (p) =>
      `The class ${p.group}: ${p.files} files of ${p.students} students in ${p.dir}, a folder for each`,
    ko: (p) =>
      `수업 ${p.group}: 학생 ${p.students}명의 파일 ${p.files}개를 ${p.dir} 에 학생별 폴더로 저장했습니다`,
  }),
  'class.saved-nothing': text<{ ids: readonly string[] }>({
    en: (p) => `  nothing to save of ${some(p.ids, 'en')}`,
    ko: (p) => `  저장할 것이 없는 학생: ${some(p.ids, 'ko')}`,
  }),
  'class.saved-skipped': text<{ id: string; count: number }>({
    en: (p) =>
      `  ${p.id}: ${p.count} files were too large and stayed behind; labs-saved.json names them`,
    ko: (p) => `  학생 ${p.id}: 너무 큰 파일 ${p.count}개는 남겨 두었습니다 (labs-saved.json 참고)`,
  }),
};

export const classWorkFailures = {
  'push.no-folder': failure<{ folder: string }>({
    exit: 2,
    en: ({ folder }) => [
      `There is no folder ${folder} with files in it.`,
      'Name the folder to bring to the students: `labs class push ml101 ./week2`',
    ],
    ko: ({ folder }) => [
      `${folder} 폴더가 없거나 비어 있습니다.`,
      '학생들에게 전달할 폴더를 지정하세요: `labs class push ml101 ./week2`',
    ],
  }),
  'push.name-invalid': failure<{ folder: string; dir: string }>({
    exit: 2,
    en: ({ folder, dir }) => [
      `"${dir}" cannot name a folder in the students' sandboxes (${folder}).`,
      'Give it a name of a-z, 0-9, dots and hyphens: --as week2',
    ],
    ko: ({ folder, dir }) => [
      `학생 샌드박스의 폴더 이름으로 쓸 수 없습니다: "${dir}" (${folder})`,
      'a-z, 0-9, 점, 하이픈으로 이름을 정하세요: --as week2',
    ],
  }),
  'push.too-large': failure<{
    folder: string;
    files: number;
    bytes: number;
    mostFiles: number;
    mostBytes: number;
  }>({
    exit: 2,
    en: ({ folder, files, bytes, mostFiles, mostBytes }) => [
      `${folder} is too large: ${files} files, ${Math.round(bytes / 1e6)} MB.`,
      `Bring at most ${mostFiles} files and ${mostBytes / 1e6} MB; let the notebooks download what is larger.`,
    ],
    ko: ({ folder, files, bytes, mostFiles, mostBytes }) => [
      `${folder} 폴더가 너무 큽니다: 파일 ${files}개, ${Math.round(bytes / 1e6)} MB`,
      `파일 ${mostFiles}개, ${mostBytes / 1e6} MB 까지 가능합니다. 더 큰 것은 노트북에서 내려받게 하세요.`,
    ],
  }),
  'push.clash': failure<{ dir: string; lab: string }>({
    exit: 2,
    en: ({ dir, lab }) => [
      `The folder ${dir} is that of the lab ${lab}.`,
      'Give yours another name: --as my-material',
    ],
    ko: ({ dir, lab }) => [
      `${dir} 폴더는 ${lab} 실습의 것입니다.`,
      '다른 이름을 정하세요: --as my-material',
    ],
  }),
  'push.one-thing': failure<{ group: string }>({
    exit: 2,
    en: ({ group }) => [
      'A folder and a new lab are brought one after the other.',
      `First the lab: \`labs class push ${group} --lab xgboost\`, then the folder.`,
    ],
    ko: ({ group }) => [
      '폴더와 새 실습은 한 번에 하나씩 전달합니다.',
      `먼저 실습: \`labs class push ${group} --lab xgboost\`, 그다음 폴더.`,
    ],
  }),
  'repair.nothing': failure<{ id: string; labs: readonly string[] }>({
    exit: 2,
    en: ({ id, labs }) => [
      `${id} has no such lab with repositories; what is there: ${list(labs)}`,
      'Name one of those with --lab, or none for all of them.',
    ],
    ko: ({ id, labs }) => [
      `학생 ${id} 에게 저장소가 있는 그런 실습이 없습니다. 있는 실습: ${list(labs)}`,
      '--lab 에 그중 하나를 적거나, 모두 고치려면 빼세요.',
    ],
  }),
  'class.save-failed': failure<{
    group: string;
    ids: readonly string[];
    reason: BothLangs;
    dir: string;
  }>({
    exit: 1,
    en: ({ group, ids, reason }) => [
      `The work of ${some(ids, 'en')} could not be saved, so nothing was removed: ${reason.en}`,
      `Try again, or remove the class without it: \`labs class down ${group}\``,
    ],
    ko: ({ group, ids, reason }) => [
      `학생 ${some(ids, 'ko')} 의 작업을 저장하지 못해 아무것도 지우지 않았습니다: ${reason.ko}`,
      `다시 시도하거나, 저장하지 않고 지우세요: \`labs class down ${group}\``,
    ],
  }),
};
