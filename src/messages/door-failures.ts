import { failure } from './text.ts';

export const doorFailures = {
  'door.listen-invalid': failure<{ given: string }>({
    exit: 2,
    en: ({ given }) => [
      `"${given}" is no address to listen on.`,
      'Write an address and a port, such as --listen 0.0.0.0:8443',
    ],
    ko: ({ given }) => [
      `접속을 받을 주소가 아닙니다: "${given}"`,
      '--listen 0.0.0.0:8443 처럼 주소와 포트를 적으세요.',
    ],
  }),
  'door.needs-tls': failure<{ host: string }>({
    exit: 2,
    en: ({ host }) => [
      `Listening on ${host} lets others in, and their codes would travel unencrypted.`,
      'Add --cert cert.pem --key key.pem, or --insecure if something before it encrypts.',
    ],
    ko: ({ host }) => [
      `${host} 에서 접속을 받으면 다른 사람의 코드가 암호화되지 않고 전송됩니다.`,
      '--cert cert.pem --key key.pem 을 붙이세요. 앞단에서 암호화한다면 --insecure 를 붙이세요.',
    ],
  }),
  'door.tls-half': failure({
    exit: 2,
    en: () => ['A certificate needs its key.', 'Give both: --cert cert.pem --key key.pem'],
    ko: () => [
      '인증서와 키는 함께 있어야 합니다.',
      '둘 다 지정하세요: --cert cert.pem --key key.pem',
    ],
  }),
  'door.tls-unusable': failure<{ file: string; why: string }>({
    exit: 2,
    en: ({ file, why }) => [
      `${file} cannot be used: ${why}`,
      'Give PEM files that belong together: --cert cert.pem --key key.pem',
    ],
    ko: ({ file, why }) => [
      `파일을 사용할 수 없습니다: ${file}: ${why}`,
      '서로 짝이 맞는 PEM 파일을 지정하세요: --cert cert.pem --key key.pem',
    ],
  }),
  'door.cannot-listen': failure<{ address: string; why: string }>({
    exit: 1,
    en: ({ address, why }) => [
      `Cannot listen on ${address}: ${why}`,
      'Choose another address or port with --listen, such as --listen 127.0.0.1:8080',
    ],
    ko: ({ address, why }) => [
      `${address} 에서 접속을 받을 수 없습니다: ${why}`,
      '--listen 127.0.0.1:8080 처럼 다른 주소나 포트를 고르세요.',
    ],
  }),
};
