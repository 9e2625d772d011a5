import type { SandboxAddress } from './commands.ts';
import { onSandbox, startCommandOf } from './commands.ts';
import { list } from './format.ts';
import { failure, text } from './text.ts';

type Kernel = keyof typeof kernelStates;

const kernelStates = {
  preparing: { en: 'being prepared, a few minutes', ko: '준비하는 중입니다 (몇 분 걸립니다)' },
  ready: { en: 'ready', ko: '준비됨' },
  waiting: {
    en: 'not ready; the notebook is stopped, the next start goes on with it',
    ko: '준비가 끝나지 않았습니다. 노트북이 멈춰 있으며 다시 시작하면 이어집니다',
  },
  failed: { en: 'failed', ko: '실패' },
} as const;

export const fixupMessages = {
  'fixups.summary': text({
    en: () => "what is mended in a lab's notebooks, and take it back",
    ko: () => '실습 노트북에서 고친 것을 보거나 되돌리기',
  }),
  'fixups.option-undo': text({
    en: () => 'take the fixups of this lab back; your own changes stay',
    ko: () => '이 실습에서 고친 것을 되돌립니다. 직접 바꾼 것은 그대로 둡니다',
  }),
  'fixups.option-redo': text({
    en: () => 'make them again after --undo',
    ko: () => '--undo 로 되돌린 것을 다시 고칩니다',
  }),
  'fixups.none': text<{ lab: string }>({
    en: (p) => `Nothing is mended in ${p.lab}: its notebooks are as they were cloned.`,
    ko: (p) => `${p.lab} 에는 고친 것이 없습니다. 노트북은 복제한 그대로입니다.`,
  }),
  'fixups.title': text<{ lab: string }>({
    en: (p) => `Mended in your copy of ${p.lab}, after the clone:`,
    ko: (p) => `${p.lab} 실습을 복제한 뒤 고치는 것:`,
  }),
  'fixups.kernel': text<{ kernel: string }>({
    en: (p) => `every notebook opens in the kernel ${p.kernel}, which has the versions it needs`,
    ko: (p) => `모든 노트북이 알맞은 버전이 있는 커널 ${p.kernel} 에서 열립니다`,
  }),
  'fixups.cell': text<{ cell: number; answer: boolean }>({
    en: (p) => `cell ${p.cell}${p.answer ? ' (only in a rehearsal)' : ''}`,
    ko: (p) => `셀 ${p.cell}${p.answer ? ' (리허설에서만)' : ''}`,
  }),
  'fixups.file': text({ en: () => 'in the file', ko: () => '파일 안' }),
  'fixups.undo-hint': text<{ lab: string }>({
    en: (p) => `Take them back: \`labs fixups ${p.lab} --undo\``,
    ko: (p) => `되돌리기: \`labs fixups ${p.lab} --undo\``,
  }),
  'fixups.plan-undo': text<{ lab: string; name: string; count: number }>({
    en: (p) =>
      `Take ${p.count} ${p.count === 1 ? 'fixup' : 'fixups'} of ${p.lab} back in ${p.name}; what you changed yourself stays.`,
    ko: (p) =>
      `${p.name} 에서 ${p.lab} 의 고친 곳 ${p.count}개를 되돌립니다. 직접 바꾼 것은 그대로 둡니다.`,
  }),
  'fixups.plan-redo': text<{ lab: string; name: string; count: number }>({
    en: (p) =>
      `Make ${p.count} ${p.count === 1 ? 'fixup' : 'fixups'} of ${p.lab} again in ${p.name}; files that you changed are left alone.`,
    ko: (p) =>
      `${p.name} 에서 ${p.lab} 의 ${p.count}곳을 다시 고칩니다. 직접 바꾼 파일은 그대로 둡니다.`,
  }),
  'fixups.waiting': text({
    en: () => 'waiting for the notebook to answer',
    ko: () => '노트북의 답을 기다리는 중',
  }),
  'fixups.undone': text<{ lab: string }>({
    en: (p) => `The notebooks of ${p.lab} are as their author wrote them, with your own changes.`,
    ko: (p) => `${p.lab} 의 노트북을 원래대로 되돌렸습니다. 직접 바꾼 것은 남아 있습니다.`,
  }),
  'fixups.made': text<{ lab: string; made: number; count: number }>({
    en: (p) => `${p.made} of ${p.count} fixups of ${p.lab} are made.`,
    ko: (p) => `${p.lab} 의 ${p.count}곳 가운데 ${p.made}곳을 고쳤습니다.`,
  }),
  'fixups.skipped': text<{ path: string; why: string }>({
    en: (p) => `left alone: ${p.path}: ${p.why}`,
    ko: (p) => `그대로 둔 것: ${p.path}: ${p.why}`,
  }),
  'fixups.late': text<{ name: string }>({
    en: (p) =>
      `The notebook has not answered; it does what was asked when it runs next. Look again: ${onSandbox('status', p.name)}`,
    ko: (p) =>
      `노트북이 아직 답하지 않았습니다. 다음에 켜질 때 처리합니다. 다시 보기: ${onSandbox('status', p.name)}`,
  }),
  'status.kernel': text<{ kernel: string; state: Kernel; python: string; error: string }>({
    en: (p) =>
      `  kernel  ${p.kernel}: ${kernelStates[p.state].en}${p.python === '' ? '' : `, Python ${p.python}`}${p.error === '' ? '' : `: ${p.error}`}`,
    ko: (p) =>
      `  커널    ${p.kernel}: ${kernelStates[p.state].ko}${p.python === '' ? '' : `, Python ${p.python}`}${p.error === '' ? '' : `: ${p.error}`}`,
  }),
  'status.fixup-skipped': text<{ path: string; why: string }>({
    en: (p) => `  fixup   ${p.path}: left out, ${p.why}`,
    ko: (p) => `  수정    ${p.path}: 건너뜀, ${p.why}`,
  }),
  'open.kernel': text<{ labs: readonly string[]; name: string }>({
    en: (p) =>
      `The kernel of ${list(p.labs)} is being prepared for a few minutes more. You can open the notebook now:\ncells that you run wait for it. How far it is: ${onSandbox('status', p.name)}`,
    ko: (p) =>
      `${list(p.labs)} 커널을 준비하고 있습니다(몇 분). 노트북은 지금 열어도 됩니다.\n실행한 셀은 커널이 준비될 때까지 기다립니다. 진행 확인: ${onSandbox('status', p.name)}`,
  }),
  'show.fixups': text<{ id: string; count: number }>({
    en: (p) =>
      `${p.count} ${p.count === 1 ? 'place is' : 'places are'} mended in your copy: \`labs fixups ${p.id}\``,
    ko: (p) => `복제한 노트북에서 ${p.count}곳을 고칩니다: \`labs fixups ${p.id}\``,
  }),
  'show.kernel': text<{ kernel: string; python: string; packages: readonly string[] }>({
    en: (p) => `the kernel ${p.kernel}: Python ${p.python}, ${list(p.packages)}`,
    ko: (p) => `커널 ${p.kernel}: Python ${p.python}, ${list(p.packages)}`,
  }),
};

export const fixupFailures = {
  'fixups.both': failure<{ lab: string }>({
    exit: 2,
    en: (p) => [
      '--undo and --redo do not go together.',
      `Take one of them: \`labs fixups ${p.lab} --undo\``,
    ],
    ko: (p) => [
      '--undo 와 --redo 는 함께 쓸 수 없습니다.',
      `하나만 쓰세요: \`labs fixups ${p.lab} --undo\``,
    ],
  }),
  'fixups.not-here': failure<{ lab: string; at: SandboxAddress }>({
    exit: 1,
    en: ({ lab, at }) => [
      `${at.name} does not hold the lab ${lab}.`,
      `Add it: ${startCommandOf([lab], at)}`,
    ],
    ko: ({ lab, at }) => [
      `${at.name} 에는 ${lab} 실습이 없습니다.`,
      `추가하세요: ${startCommandOf([lab], at)}`,
    ],
  }),
};
