import type { SandboxAddress } from './commands.ts';
import { onSandbox, startCommandOf } from './commands.ts';
import { dateTime, dollars, list, span } from './format.ts';
import { text } from './text.ts';

const useEn: Readonly<Record<string, string>> = {
  transform: 'batch transform',
  hosting: 'endpoint',
};

const useKo: Readonly<Record<string, string>> = {
  training: '학습',
  processing: '처리',
  transform: '배치 변환',
  hosting: '엔드포인트',
};

export const provisionMessages = {
  'start.title-create': text<{ name: string; region: string; account: string }>({
    en: (p) => `A new sandbox ${p.name} in ${p.region}, account ${p.account}`,
    ko: (p) => `새 샌드박스 ${p.name} (리전 ${p.region}, 계정 ${p.account})`,
  }),
  'start.title-change': text<{ name: string; region: string; account: string }>({
    en: (p) => `Your sandbox ${p.name} in ${p.region}, account ${p.account}`,
    ko: (p) => `기존 샌드박스 ${p.name} (리전 ${p.region}, 계정 ${p.account})`,
  }),
  'start.lab': text<{ id: string; titleEn: string; titleKo: string; added: boolean }>({
    en: (p) => `  lab       ${p.id}: ${p.titleEn}${p.added ? '' : ' (already there)'}`,
    ko: (p) => `  실습      ${p.id}: ${p.titleKo}${p.added ? '' : ' (이미 있음)'}`,
  }),
  'start.lab-stops': text<{ en: string; ko: string }>({
    en: (p) => `            careful: ${p.en}`,
    ko: (p) => `            주의: ${p.ko}`,
  }),
  'start.makes': text<{ type: string; gib: number }>({
    en: (p) => `  makes     a bucket, a role, a notebook instance (${p.type}, ${p.gib} GiB)`,
    ko: (p) => `  생성      버킷, 역할, 노트북 인스턴스 (${p.type}, ${p.gib} GiB)`,
  }),
  'start.starts-notebook': text<{ type: string }>({
    en: (p) =>
      `  starts    its notebook instance (${p.type}) again; your files are as you left them`,
    ko: (p) => `  시작      멈춰 있던 노트북 인스턴스 (${p.type}). 파일은 그대로입니다`,
  }),
  'start.restarts-notebook': text<{ type: string; gib: number }>({
    en: (p) =>
      `  restarts  its notebook instance, which becomes ${p.type}, ${p.gib} GiB; running kernels end`,
    ko: (p) =>
      `  재시작    노트북 인스턴스를 ${p.type}, ${p.gib} GiB 로 바꿉니다. 실행 중인 커널은 끝납니다`,
  }),
  'start.smaller': text<{ id: string; wanted: string; type: string; at: SandboxAddress }>({
    en: (p) =>
      `  smaller   ${p.id} asks for ${p.wanted}; the notebook stays ${p.type}. To change it: ${startCommandOf([p.id], p.at, ` --type ${p.wanted}`)}`,
    ko: (p) =>
      `  작음      ${p.id} 실습은 ${p.wanted} 기준이지만 노트북은 ${p.type} 그대로입니다. 바꾸려면: ${startCommandOf([p.id], p.at, ` --type ${p.wanted}`)}`,
  }),
  'start.replaces': text<{ status: string }>({
    en: (p) => `  removes   the stack of that name that never came up (${p.status}) first`,
    ko: (p) => `  삭제      만들다 실패한 같은 이름의 스택 (${p.status}) 을 먼저 지웁니다`,
  }),
  'start.price': text<{
    running: number;
    stopped: number;
    lease: number;
    source: string;
    estimate: boolean;
  }>({
    en: (p) =>
      `  price     ${p.estimate ? 'about ' : ''}${dollars(p.running)}/h while it runs (${dollars(p.lease)} until it stops), ${dollars(p.stopped)}/h while it is stopped (${p.source})`,
    ko: (p) =>
      `  요금      켜져 있을 때 시간당 ${p.estimate ? '약 ' : ''}${dollars(p.running)} (멈출 때까지 ${dollars(p.lease)}), 멈췄을 때 ${dollars(p.stopped)} (${p.source})`,
  }),
  'start.price-unknown': text<{ type: string; region: string }>({
    en: (p) =>
      `  price     not known here for ${p.type} in ${p.region}: aws.amazon.com/sagemaker/pricing`,
    ko: (p) =>
      `  요금      ${p.region} 의 ${p.type} 요금을 알 수 없습니다: aws.amazon.com/sagemaker/pricing`,
  }),
  'start.uses': text<{
    uses: readonly { type: string; count: number; use: string; usd: number | undefined }[];
    /** US dollars, when every notebook is run once; null where it is not known. */
    most: number | null;
  }>({
    en: (p) =>
      `  besides   what the notebooks rent when you run them${p.most === null ? '' : ` (at most ${dollars(p.most)}, each run once)`}: ${list(p.uses.map((u) => `${useEn[u.use] ?? u.use} ${u.count} x ${u.type}${u.usd === undefined ? '' : ` (${dollars(u.usd)}/h each)`}`))}`,
    ko: (p) =>
      `  추가      노트북을 실행하면 빌리는 것${p.most === null ? '' : ` (한 번씩 실행하면 최대 ${dollars(p.most)})`}: ${list(p.uses.map((u) => `${useKo[u.use] ?? u.use} ${u.type} ${u.count}대${u.usd === undefined ? '' : ` (대당 시간당 ${dollars(u.usd)})`}`))}`,
  }),
  'start.stops-at': text<{ stopsAt: Date; forMs: number; idleMinutes: number }>({
    en: (p) =>
      `  stops     ${dateTime(p.stopsAt, 'en')} (in ${span(p.forMs, 'en')}), or after ${p.idleMinutes} idle minutes`,
    ko: (p) =>
      `  멈춤      ${dateTime(p.stopsAt, 'ko')} (${span(p.forMs, 'ko')} 뒤), 또는 ${p.idleMinutes}분 동안 쓰지 않으면`,
  }),
  'start.region-replaced': text<{ from: string; region: string; to: string }>({
    en: (p) => `  region    ${p.to}, not ${p.region} of your ${p.from}: the lab does not run there`,
    ko: (p) =>
      `  리전      ${p.from === 'profile' ? '프로필' : '환경 변수'}의 ${p.region} 대신 ${p.to}: 이 실습은 그 리전에서 실행되지 않습니다`,
  }),
  'start.quota-zero': text<{ name: string; code: string; limit: number; needed: number }>({
    en: (p) =>
      `  careful   the quota "${p.name}" (${p.code}) is ${p.limit}, the lab wants ${p.needed}; ask for more in Service Quotas before you run its notebooks`,
    ko: (p) =>
      `  주의      할당량 "${p.name}" (${p.code}): 지금 ${p.limit}, 이 실습에 필요한 값 ${p.needed}. 노트북을 실행하기 전에 Service Quotas에서 늘리세요`,
  }),
  'start.quota-unknown': text<{ name: string }>({
    en: (p) => `  careful   the quota "${p.name}" could not be read; the start may fail on it`,
    ko: (p) =>
      `  주의      할당량을 읽을 수 없습니다: "${p.name}". 이 때문에 시작이 실패할 수 있습니다`,
  }),
  'start.creating-stack': text<{ name: string }>({
    en: (p) => `stack ${p.name}: bucket, role, hooks`,
    ko: (p) => `스택 ${p.name}: 버킷, 역할, 훅`,
  }),
  'start.updating-stack': text<{ name: string }>({
    en: (p) => `stack ${p.name}: update`,
    ko: (p) => `스택 ${p.name}: 변경`,
  }),
  'start.waiting-stack': text<{ name: string; status: string }>({
    en: (p) => `stack ${p.name}: waiting (${p.status})`,
    ko: (p) => `스택 ${p.name}: 기다리는 중 (${p.status})`,
  }),
  'start.deleting-stack': text<{ name: string }>({
    en: (p) => `stack ${p.name}: removing the broken one`,
    ko: (p) => `스택 ${p.name}: 실패한 스택 삭제`,
  }),
  'start.booting': text<{ status: string }>({
    en: (p) => `notebook instance: ${p.status}`,
    ko: (p) => `노트북 인스턴스: ${p.status}`,
  }),
  'start.cloning': text({
    en: () => 'repositories',
    ko: () => '저장소 복제',
  }),
  'start.repo-failed': text<{
    url: string;
    error: string;
    labs: readonly string[];
    at: SandboxAddress;
  }>({
    en: (p) =>
      `${p.url} could not be cloned: ${p.error}\n  The sandbox works without it and keeps trying. To try now: ${startCommandOf(p.labs, p.at)}`,
    ko: (p) =>
      `${p.url} 저장소를 복제하지 못했습니다: ${p.error}\n  샌드박스는 그대로 쓸 수 있고 계속 재시도합니다. 지금 다시 하려면: ${startCommandOf(p.labs, p.at)}`,
  }),
  'start.report-late': text<{ minutes: number; name: string }>({
    en: (p) =>
      `The notebook has not reported its repositories within ${p.minutes} minutes; it goes on in the background. See: ${onSandbox('status', p.name)}`,
    ko: (p) =>
      `노트북이 ${p.minutes}분 안에 저장소 상태를 보고하지 않았습니다. 뒤에서 계속됩니다. 확인: ${onSandbox('status', p.name)}`,
  }),
  'start.kernels-late': text<{ kernels: readonly string[]; name: string }>({
    en: (p) =>
      `The notebook has not registered ${p.kernels.join(', ')} yet. A notebook opened now gets another kernel, and keeps it.\n  Open it when this shows its kernel: ${onSandbox('status', p.name)}`,
    ko: (p) =>
      `노트북에 ${p.kernels.join(', ')} 커널이 아직 등록되지 않았습니다. 지금 열면 다른 커널로 열리고 그대로 남습니다.\n  커널이 여기에 나온 뒤에 여세요: ${onSandbox('status', p.name)}`,
  }),
  'start.no-wait': text<{ labs: readonly string[]; at: SandboxAddress }>({
    en: (p) =>
      `Asked for; it goes on in AWS. See how far it is: ${onSandbox('status', p.at.name)}\nWhen it runs, its kernels, fixups and own notebooks come with: ${startCommandOf(p.labs, p.at)}`,
    ko: (p) =>
      `요청했습니다. AWS에서 계속 진행됩니다. 진행 확인: ${onSandbox('status', p.at.name)}\n켜진 다음 커널, 고친 곳, 자체 노트북 받기: ${startCommandOf(p.labs, p.at)}`,
  }),
};
