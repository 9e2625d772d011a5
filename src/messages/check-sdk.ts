import { list } from './format.ts';
import type { Lang } from './text.ts';
import { text } from './text.ts';

/** Findings about kernels, the SageMaker SDK and libraries. */
export const checkSdkMessages = {
  'check.K1': text<{ kernel: string; needs: readonly string[] }>({
    en: (p) =>
      `No kernel is called "${p.kernel}" on today's notebook instances (Amazon Linux 2023)${
        p.needs.length === 0 ? '' : `, and the notebook imports ${list(p.needs)}, which it brought`
      }.`,
    ko: (p) =>
      `지금의 노트북 인스턴스(Amazon Linux 2023)에는 "${p.kernel}" 커널이 없습니다.${
        p.needs.length === 0 ? '' : ` 이 커널에 있던 ${list(p.needs)} 도 노트북이 불러옵니다.`
      }`,
  }),
  'check.K1-fix': text<{ needs: readonly string[] }>({
    en: (p) =>
      p.needs.length === 0
        ? 'Choose conda_python3, or register a kernel under this name.'
        : `Make an environment with ${list(p.needs)} and register it under this name (\`runtime\` of a lab.yaml).`,
    ko: (p) =>
      p.needs.length === 0
        ? 'conda_python3 를 고르거나 이 이름으로 커널을 등록하세요.'
        : `필요한 패키지(${list(p.needs)})가 있는 환경을 만들어 이 이름으로 등록하세요 (lab.yaml 의 \`runtime\`).`,
  }),
  'check.K1-generic': text<{ kernel: string }>({
    en: (p) => `"${p.kernel}" is no kernel of SageMaker; Jupyter asks which one to take.`,
    ko: (p) => `"${p.kernel}" 커널은 SageMaker에 없어서 Jupyter가 고르라고 묻습니다.`,
  }),
  'check.K2': text<{ kernel: string }>({
    en: (p) => `Nothing in it needs "${p.kernel}": the framework is never imported here.`,
    ko: (p) =>
      `"${p.kernel}" 커널이 필요한 코드가 없습니다. 이 노트북은 그 프레임워크를 불러오지 않습니다.`,
  }),
  'check.K2-fix': text({
    en: () => 'Write "conda_python3" into metadata.kernelspec.name; nothing else changes.',
    ko: () => 'metadata.kernelspec.name 만 "conda_python3" 으로 바꾸면 됩니다.',
  }),
  'check.S1': text<{ symbol: string }>({
    en: (p) => `${p.symbol} is in no version 2 of the SageMaker SDK.`,
    ko: (p) => `SageMaker SDK 2 에 없는 이름입니다: ${p.symbol}`,
  }),
  'check.S1-fix': text<{ instead: string }>({
    en: (p) => `Write ${p.instead}.`,
    ko: (p) => `다음으로 바꾸세요: ${p.instead}`,
  }),
  'check.S2': text<{ names: readonly string[] }>({
    en: (p) => `sagemaker.predictor has no ${list(p.names)} since SDK 2.154.0.`,
    ko: (p) => `SDK 2.154.0 부터 sagemaker.predictor 에서 없어진 이름: ${list(p.names)}`,
  }),
  'check.S2-fix': text({
    en: () =>
      'Import CSVSerializer, JSONSerializer from sagemaker.serializers and JSONDeserializer from sagemaker.deserializers, or pin sagemaker<2.154.',
    ko: () =>
      'sagemaker.serializers 의 CSVSerializer, JSONSerializer 와 sagemaker.deserializers 의 JSONDeserializer 를 쓰거나 sagemaker<2.154 로 고정하세요.',
  }),
  'check.S3': text<{ name: string }>({
    en: (p) =>
      `${p.name}(a, b): the SDK 2 takes the image first and the model data second, the other way round than SDK 1; they are swapped without an error.`,
    ko: (p) =>
      `${p.name}(a, b): SDK 2 는 이미지, 모델 데이터 순서로 받습니다. SDK 1 과 반대라서 오류 없이 뒤바뀝니다.`,
  }),
  'check.S3-fix': text({
    en: () => 'Name them: image_uri=…, model_data=….',
    ko: () => '이름을 붙이세요: image_uri=…, model_data=….',
  }),
  'check.S4': text<{ name: string }>({
    en: (p) => `${p.name}() has no framework_version, which SDK 2 demands.`,
    ko: (p) => `${p.name}() 에 SDK 2 가 요구하는 framework_version 이 없습니다.`,
  }),
  'check.S4-fix': text({
    en: () => "Add framework_version='…' (and py_version='py3').",
    ko: () => "framework_version='…' (과 py_version='py3') 을 추가하세요.",
  }),
  'check.S5': text<{ spec: string }>({
    en: (p) =>
      `pip install ${p.spec}: this brings SageMaker SDK 3, which has no Session, Estimator or Predictor.`,
    ko: (p) =>
      `pip install ${p.spec}: Session, Estimator, Predictor 가 없는 SageMaker SDK 3 이 설치됩니다.`,
  }),
  'check.S5-indirect': text<{ name: string }>({
    en: (p) =>
      `pip install --upgrade ${p.name}: it asks for sagemaker without an upper bound, so over SDK 1 this brings SDK 3.`,
    ko: (p) =>
      `pip install --upgrade ${p.name}: sagemaker 버전에 상한이 없어, SDK 1 위에서는 SDK 3 이 설치됩니다.`,
  }),
  'check.S5-fix': text({
    en: () => 'Hold it back: pip install "sagemaker>=2.93,<2.143".',
    ko: () => '버전을 묶으세요: pip install "sagemaker>=2.93,<2.143".',
  }),
  'check.S6': text({
    en: () => 'Uses the SageMaker SDK as version 2 has it; version 3 has none of it.',
    ko: () => 'SageMaker SDK 2 의 방식으로 쓰고 있습니다. 버전 3 에는 이런 것이 없습니다.',
  }),
  'check.S6-fix': text({
    en: () => 'Pin sagemaker<3 where it runs.',
    ko: () => '실행 환경에 sagemaker<3 으로 고정하세요.',
  }),
  'check.A1': text<{ name: string; library: string; version: string }>({
    en: (p) => `${p.name} is gone since ${p.library} ${p.version}.`,
    ko: (p) => `${p.library} ${p.version} 에서 없어진 이름: ${p.name}`,
  }),
  'check.A1-fix': text<{ library: string; version: string; instead: string }>({
    en: (p) => `Use ${p.instead}, or pin ${p.library} below ${p.version}.`,
    ko: (p) =>
      `대신 쓸 것: ${p.instead}. 또는 ${p.library} 버전을 ${p.version} 미만으로 고정하세요.`,
  }),
  'check.E1': text({
    en: () => 'Asks for Elastic Inference (accelerator_type), which AWS no longer offers.',
    ko: () =>
      'Elastic Inference (accelerator_type) 를 요청합니다. AWS가 더 이상 제공하지 않습니다.',
  }),
  'check.E1-fix': text({
    en: () => 'Leave accelerator_type out; for a GPU choose an ml.g4dn or ml.g5 instance.',
    ko: () => 'accelerator_type 을 빼세요. GPU가 필요하면 ml.g4dn 이나 ml.g5 를 고르세요.',
  }),
  'check.I1-retired': text<{ type: string; cells: readonly number[] }>({
    en: (p) => `${p.type}${inCells(p, 'en')}: EC2 has retired this instance family.`,
    ko: (p) => `${p.type}${inCells(p, 'ko')}: EC2 에서 없어진 인스턴스 계열입니다.`,
  }),
  'check.I1-notebook': text<{ type: string; cells: readonly number[] }>({
    en: (p) =>
      `${p.type}${inCells(p, 'en')}: no notebook instance runs on this family any more, and a new account's quota for jobs and endpoints is 0.`,
    ko: (p) =>
      `${p.type}${inCells(p, 'ko')}: 이제 노트북 인스턴스로 쓸 수 없고, 새 계정의 작업·엔드포인트 할당량은 0입니다.`,
  }),
  'check.I1-old': text<{ type: string; cells: readonly number[] }>({
    en: (p) =>
      `${p.type}${inCells(p, 'en')}: an old generation; newer regions lack it and a new account's quota may be 0.`,
    ko: (p) =>
      `${p.type}${inCells(p, 'ko')}: 오래된 세대입니다. 없는 리전이 있고 새 계정의 할당량이 0일 수 있습니다.`,
  }),
  'check.I1-fix': text<{ instead: string }>({
    en: (p) => `Take ${p.instead} instead, if the quota allows.`,
    ko: (p) => `할당량이 있다면 다음을 쓰세요: ${p.instead}`,
  }),
};

/** Where else it stands, after the first cell. */
function inCells({ cells }: { readonly cells: readonly number[] }, lang: Lang): string {
  if (cells.length < 2) return '';
  return lang === 'ko' ? ` (셀 ${cells.join(', ')})` : ` (cells ${cells.join(', ')})`;
}
