import { text } from './text.ts';

/** The steps on which sandboxes of a class are at work, as progress shows them. */
export const stepNames = {
  make: { en: 'sandboxes made', ko: '샌드박스 생성' },
  settle: { en: 'stacks settled', ko: '스택 정리' },
  change: { en: 'sandboxes changed', ko: '샌드박스 변경' },
  tell: { en: 'agents told', ko: '에이전트에 전달' },
  clone: { en: 'repositories there', ko: '저장소 준비' },
  start: { en: 'notebooks started', ko: '노트북 시작' },
  stop: { en: 'notebooks stopped', ko: '노트북 멈춤' },
  rest: { en: 'resting until the class begins', ko: '수업 시작까지 멈춤' },
  bring: { en: 'files brought', ko: '파일 전달' },
  collect: { en: 'work collected', ko: '작업 수집' },
  fetch: { en: 'work fetched', ko: '작업 내려받기' },
} as const;

export type StepName = keyof typeof stepNames;

export const classStepMessages = {
  'class.step': text<{ step: StepName }>({
    en: ({ step }) => stepNames[step].en,
    ko: ({ step }) => stepNames[step].ko,
  }),
};
