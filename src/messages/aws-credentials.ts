import { list } from './format.ts';
import { failure, text } from './text.ts';

/** What gives the credentials (src/aws/profiles.ts). */
type SignIn = 'environment' | 'keys' | 'login' | 'machine' | 'process' | 'sso' | 'web-identity';

const of = (profile: string | undefined) => (profile === undefined ? '' : ` --profile ${profile}`);

/** The command that renews a sign-in. */
function signInAgain(signIn: SignIn | undefined, profile: string | undefined): string {
  if (signIn === 'login') return `aws login${of(profile)}`;
  if (signIn === 'keys') return `aws configure${of(profile)}`;
  return `aws sso login${of(profile)}`;
}

const processFault = {
  failed: { en: 'failed', ko: '실패했습니다' },
  'no-json': { en: 'printed no JSON', ko: '실행 결과가 JSON이 아닙니다' },
  incomplete: {
    en: 'printed JSON without Version 1 and keys',
    ko: '실행 결과에 Version 1 이나 키가 없습니다',
  },
  expired: { en: 'printed a key that has expired', ko: '만료된 키를 출력했습니다' },
} as const;

export const awsCredentialMessages = {
  'aws.mfa-code': text<{ profile: string; serial: string }>({
    en: ({ profile, serial }) => `MFA code of ${serial} (profile ${profile}):`,
    ko: ({ profile, serial }) => `${serial}의 MFA 코드 (프로필 ${profile}):`,
  }),
};

export const awsCredentialFailures = {
  'aws.no-credentials': failure<{ profile: string | undefined }>({
    exit: 1,
    en: ({ profile }) => [
      `No AWS credentials were found${profile === undefined ? '' : ` for the profile "${profile}"`}.`,
      `Sign in (aws login${of(profile)}, aws sso login${of(profile)} or aws configure${of(profile)}), or try everything without an account: add --local`,
    ],
    ko: ({ profile }) => [
      `${profile === undefined ? '' : `프로필 "${profile}"의 `}AWS 자격 증명을 찾을 수 없습니다.`,
      `로그인하세요 (aws login${of(profile)}, aws sso login${of(profile)} 또는 aws configure${of(profile)}). 계정 없이 해 보려면 --local 을 붙이세요.`,
    ],
  }),
  'aws.expired-credentials': failure<{ profile: string | undefined; signIn?: SignIn }>({
    exit: 1,
    en: ({ profile, signIn }) =>
      signIn === 'environment'
        ? [
            'The AWS keys in the environment have expired.',
            'Copy new ones, or use a profile instead: unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN',
          ]
        : ['Your AWS session has expired.', `Sign in again: ${signInAgain(signIn, profile)}`],
    ko: ({ profile, signIn }) =>
      signIn === 'environment'
        ? [
            '환경 변수의 AWS 키가 만료되었습니다.',
            '새 키를 넣거나, 프로필을 쓰려면: unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN',
          ]
        : ['AWS 세션이 만료되었습니다.', `다시 로그인하세요: ${signInAgain(signIn, profile)}`],
  }),
  'aws.invalid-credentials': failure<{ profile: string | undefined }>({
    exit: 1,
    en: ({ profile }) => [
      `AWS does not know the credentials${profile === undefined ? '' : ` of the profile "${profile}"`}.`,
      `See which are in use: aws configure list${of(profile)}`,
    ],
    ko: ({ profile }) => [
      `AWS가 ${profile === undefined ? '' : `프로필 "${profile}"의 `}자격 증명을 인식하지 못합니다.`,
      `무엇이 쓰이는지 확인하세요: aws configure list${of(profile)}`,
    ],
  }),
  'aws.no-profile': failure<{
    profile: string;
    near: readonly string[];
    names: readonly string[];
  }>({
    exit: 1,
    en: ({ profile, near, names }) => [
      `There is no AWS profile "${profile}"; there is ${names.length === 0 ? 'none at all' : some(names)}.`,
      near.length > 0
        ? `Did you mean ${list(near)}? All of them: aws configure list-profiles`
        : `Make it: aws configure sso --profile ${profile}`,
    ],
    ko: ({ profile, near, names }) => [
      `"${profile}" AWS 프로필이 없습니다 (${names.length === 0 ? '프로필이 하나도 없음' : `있는 것: ${some(names)}`}).`,
      near.length > 0
        ? `혹시 ${list(near)} 인가요? 전체 목록: aws configure list-profiles`
        : `만드세요: aws configure sso --profile ${profile}`,
    ],
  }),
  'aws.source-profile-missing': failure<{ profile: string; source: string }>({
    exit: 1,
    en: ({ profile, source }) => [
      `The AWS profile "${profile}" takes its credentials from "${source}" (source_profile), which does not exist.`,
      `Correct it: aws configure set source_profile NAME --profile ${profile}`,
    ],
    ko: ({ profile, source }) => [
      `AWS 프로필 "${profile}"의 source_profile인 "${source}"이(가) 없습니다.`,
      `고치세요: aws configure set source_profile 이름 --profile ${profile}`,
    ],
  }),
  'aws.source-profile-loop': failure<{ path: readonly string[] }>({
    exit: 1,
    en: ({ path }) => [
      `AWS profiles take their credentials from each other (source_profile): ${path.join(' → ')}.`,
      `Let one of them have its own: aws configure set source_profile NAME --profile ${path.at(-2)}`,
    ],
    ko: ({ path }) => [
      `AWS 프로필의 source_profile이 서로를 가리킵니다: ${path.join(' → ')}.`,
      `자격 증명이 있는 프로필로 바꾸세요: aws configure set source_profile 이름 --profile ${path.at(-2)}`,
    ],
  }),
  'aws.profile-incomplete': failure<{ profile: string }>({
    exit: 1,
    en: ({ profile }) => [
      `The AWS profile "${profile}" has no credentials and names no profile that has some.`,
      `Say where they come from: aws configure set source_profile NAME --profile ${profile}`,
    ],
    ko: ({ profile }) => [
      `AWS 프로필 "${profile}"에 자격 증명이 없고, 자격 증명을 가져올 프로필도 없습니다.`,
      `가져올 프로필을 정하세요: aws configure set source_profile 이름 --profile ${profile}`,
    ],
  }),
  'aws.sso-session-missing': failure<{ profile: string; session: string }>({
    exit: 1,
    en: ({ profile, session }) => [
      `The AWS profile "${profile}" signs in by the SSO session "${session}" (sso_session), which does not exist.`,
      `Make it: aws configure sso --profile ${profile}`,
    ],
    ko: ({ profile, session }) => [
      `AWS 프로필 "${profile}"의 SSO 세션 "${session}"(sso_session)이 없습니다.`,
      `만드세요: aws configure sso --profile ${profile}`,
    ],
  }),
  'aws.profile-failed': failure<{ profile: string; text: string }>({
    exit: 1,
    en: ({ profile, text: why }) => [
      `The AWS profile "${profile}" gives no credentials: ${why}`,
      `Try it by itself: aws sts get-caller-identity --profile ${profile}`,
    ],
    ko: ({ profile, text: why }) => [
      `AWS 프로필 "${profile}"에서 자격 증명을 얻지 못했습니다: ${why}`,
      `따로 확인하세요: aws sts get-caller-identity --profile ${profile}`,
    ],
  }),
  'aws.mfa-no-terminal': failure<{ profile: string; serial: string }>({
    exit: 1,
    en: ({ profile, serial }) => [
      `The AWS profile "${profile}" asks for an MFA code of ${serial}, and there is no terminal to type it in.`,
      `Run it in a terminal, or put keys into the environment first: eval "$(aws configure export-credentials --profile ${profile} --format env)"`,
    ],
    ko: ({ profile, serial }) => [
      `AWS 프로필 "${profile}"에는 ${serial}의 MFA 코드가 필요한데, 입력할 터미널이 없습니다.`,
      `터미널에서 실행하거나 먼저 환경 변수에 키를 넣으세요: eval "$(aws configure export-credentials --profile ${profile} --format env)"`,
    ],
  }),
  'aws.mfa-refused': failure<{ profile: string }>({
    exit: 1,
    en: ({ profile }) => [
      `The MFA code for the AWS profile "${profile}" was not accepted; it has six digits and works once.`,
      'Wait for the next code and run the same command again.',
    ],
    ko: ({ profile }) => [
      `AWS 프로필 "${profile}"의 MFA 코드가 맞지 않습니다. 여섯 자리이고 한 번만 쓸 수 있습니다.`,
      '다음 코드가 나오면 같은 명령을 다시 실행하세요.',
    ],
  }),
  'aws.credential-process': failure<{
    profile: string;
    why: keyof typeof processFault;
    text: string;
  }>({
    exit: 1,
    en: ({ profile, why, text: output }) => [
      `The credential_process of the AWS profile "${profile}" ${processFault[why].en}${why === 'failed' ? `: ${output}` : ''}.`,
      `Run that program by itself, then: aws sts get-caller-identity --profile ${profile}`,
    ],
    ko: ({ profile, why, text: output }) => [
      `AWS 프로필 "${profile}"의 credential_process: ${processFault[why].ko}${why === 'failed' ? `: ${output}` : ''}.`,
      `그 프로그램만 따로 실행해 본 뒤: aws sts get-caller-identity --profile ${profile}`,
    ],
  }),
  'aws.token-file': failure<{ file: string }>({
    exit: 1,
    en: ({ file }) => [
      `The web identity token file ${file} does not exist.`,
      'Correct web_identity_token_file in the AWS profile, or: unset AWS_WEB_IDENTITY_TOKEN_FILE',
    ],
    ko: ({ file }) => [
      `웹 자격 증명 토큰 파일 ${file}이(가) 없습니다.`,
      'AWS 프로필의 web_identity_token_file을 고치거나: unset AWS_WEB_IDENTITY_TOKEN_FILE',
    ],
  }),
  'aws.clock': failure({
    exit: 1,
    en: () => [
      "AWS refused the signature's date: this computer's clock is wrong.",
      'See by how much, and how to set it: `labs doctor`',
    ],
    ko: () => [
      '이 컴퓨터의 시계가 맞지 않아 AWS가 서명 시각을 거부했습니다.',
      '얼마나 틀렸고 어떻게 맞추는지 확인하세요: `labs doctor`',
    ],
  }),
};

function some(names: readonly string[]): string {
  const most = 6;
  const rest = names.length - most;
  return rest > 0 ? `${list(names.slice(0, most))} +${rest}` : list(names);
}
