import { downCommandOf } from './commands.ts';
import { failure, text } from './text.ts';

interface CreatedCall {
  readonly operation: string;
  readonly count: number;
}

export const rehearseMessages = {
  'rehearse.summary': text({
    en: () => 'Run a lab’s notebooks on the local AWS, cell by cell',
    ko: () => '실습의 노트북을 로컬 AWS에서 셀마다 실행해 봅니다',
  }),
  'rehearse.argument': text({ en: () => 'a lab', ko: () => '실습' }),
  'rehearse.option-own': text({
    en: () => 'only the notebooks that labs brings itself; needs no repository',
    ko: () => 'labs 가 가지고 있는 노트북만 실행 (저장소가 필요 없음)',
  }),
  'rehearse.option-only': text({
    en: () => 'only notebooks whose path has this in it',
    ko: () => '경로에 이 글자가 있는 노트북만',
  }),
  'rehearse.option-keep': text({
    en: () => 'leave the sandbox, to look at it',
    ko: () => '살펴볼 수 있게 샌드박스를 남겨 둠',
  }),
  'rehearse.plan': text<{ lab: string; notebooks: readonly string[] }>({
    en: (p) =>
      [
        `Rehearses ${p.lab} on the local AWS; nothing happens on AWS, and nothing bills`,
        ...p.notebooks.map((path) => `  ${path}`),
      ].join('\n'),
    ko: (p) =>
      [
        `${p.lab} 실습을 로컬 AWS에서 실행해 봅니다. AWS에는 아무것도 만들지 않고 요금도 없습니다`,
        ...p.notebooks.map((path) => `  ${path}`),
      ].join('\n'),
  }),
  'rehearse.kernels': text({
    en: () => 'the lab’s kernel (packages, a minute or two)',
    ko: () => '실습의 커널 준비 (패키지 설치, 1~2분)',
  }),
  'rehearse.samples': text({
    en: () => 'small data in place of AWS’s public samples',
    ko: () => 'AWS의 공개 예제 데이터를 대신할 작은 데이터',
  }),
  'rehearse.notebook': text<{ path: string }>({ en: (p) => p.path, ko: (p) => p.path }),
  'rehearse.title': text<{ lab: string; seconds: number }>({
    en: (p) => `${p.lab}, rehearsed in ${p.seconds} s`,
    ko: (p) => `${p.lab}: ${p.seconds}초 동안 실행해 보았습니다`,
  }),
  'rehearse.fixups': text<{ made: number; skipped: number }>({
    en: (p) => `  fixups: ${p.made} made${p.skipped > 0 ? `, ${p.skipped} left out` : ''}`,
    ko: (p) => `  고친 곳 ${p.made}개${p.skipped > 0 ? `, 고치지 못한 곳 ${p.skipped}개` : ''}`,
  }),
  'rehearse.fixup-skipped': text<{ path: string; cell?: number | undefined; why: string }>({
    en: (p) => `    ${p.path}${p.cell === undefined ? '' : ` [${p.cell}]`}: ${p.why}`,
    ko: (p) => `    ${p.path}${p.cell === undefined ? '' : ` [${p.cell}]`}: ${p.why}`,
  }),
  'rehearse.cells': text<{
    path: string;
    ran: number;
    total: number;
    seconds: number;
    whole: boolean;
  }>({
    en: (p) => `${p.whole ? '✓' : '✗'} ${p.path}: ${p.ran} of ${p.total} cells, ${p.seconds} s`,
    ko: (p) => `${p.whole ? '✓' : '✗'} ${p.path}: 셀 ${p.total}개 중 ${p.ran}개, ${p.seconds}초`,
  }),
  'rehearse.missing': text<{ path: string }>({
    en: (p) => `- ${p.path}: not rehearsed, its repository could not be cloned`,
    ko: (p) => `- ${p.path}: 저장소를 복제하지 못해 실행하지 않았습니다`,
  }),
  'rehearse.problem': text<{ problem: string }>({
    en: (p) => `    ${p.problem}`,
    ko: (p) => `    ${p.problem}`,
  }),
  'rehearse.failed': text<{ cell: number; error: string }>({
    en: (p) => `    cell ${p.cell} failed: ${p.error}`,
    ko: (p) => `    셀 ${p.cell} 실패: ${p.error}`,
  }),
  'rehearse.skipped': text<{ cells: readonly number[] }>({
    en: (p) => `    skipped, for they need what it should have given: ${p.cells.join(', ')}`,
    ko: (p) => `    그 결과가 필요해서 건너뛴 셀: ${p.cells.join(', ')}`,
  }),
  'rehearse.made': text<{ created: readonly CreatedCall[] }>({
    en: (p) => `  made: ${listed(p.created)}`,
    ko: (p) => `  만든 것: ${listed(p.created)}`,
  }),
  'rehearse.made-nothing': text({
    en: () => '  made nothing in SageMaker',
    ko: () => '  SageMaker에 만든 것이 없습니다',
  }),
  'rehearse.kept': text<{ sandbox: string }>({
    en: (p) => `  ${p.sandbox} is left on the local AWS`,
    ko: (p) => `  ${p.sandbox} 샌드박스가 로컬 AWS에 남아 있습니다`,
  }),
  'rehearse.left': text<{ name: string }>({
    en: (p) =>
      `The rehearsal’s sandbox may still be on the local AWS. It goes with: ${downCommandOf([p.name], ' --local')}`,
    ko: (p) =>
      `실행해 보던 샌드박스가 로컬 AWS에 남아 있을 수 있습니다. 지우기: ${downCommandOf([p.name], ' --local')}`,
  }),
};

export const rehearseFailures = {
  'rehearse.nothing': failure<{ lab: string; list: string }>({
    exit: 2,
    en: (p) => [
      `${p.lab} has no such notebook to rehearse.`,
      `Its notebooks: \`labs show ${p.list}\``,
    ],
    ko: (p) => [`${p.lab} 에는 그런 노트북이 없습니다.`, `노트북 목록: \`labs show ${p.list}\``],
  }),
  'rehearse.not-running': failure<{ name: string }>({
    exit: 1,
    en: (p) => [
      `The notebook instance ${p.name} of the rehearsal does not run on the local AWS.`,
      'Start the local AWS anew: `labs local down`, then rehearse again.',
    ],
    ko: (p) => [
      `로컬 AWS에서 ${p.name} 노트북 인스턴스가 실행되고 있지 않습니다.`,
      '로컬 AWS를 다시 켜세요: `labs local down`, 그리고 다시 실행하세요.',
    ],
  }),
};

function listed(created: readonly CreatedCall[]): string {
  return created.map(({ operation, count }) => `${operation} x${count}`).join(', ');
}
