import { failure } from './text.ts';

const login = (profile: string | undefined) =>
  profile === undefined ? 'aws sso login' : `aws sso login --profile ${profile}`;

export const awsFailures = {
  'aws.no-credentials': failure<{ profile: string | undefined }>({
    exit: 1,
    en: ({ profile }) => [
      `No AWS credentials were found${profile === undefined ? '' : ` for the profile "${profile}"`}.`,
      `Sign in (${login(profile)}, or: aws configure), or try everything without an account: add --local`,
    ],
    ko: ({ profile }) => [
      `${profile === undefined ? '' : `프로필 "${profile}" 의 `}AWS 자격 증명을 찾을 수 없습니다.`,
      `로그인하세요 (${login(profile)} 또는 aws configure). 계정 없이 해 보려면 --local 을 붙이세요.`,
    ],
  }),
  'aws.expired-credentials': failure<{ profile: string | undefined }>({
    exit: 1,
    en: ({ profile }) => ['Your AWS session has expired.', `Sign in again: ${login(profile)}`],
    ko: ({ profile }) => ['AWS 세션이 만료되었습니다.', `다시 로그인하세요: ${login(profile)}`],
  }),
  'aws.invalid-credentials': failure<{ profile: string | undefined }>({
    exit: 1,
    en: ({ profile }) => [
      `AWS does not know the credentials${profile === undefined ? '' : ` of the profile "${profile}"`}.`,
      'See which are in use: aws configure list',
    ],
    ko: ({ profile }) => [
      `AWS가 ${profile === undefined ? '' : `프로필 "${profile}" 의 `}자격 증명을 인식하지 못합니다.`,
      '무엇이 쓰이는지 확인하세요: aws configure list',
    ],
  }),
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
  'aws.unreachable': failure<{ call: string }>({
    exit: 1,
    en: ({ call }) => [
      `${call} could not be reached over the network.`,
      'Check your connection, proxy and AWS_ENDPOINT_URL, then run the same command again.',
    ],
    ko: ({ call }) => [
      `네트워크로 ${call} 에 연결할 수 없습니다.`,
      '인터넷, 프록시, AWS_ENDPOINT_URL 을 확인하고 같은 명령을 다시 실행하세요.',
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
