import { failure } from './text.ts';

export const awsNetworkFailures = {
  'aws.unreachable': failure<{ call: string }>({
    exit: 1,
    en: ({ call }) => [
      `${call} could not be reached over the network.`,
      'Check your connection, HTTPS_PROXY and AWS_ENDPOINT_URL, then run the same command again.',
    ],
    ko: ({ call }) => [
      `네트워크로 ${call}에 연결할 수 없습니다.`,
      '인터넷, HTTPS_PROXY, AWS_ENDPOINT_URL을 확인하고 같은 명령을 다시 실행하세요.',
    ],
  }),
  'aws.proxy-unreachable': failure<{ proxy: string; call: string }>({
    exit: 1,
    en: ({ proxy, call }) => [
      `The proxy ${proxy} does not answer, so ${call} could not be reached.`,
      'Check HTTPS_PROXY; or bypass the proxy: export NO_PROXY=.amazonaws.com. Then run the same command again.',
    ],
    ko: ({ proxy, call }) => [
      `프록시 ${proxy}가 응답하지 않아 ${call}에 연결할 수 없습니다.`,
      'HTTPS_PROXY를 확인하세요. 프록시를 거치지 않으려면: export NO_PROXY=.amazonaws.com. 그다음 같은 명령을 다시 실행하세요.',
    ],
  }),
  'aws.proxy-login': failure<{ proxy: string; hadLogin: boolean }>({
    exit: 1,
    en: ({ proxy, hadLogin }) => [
      hadLogin
        ? `The proxy ${proxy} did not accept the user and password in HTTPS_PROXY (HTTP 407).`
        : `The proxy ${proxy} asks for a user and password (HTTP 407).`,
      `Run again after: export HTTPS_PROXY=http://USER:PASSWORD@${proxy} (special characters as %40 for @, %3A for :)`,
    ],
    ko: ({ proxy, hadLogin }) => [
      hadLogin
        ? `프록시 ${proxy}가 HTTPS_PROXY 의 사용자와 비밀번호를 받아들이지 않았습니다 (HTTP 407).`
        : `프록시 ${proxy}에 사용자와 비밀번호가 필요합니다 (HTTP 407).`,
      `설정한 뒤 다시 실행하세요: export HTTPS_PROXY=http://사용자:비밀번호@${proxy} (특수 문자는 @ 대신 %40, : 대신 %3A)`,
    ],
  }),
  'aws.proxy-unusable': failure<{ name: string }>({
    exit: 1,
    en: ({ name }) => [
      `${name} is no address of an HTTP proxy (SOCKS is not supported).`,
      `Set it and run again: export ${name}=http://HOST:PORT`,
    ],
    ko: ({ name }) => [
      `${name}이(가) HTTP 프록시 주소가 아닙니다 (SOCKS는 지원하지 않습니다).`,
      `설정한 뒤 다시 실행하세요: export ${name}=http://호스트:포트`,
    ],
  }),
  'aws.untrusted-certificate': failure<{ call: string; code: string }>({
    exit: 1,
    en: ({ call, code }) => [
      `${call} answered with a certificate that this computer does not trust (${code}); a company's proxy that reads TLS does that.`,
      "Ask for the company's CA file, then run again after: export NODE_EXTRA_CA_CERTS=/path/to/company-ca.pem",
    ],
    ko: ({ call, code }) => [
      `${call}의 인증서를 이 컴퓨터가 신뢰하지 않습니다 (${code}). TLS를 검사하는 회사 프록시라면 그럴 수 있습니다.`,
      '회사 CA 파일을 받아 설정한 뒤 다시 실행하세요: export NODE_EXTRA_CA_CERTS=/path/to/company-ca.pem',
    ],
  }),
  'aws.ca-bundle': failure<{ file: string }>({
    exit: 1,
    en: ({ file }) => [
      `The certificates in ${file} (AWS_CA_BUNDLE or ca_bundle) cannot be read.`,
      'Correct the path, or: unset AWS_CA_BUNDLE',
    ],
    ko: ({ file }) => [
      `인증서 파일 ${file} (AWS_CA_BUNDLE 또는 ca_bundle)을 읽을 수 없습니다.`,
      '경로를 고치거나: unset AWS_CA_BUNDLE',
    ],
  }),
  'aws.foreign-answer': failure<{ host: string; status: number; text: string }>({
    exit: 1,
    en: ({ host, status, text }) => [
      `Something other than AWS answered for ${host} (HTTP ${status})${text === '' ? '.' : `: ${text}`}`,
      'Sign in to the network in a browser, check HTTPS_PROXY and AWS_ENDPOINT_URL, then run the same command again.',
    ],
    ko: ({ host, status, text }) => [
      `${host}에 AWS가 아닌 것이 응답했습니다 (HTTP ${status})${text === '' ? '.' : `: ${text}`}`,
      '브라우저에서 네트워크에 로그인하고 HTTPS_PROXY, AWS_ENDPOINT_URL을 확인한 뒤 같은 명령을 다시 실행하세요.',
    ],
  }),
};
