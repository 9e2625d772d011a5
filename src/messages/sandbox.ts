import { list } from './format.ts';
import { failure } from './text.ts';

export const sandboxFailures = {
  'owner.empty': failure<{ given: string }>({
    exit: 2,
    en: ({ given }) => [
      `The owner "${given}" has no Latin letter or digit, so it cannot name anything in AWS.`,
      'Give one of a-z, 0-9 and hyphens: --owner kim',
    ],
    ko: ({ given }) => [
      `소유자 "${given}" 에는 영문자나 숫자가 없어 AWS 이름으로 쓸 수 없습니다.`,
      'a-z, 0-9, 하이픈으로 된 이름을 지정하세요: --owner kim',
    ],
  }),
  'owner.generated': failure<{ session: string }>({
    exit: 2,
    en: ({ session }) => [
      `AWS knows you as "${session}", a session name that a program made; it does not say whose sandbox this is.`,
      'Add --owner NAME, the same in every command, or set role_session_name = NAME in the AWS profile.',
    ],
    ko: ({ session }) => [
      `AWS에 보이는 이름 "${session}" 은 프로그램이 만든 세션 이름이라 누구의 실습 환경인지 알 수 없습니다.`,
      '모든 명령에 같은 --owner 이름을 붙이거나, AWS 프로필에 role_session_name = 이름 을 넣으세요.',
    ],
  }),
  'owner.too-long': failure<{ name: string; longest: number }>({
    exit: 2,
    en: ({ name, longest }) => [
      `The stack name "${name}" has ${name.length} characters; ${longest} are allowed.`,
      'Give a shorter name with --owner or --sandbox.',
    ],
    ko: ({ name, longest }) => [
      `스택 이름이 ${name.length}자입니다: "${name}". 최대 ${longest}자까지 가능합니다.`,
      '--owner 또는 --sandbox 로 더 짧은 이름을 지정하세요.',
    ],
  }),
  'duration.invalid': failure<{ given: string }>({
    exit: 2,
    en: ({ given }) => [
      `"${given}" is not a length of time.`,
      'Write minutes, hours or days, such as 90m, 4h, 2h30m or 7d.',
    ],
    ko: ({ given }) => [
      `시간을 이해하지 못했습니다: "${given}"`,
      '90m, 4h, 2h30m, 7d 처럼 분(m), 시간(h), 일(d)로 적으세요.',
    ],
  }),
  'sandbox.none': failure<{ owner: string }>({
    exit: 1,
    en: (p) => [`${p.owner} has no sandbox.`, 'Start one: `labs start xgboost`'],
    ko: (p) => [`${p.owner} 의 샌드박스가 없습니다.`, '하나 시작하세요: `labs start xgboost`'],
  }),
  'sandbox.gone': failure<{ name: string }>({
    exit: 1,
    en: (p) => [`There is no sandbox ${p.name}.`, 'What is there: `labs status --all`'],
    ko: (p) => [`${p.name} 샌드박스가 없습니다.`, '무엇이 있는지 보기: `labs status --all`'],
  }),
  'sandbox.several': failure<{ names: readonly string[] }>({
    exit: 2,
    en: (p) => [
      `Several sandboxes are yours: ${list(p.names)}.`,
      `Say which: --sandbox ${p.names[0] ?? ''}`,
    ],
    ko: (p) => [
      `샌드박스가 여러 개입니다: ${list(p.names)}.`,
      `하나를 지정하세요: --sandbox ${p.names[0] ?? ''}`,
    ],
  }),
};
