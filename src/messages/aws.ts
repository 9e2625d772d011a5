import { failure } from './text.ts';

export const awsFailures = {
  'aws.access-denied': failure<{ who: string; action: string; resource: string }>({
    exit: 1,
    en: ({ who, action, resource }) => [
      `${who === '' ? 'You are' : `${who} is`} not allowed ${action} on ${resource}.`,
      "Ask the account's administrator for that action on that resource, then run the command again.",
    ],
    ko: ({ who, action, resource }) => [
      `${who === '' ? '현재 사용자' : who} 에게 ${resource} 에 대한 ${action} 권한이 없습니다.`,
      '계정 관리자에게 이 리소스에 대한 이 권한을 요청한 뒤 다시 실행하세요.',
    ],
  }),
  'aws.throttled': failure<{ call: string }>({
    exit: 1,
    en: ({ call }) => [
      `AWS keeps answering "too many requests" to ${call}.`,
      'Wait a minute and run the same command again; it goes on where it stopped.',
    ],
    ko: ({ call }) => [
      `AWS가 ${call} 에 "요청이 너무 많음" 이라고 계속 답합니다.`,
      '1분 뒤 같은 명령을 다시 실행하세요. 멈춘 곳부터 이어집니다.',
    ],
  }),
  'aws.failed': failure<{ call: string; code: string; text: string }>({
    exit: 1,
    en: ({ call, code, text }) => [
      `${call} failed: ${code}: ${text}`,
      'Run the same command again with --verbose; it goes on where it stopped.',
    ],
    ko: ({ call, code, text }) => [
      `${call} 호출이 실패했습니다: ${code}: ${text}`,
      '--verbose 를 붙여 같은 명령을 다시 실행하세요. 멈춘 곳부터 이어집니다.',
    ],
  }),
};
