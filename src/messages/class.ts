import type { StepName } from './class-steps.ts';
import { stepNames } from './class-steps.ts';
import { list } from './format.ts';
import type { BothLangs } from './text.ts';
import { failure, text } from './text.ts';

export const classMessages = {
  'class.member-failed': text<{ id: string; reason: BothLangs }>({
    en: ({ id, reason }) => `${id}: ${reason.en}`,
    ko: ({ id, reason }) => `학생 ${id}: ${reason.ko}`,
  }),
};

export const classFailures = {
  'class.name-invalid': failure<{ given: string; longest: number }>({
    exit: 2,
    en: ({ given, longest }) => [
      `"${given}" cannot name a class in AWS.`,
      `Use at most ${longest} of a-z, 0-9 and hyphens, such as ml101.`,
    ],
    ko: ({ given, longest }) => [
      `AWS에서 수업 이름으로 쓸 수 없습니다: "${given}"`,
      `ml101 처럼 a-z, 0-9, 하이픈으로 ${longest}자 이내로 적으세요.`,
    ],
  }),
  'class.none': failure<{ group: string; near: readonly string[] }>({
    exit: 1,
    en: ({ group, near }) => [
      `There is no class ${group} in this account.`,
      near.length > 0
        ? `There is: ${list(near)}`
        : `Make it: \`labs class up ${group} --roster roster.csv --lab xgboost\``,
    ],
    ko: ({ group, near }) => [
      `이 계정에 ${group} 수업이 없습니다.`,
      near.length > 0
        ? `있는 수업: ${list(near)}`
        : `만들기: \`labs class up ${group} --roster roster.csv --lab xgboost\``,
    ],
  }),
  'class.no-student': failure<{ group: string; given: string; near: readonly string[] }>({
    exit: 1,
    en: ({ group, given, near }) => [
      `The class ${group} has no student ${given}.`,
      near.length > 0
        ? `Did you mean ${list(near)}? All of them: \`labs class status ${group}\``
        : `All of them: \`labs class status ${group}\``,
    ],
    ko: ({ group, given, near }) => [
      `${group} 수업에 ${given} 학생이 없습니다.`,
      near.length > 0
        ? `혹시 ${list(near)} 인가요? 전체 보기: \`labs class status ${group}\``
        : `전체 보기: \`labs class status ${group}\``,
    ],
  }),
  'class.step-late': failure<{ step: StepName; minutes: number }>({
    exit: 1,
    en: ({ step, minutes }) => [
      `"${stepNames[step].en}" took longer than ${minutes} minutes.`,
      'Run the same command again: it goes on from here.',
    ],
    ko: ({ step, minutes }) => [
      `"${stepNames[step].ko}" 단계가 ${minutes}분 넘게 걸렸습니다.`,
      '같은 명령을 다시 실행하면 여기서부터 이어집니다.',
    ],
  }),
  'class.not-tried': failure<{ id: string }>({
    exit: 1,
    en: ({ id }) => [
      `Not tried: it would fail for the same reason as ${id}.`,
      'Remove the reason and run the same command again.',
    ],
    ko: ({ id }) => [
      `${id} 학생과 같은 이유로 실패할 것이므로 시도하지 않았습니다.`,
      '원인을 없앤 뒤 같은 명령을 다시 실행하세요.',
    ],
  }),
  'class.hour-invalid': failure<{ given: string }>({
    exit: 2,
    en: ({ given }) => [
      `"${given}" is no time at which a class can begin.`,
      'Write --start-at 09:00, or --start-at 2026-11-24T09:00.',
    ],
    ko: ({ given }) => [
      `수업 시작 시각이 아닙니다: "${given}"`,
      '--start-at 09:00 또는 --start-at 2026-11-24T09:00 처럼 적으세요.',
    ],
  }),
  'class.hour-past': failure<{ given: string; timeZone: string }>({
    exit: 2,
    en: ({ given, timeZone }) => [
      `${given} (${timeZone}) is over.`,
      'Give a time to come; --time-zone Asia/Seoul says whose clock is meant.',
    ],
    ko: ({ given, timeZone }) => [
      `이미 지난 시각입니다: ${given} (${timeZone})`,
      '앞으로 올 시각을 적으세요. 어느 지역 시각인지는 --time-zone Asia/Seoul 로 정합니다.',
    ],
  }),
  'class.zone-unknown': failure<{ timeZone: string }>({
    exit: 2,
    en: ({ timeZone }) => [
      `There is no time zone "${timeZone}".`,
      'Write its IANA name, such as --time-zone Asia/Seoul.',
    ],
    ko: ({ timeZone }) => [
      `"${timeZone}" 시간대가 없습니다.`,
      '--time-zone Asia/Seoul 처럼 IANA 이름으로 적으세요.',
    ],
  }),
  'class.handouts-unreadable': failure<{ file: string; why: string }>({
    exit: 1,
    en: ({ file, why }) => [
      `The handouts ${file} cannot be read: ${why}`,
      'Move the file away to have new codes made, or name another folder with --handouts.',
    ],
    ko: ({ file, why }) => [
      `안내 카드를 읽을 수 없습니다: ${file}: ${why}`,
      '새 코드를 만들려면 파일을 다른 곳으로 옮기고, 아니면 --handouts 로 다른 폴더를 지정하세요.',
    ],
  }),
  'class.handouts-unwritable': failure<{ dir: string; why: string }>({
    exit: 1,
    en: ({ dir, why }) => [
      `The handouts cannot be written into ${dir}: ${why}`,
      'Name a folder that you may write with --handouts. Nothing was made in AWS.',
    ],
    ko: ({ dir, why }) => [
      `안내 카드를 ${dir} 에 쓸 수 없습니다: ${why}`,
      '쓸 수 있는 폴더를 --handouts 로 지정하세요. AWS에는 아무것도 만들지 않았습니다.',
    ],
  }),
  'class.stack-gone': failure({
    exit: 1,
    en: () => ['Its stack is gone.', 'Run the same command again; it makes a new one.'],
    ko: () => ['스택이 사라졌습니다.', '같은 명령을 다시 실행하면 새로 만듭니다.'],
  }),
  'class.no-bucket': failure({
    exit: 1,
    en: () => ['Its stack has no bucket yet.', 'Finish making the class first.'],
    ko: () => ['스택에 아직 버킷이 없습니다.', '먼저 수업 만들기를 끝내세요.'],
  }),
  'class.notebook-gone': failure({
    exit: 1,
    en: () => ['Its notebook instance is gone.', 'Take the sandbox away and make it again.'],
    ko: () => ['노트북 인스턴스가 사라졌습니다.', '샌드박스를 지우고 다시 만드세요.'],
  }),
  'class.notebook-failed': failure({
    exit: 1,
    en: () => ['Its notebook instance does not come up.', 'Its logs say why.'],
    ko: () => ['노트북 인스턴스가 켜지지 않습니다.', '원인은 로그에 있습니다.'],
  }),
};
