import { failure, text } from './text.ts';

export const localMessages = {
  'local.python-making': text<{ done: number; total: number; installing: boolean }>({
    en: ({ installing }) =>
      installing
        ? 'Python packages: unpacking (once only)'
        : 'Python packages: fetching (once only)',
    ko: ({ installing }) =>
      installing
        ? '파이썬 패키지를 설치하는 중 (처음 한 번만)'
        : '파이썬 패키지를 받는 중 (처음 한 번만)',
  }),
  'local.python-waiting': text({
    en: () => 'Another command is preparing Python; waiting for it.',
    ko: () => '다른 명령이 파이썬을 준비하고 있어 기다립니다.',
  }),
  'local.start-waiting': text({
    en: () => 'Another command is starting or stopping the local AWS; waiting for it.',
    ko: () => '다른 명령이 로컬 AWS를 켜거나 끄고 있어 기다립니다.',
  }),
  'local.starting': text({
    en: () => 'Starting the local AWS',
    ko: () => '로컬 AWS를 켜는 중',
  }),
  'local.ready': text<{ endpoint: string }>({
    en: ({ endpoint }) => `The local AWS answers at ${endpoint}`,
    ko: ({ endpoint }) => `로컬 AWS가 켜졌습니다: ${endpoint}`,
  }),
  'local.start-failed': text({
    en: () => 'The local AWS did not start',
    ko: () => '로컬 AWS를 켜지 못했습니다',
  }),
  'local.saved': text<{ path: string }>({
    en: ({ path }) =>
      `The local AWS had not been shut down; the notebooks that were in it are kept in ${path}`,
    ko: ({ path }) =>
      `로컬 AWS가 정상적으로 종료되지 않았습니다. 그 안에 있던 노트북은 ${path} 에 보관했습니다`,
  }),
  'local.free': text({
    en: () => 'On the local AWS nothing costs money; the prices below are those of AWS.',
    ko: () => '로컬 AWS에서는 요금이 나가지 않습니다. 아래의 요금은 AWS에서의 금액입니다.',
  }),
  'local.stopping': text({
    en: () => 'Stopping the local AWS',
    ko: () => '로컬 AWS를 끄는 중',
  }),
  'local.stopped': text<{ keptPython: boolean }>({
    en: ({ keptPython }) =>
      keptPython
        ? 'The local AWS is off; only its Python environment is kept'
        : 'The local AWS is off',
    ko: ({ keptPython }) =>
      keptPython ? '로컬 AWS를 껐습니다. 파이썬 환경만 남겨 두었습니다' : '로컬 AWS를 껐습니다',
  }),
};

export const localFailures = {
  'local.python-missing': failure({
    exit: 1,
    en: () => [
      'The local AWS needs Python 3.10 or newer, and none was found on the PATH.',
      'Debian, Ubuntu: sudo apt install python3 python3-venv; macOS: brew install python@3.13; then run the command again.',
    ],
    ko: () => [
      '로컬 AWS에는 파이썬 3.10 이상이 필요하지만 PATH에서 찾지 못했습니다.',
      'Debian, Ubuntu: sudo apt install python3 python3-venv, macOS: brew install python@3.13 을 실행한 뒤 다시 시도하세요.',
    ],
  }),
  'local.python-too-old': failure<{ found: string }>({
    exit: 1,
    en: ({ found }) => [
      `The local AWS needs Python 3.10 or newer; this machine has ${found}.`,
      'Debian, Ubuntu: sudo apt install python3.11 python3.11-venv (or newer); macOS: brew install python@3.13; then run the command again.',
    ],
    ko: ({ found }) => [
      `로컬 AWS에는 파이썬 3.10 이상이 필요합니다. 이 컴퓨터에 있는 버전: ${found}`,
      'Debian, Ubuntu: sudo apt install python3.11 python3.11-venv (또는 최신 버전), macOS: brew install python@3.13 을 실행한 뒤 다시 시도하세요.',
    ],
  }),
  'local.python-no-venv': failure<{ version: string }>({
    exit: 1,
    en: ({ version }) => [
      `Python ${version} is here without its module venv, which makes environments.`,
      `Install it and run the command again: sudo apt install python${version}-venv`,
    ],
    ko: ({ version }) => [
      `파이썬 ${version} 에 환경을 만드는 venv 모듈이 없습니다.`,
      `설치한 뒤 다시 실행하세요: sudo apt install python${version}-venv`,
    ],
  }),
  'local.pip-network': failure({
    exit: 1,
    en: () => [
      'pip could not reach the Python package index, so the local AWS could not be prepared.',
      'Check the network (behind a proxy: set HTTPS_PROXY, or PIP_INDEX_URL for a mirror) and run the command again.',
    ],
    ko: () => [
      'pip가 파이썬 패키지 저장소에 연결하지 못해 로컬 AWS를 준비할 수 없습니다.',
      '네트워크를 확인하고 다시 실행하세요. 프록시 환경이면 HTTPS_PROXY, 미러를 쓰면 PIP_INDEX_URL 을 설정하세요.',
    ],
  }),
  'local.pip-failed': failure<{ said: string }>({
    exit: 1,
    en: ({ said }) => [
      `pip could not install the packages of the local AWS: ${said}`,
      'Run the command again; with --verbose it shows what pip said.',
    ],
    ko: ({ said }) => [
      `pip가 로컬 AWS 패키지를 설치하지 못했습니다: ${said}`,
      '다시 실행하세요. --verbose 를 붙이면 pip의 출력을 볼 수 있습니다.',
    ],
  }),
  'local.disk-full': failure<{ path: string }>({
    exit: 1,
    en: ({ path }) => [
      `The disk is full: ${path} could not be written.`,
      'Free about 1 GB, or choose another disk with LABS_PYTHON_HOME and LABS_HOME, and run the command again.',
    ],
    ko: ({ path }) => [
      `디스크가 가득 차서 ${path} 에 쓸 수 없습니다.`,
      '1 GB 정도 비우거나 LABS_PYTHON_HOME, LABS_HOME 으로 다른 디스크를 지정한 뒤 다시 실행하세요.',
    ],
  }),
  'local.daemon-failed': failure<{ said: string; log: string }>({
    exit: 1,
    en: ({ said, log }) => [
      `The local AWS did not start: ${said}`,
      `Look into ${log}, then run the command again; labs local down removes what is left of it.`,
    ],
    ko: ({ said, log }) => [
      `로컬 AWS를 켜지 못했습니다: ${said}`,
      `${log} 파일을 확인한 뒤 다시 실행하세요. labs local down 은 남은 것을 지웁니다.`,
    ],
  }),
  'local.not-built': failure<{ path: string }>({
    exit: 1,
    en: ({ path }) => [
      `The local AWS is not built: ${path} is missing.`,
      'Build the project in its folder, then run the command again: npm run build',
    ],
    ko: ({ path }) => [
      `로컬 AWS가 빌드되지 않았습니다: ${path} 파일이 없습니다.`,
      '프로젝트 폴더에서 빌드한 뒤 다시 실행하세요: npm run build',
    ],
  }),
};
