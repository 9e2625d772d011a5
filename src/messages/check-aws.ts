import { list } from './format.ts';
import { text } from './text.ts';

const hosts = (p: { readonly types: readonly string[] }) =>
  p.types.length === 0 ? '' : ` (${list(p.types)})`;

/** Findings about what a workshop leaves behind, loads and names. */
export const checkAwsMessages = {
  'check.L1': text<{ types: readonly string[] }>({
    en: (p) =>
      `Makes an endpoint${hosts(p)} that no active cell deletes: it bills until someone does.`,
    ko: (p) =>
      `엔드포인트${hosts(p)}를 만들지만 지우는 셀이 없습니다. 지울 때까지 요금이 나갑니다.`,
  }),
  'check.L1-fix': text<{ call: string }>({
    en: (p) => `End with ${p.call}`,
    ko: (p) => `마지막에 다음을 넣으세요: ${p.call}`,
  }),
  'check.L2': text<{ call: string }>({
    en: (p) => `${p.call} is commented out, and what it would delete is made.`,
    ko: (p) => `${p.call} 줄이 주석 처리되어 있어, 만든 것이 지워지지 않습니다.`,
  }),
  'check.L2-fix': text({
    en: () => 'Take the # away.',
    ko: () => '# 을 지우세요.',
  }),
  'check.L3': text<{ variable: string; again: number }>({
    en: (p) =>
      `"${p.variable}" is given to another endpoint in cell ${p.again}: nothing can delete this one afterwards.`,
    ko: (p) =>
      `셀 ${p.again} 에서 "${p.variable}" 에 다른 엔드포인트를 넣습니다. 이 엔드포인트는 그 뒤로 지울 수 없습니다.`,
  }),
  'check.L3-fix': text({
    en: () => 'Delete the first one before, or leave the second deployment out.',
    ko: () => '먼저 앞의 것을 지우거나, 두 번째 배포를 빼세요.',
  }),
  'check.L4': text({
    en: () => 'Deletes the endpoint but leaves its endpoint configuration (it costs nothing).',
    ko: () => '엔드포인트만 지우고 엔드포인트 구성은 남깁니다 (요금은 없습니다).',
  }),
  'check.L4-fix': text({
    en: () =>
      'Call predictor.delete_endpoint(), which deletes both, or delete_endpoint_config too.',
    ko: () =>
      '둘 다 지우는 predictor.delete_endpoint() 를 쓰거나 delete_endpoint_config 도 부르세요.',
  }),
  'check.L5': text({
    en: () => 'Deploys a model and never deletes it (it costs nothing, but stays in the account).',
    ko: () => '모델을 배포하고 지우지 않습니다 (요금은 없지만 계정에 남습니다).',
  }),
  'check.L5-fix': text({
    en: () => 'Call predictor.delete_model() before predictor.delete_endpoint().',
    ko: () => 'predictor.delete_endpoint() 앞에서 predictor.delete_model() 을 부르세요.',
  }),
  'check.L6': text<{ hours: number }>({
    en: (p) => `A job may run for ${p.hours} hours (max_run): a mistake can cost as much.`,
    ko: (p) =>
      `작업이 최대 ${p.hours}시간까지 실행될 수 있습니다 (max_run). 실수하면 그만큼 요금이 나갑니다.`,
  }),
  'check.L6-fix': text({
    en: () => 'Set max_run to what the job needs, in seconds: an hour is 3600.',
    ko: () => 'max_run 을 필요한 만큼(초)으로 줄이세요. 1시간은 3600입니다.',
  }),
  'check.D1': text<{ source: string; since: string; report: string }>({
    en: (p) => `${p.source} is gone since ${p.since} (${p.report}).`,
    ko: (p) => `${p.since} 부터 없는 주소입니다: ${p.source} (${p.report})`,
  }),
  'check.D1-fix': text<{ instead: string }>({
    en: (p) => `The same data: ${p.instead}`,
    ko: (p) => `같은 데이터: ${p.instead}`,
  }),
  'check.D1-none': text({
    en: () => 'Take other data of the same shape, or make some.',
    ko: () => '같은 모양의 다른 데이터를 쓰거나 직접 만드세요.',
  }),
  'check.D2-http': text<{ url: string }>({
    en: (p) => `Loads over plain http, which anyone on the way can change: ${p.url}`,
    ko: (p) => `암호화되지 않은 http 로 받습니다. 도중에 바뀔 수 있습니다: ${p.url}`,
  }),
  'check.D2-personal': text<{ url: string }>({
    en: (p) => `Loads from somebody's own storage, which may be gone tomorrow: ${p.url}`,
    ko: (p) => `개인 저장소에서 받습니다. 언제든 없어질 수 있습니다: ${p.url}`,
  }),
  'check.D2-fix': text({
    en: () => 'Keep a copy that you answer for, and load that over https.',
    ko: () => '직접 관리하는 사본을 두고 https 로 받으세요.',
  }),
  'check.H1': text<{ what: string; more: number }>({
    en: (p) =>
      `Names something in somebody else's account: ${p.what}${p.more === 0 ? '' : ` (and ${p.more} more)`}`,
    ko: (p) =>
      `다른 사람 계정의 것을 그대로 적어 두었습니다: ${p.what}${p.more === 0 ? '' : ` (외 ${p.more}개)`}`,
  }),
  'check.H1-fix': text({
    en: () =>
      'Take your own: sagemaker.Session().default_bucket(), get_execution_role(), or an output of this workshop.',
    ko: () =>
      '자신의 것을 쓰세요: sagemaker.Session().default_bucket(), get_execution_role(), 또는 이 워크숍의 결과.',
  }),
  'check.H1-market': text<{ what: string; more: number }>({
    en: (p) =>
      `Needs a product of AWS Marketplace that a person must subscribe to first: ${p.what}${p.more === 0 ? '' : ` (and ${p.more} more)`}`,
    ko: (p) =>
      `AWS Marketplace 에서 먼저 구독해야 하는 제품입니다: ${p.what}${p.more === 0 ? '' : ` (외 ${p.more}개)`}`,
  }),
  'check.H1-market-fix': text({
    en: () =>
      'Say in the notebook how to subscribe, or use an algorithm that needs no subscription.',
    ko: () => '구독하는 방법을 노트북에 적거나, 구독이 필요 없는 알고리즘을 쓰세요.',
  }),
  'check.H2': text<{ region: string }>({
    en: (p) => `The region ${p.region} is written into the code; elsewhere it fails or is slow.`,
    ko: (p) => `코드에 ${p.region} 리전이 박혀 있습니다. 다른 리전에서는 실패하거나 느립니다.`,
  }),
  'check.H2-fix': text({
    en: () => 'Write boto3.Session().region_name instead.',
    ko: () => 'boto3.Session().region_name 을 쓰세요.',
  }),
  'check.P1': text<{ placeholders: readonly string[] }>({
    en: (p) => `To be filled in first: ${list(p.placeholders)}`,
    ko: (p) => `먼저 채워야 합니다: ${list(p.placeholders)}`,
  }),
  'check.P1-fix': text({
    en: () => 'Give a value that works, or say in the cell above what to write.',
    ko: () => '동작하는 값을 넣거나, 무엇을 적을지 위 셀에 설명하세요.',
  }),
  'check.P2': text<{ script: string; url: string }>({
    en: (p) =>
      `Runs the copy of ${p.script} in ${p.url} (git_config): what one writes into the one here is not used.`,
    ko: (p) =>
      `git_config 때문에 ${p.url} 의 ${p.script} 파일이 실행됩니다. 여기 있는 파일에 쓴 것은 쓰이지 않습니다.`,
  }),
  'check.P2-fix': text({
    en: () => 'Leave git_config out and point source_dir at the folder here.',
    ko: () => 'git_config 를 빼고 source_dir 를 여기 폴더로 바꾸세요.',
  }),
  'check.N1': text<{ name: string; cell: number }>({
    en: (p) =>
      `"${p.name}" is used, but only a comment in cell ${p.cell} gives it a value: NameError.`,
    ko: (p) => `"${p.name}" 이름을 쓰지만 값을 주는 곳은 셀 ${p.cell} 의 주석뿐입니다: NameError.`,
  }),
  'check.N1-fix': text({
    en: () => 'Take the # away there, or comment this cell out, too.',
    ko: () => '그 주석의 # 을 지우거나 이 셀도 주석으로 바꾸세요.',
  }),
  'check.O1': text<{ names: readonly string[]; after: readonly string[] }>({
    en: (p) =>
      `%store -r ${p.names.join(' ')}`.trim() +
      (p.after.length === 0
        ? ': another notebook has to run first.'
        : `: run ${list(p.after)} first.`),
    ko: (p) =>
      `%store -r ${p.names.join(' ')}`.trim() +
      (p.after.length === 0
        ? ': 다른 노트북을 먼저 실행해야 합니다.'
        : `: 먼저 실행할 노트북: ${list(p.after)}`),
  }),
  'check.O1-fix': text({
    en: () => 'Run the notebooks in order, on the same notebook instance.',
    ko: () => '같은 노트북 인스턴스에서 순서대로 실행하세요.',
  }),
  'check.R1': text<{ how: string }>({
    en: (p) =>
      `Runs containers on the notebook instance itself (${p.how}): it needs docker, and root.`,
    ko: (p) =>
      `노트북 인스턴스에서 컨테이너를 실행합니다 (${p.how}). docker 와 root 권한이 필요합니다.`,
  }),
  'check.R1-fix': text({
    en: () => 'Keep root access on, or take an instance type of AWS in place of local.',
    ko: () => 'root 접근을 켜 두거나, local 대신 AWS 인스턴스 유형을 쓰세요.',
  }),
  'check.R2': text<{ program: string }>({
    en: (p) =>
      `${p.program} is of Debian and Ubuntu; a notebook instance is Amazon Linux and has none.`,
    ko: (p) =>
      `${p.program} 명령은 Debian과 Ubuntu의 것입니다. 노트북 인스턴스(Amazon Linux)에는 없습니다.`,
  }),
  'check.R2-fix': text({
    en: () => 'Leave it out if the program is there already, or use sudo dnf install -y.',
    ko: () => '이미 있는 프로그램이면 빼고, 아니면 sudo dnf install -y 를 쓰세요.',
  }),
};
