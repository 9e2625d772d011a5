import type { ResourceType } from '../sandbox/resource-types.ts';
import type { Lang } from './text.ts';

interface ResourceName {
  readonly en: readonly [one: string, many: string];
  readonly ko: string;
}

/** What the kinds of things in a sandbox are called. */
const resourceNames = {
  'training-job': { en: ['training job', 'training jobs'], ko: '학습 작업' },
  'tuning-job': { en: ['tuning job', 'tuning jobs'], ko: '튜닝 작업' },
  'processing-job': { en: ['processing job', 'processing jobs'], ko: '처리 작업' },
  'transform-job': { en: ['transform job', 'transform jobs'], ko: '배치 변환 작업' },
  endpoint: { en: ['endpoint', 'endpoints'], ko: '엔드포인트' },
  'endpoint-configuration': {
    en: ['endpoint configuration', 'endpoint configurations'],
    ko: '엔드포인트 구성',
  },
  model: { en: ['model', 'models'], ko: '모델' },
  'model-package': { en: ['model package', 'model packages'], ko: '모델 패키지' },
  pipeline: { en: ['pipeline', 'pipelines'], ko: '파이프라인' },
  experiment: { en: ['experiment', 'experiments'], ko: '실험' },
  trial: { en: ['trial', 'trials'], ko: '트라이얼' },
  'trial-component': { en: ['trial component', 'trial components'], ko: '트라이얼 구성 요소' },
  'ecr-repository': { en: ['ECR repository', 'ECR repositories'], ko: 'ECR 리포지토리' },
  'state-machine': { en: ['state machine', 'state machines'], ko: '상태 머신' },
  'topics-job': {
    en: ['Comprehend topics job', 'Comprehend topics jobs'],
    ko: 'Comprehend 토픽 작업',
  },
  'translation-job': {
    en: ['Translate batch job', 'Translate batch jobs'],
    ko: 'Translate 일괄 번역 작업',
  },
  notebook: { en: ['notebook instance', 'notebook instances'], ko: '노트북 인스턴스' },
  bucket: { en: ['bucket', 'buckets'], ko: '버킷' },
  stack: { en: ['stack', 'stacks'], ko: '스택' },
  'log-stream': { en: ['log stream', 'log streams'], ko: '로그 스트림' },
  'log-group': { en: ['log group', 'log groups'], ko: '로그 그룹' },
  'job-output': {
    en: [
      "job output in the account's default bucket",
      "job outputs in the account's default bucket",
    ],
    ko: '계정 기본 버킷의 작업 출력',
  },
} as const satisfies Record<ResourceType, ResourceName>;

/** The name of a kind of resource, in the singular for a count of one. */
export function resourceName(type: ResourceType, count: number, lang: Lang): string {
  const name = resourceNames[type];
  return lang === 'ko' ? name.ko : name.en[count === 1 ? 0 : 1];
}
