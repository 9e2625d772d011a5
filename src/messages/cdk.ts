import { list } from './format.ts';
import { failure, text } from './text.ts';

export const cdkMessages = {
  'cdk.owner-default': text<{ stack: string }>({
    en: ({ stack }) =>
      `No owner was given, so this is the sandbox of "me", stack ${stack}. For somebody else: npx cdk deploy -c lab=... -c owner=kim`,
    ko: ({ stack }) =>
      `소유자를 지정하지 않아 "me" 의 샌드박스(스택 ${stack})가 됩니다. 다른 사람 것이라면: npx cdk deploy -c lab=... -c owner=kim`,
  }),
  'cdk.keeps-parameters': text<{ stack: string }>({
    en: ({ stack }) =>
      `If ${stack} exists already, the CDK leaves its labs, dates, type and size as they are. To change them: npx cdk deploy --no-previous-parameters -c ...`,
    ko: ({ stack }) =>
      `${stack} 스택이 이미 있으면 CDK는 실습, 날짜, 유형, 크기를 그대로 둡니다. 바꾸려면: npx cdk deploy --no-previous-parameters -c ...`,
  }),
};

export const cdkFailures = {
  'cdk.lab-missing': failure({
    exit: 2,
    en: () => [
      'No lab was given.',
      'Say which: npx cdk deploy -c lab=xgboost (all labs: `labs list`)',
    ],
    ko: () => [
      '실습을 지정하지 않았습니다.',
      '실습을 고르세요: npx cdk deploy -c lab=xgboost (전체 목록: `labs list`)',
    ],
  }),
  'cdk.context-invalid': failure<{ key: string; given: string; example: string }>({
    exit: 2,
    en: ({ key, given, example }) => [
      `-c ${key}=${given} is not a value of "${key}".`,
      `Write it like this: -c ${key}=${example}`,
    ],
    ko: ({ key, given, example }) => [
      `"${key}" 에 쓸 수 없는 값입니다: -c ${key}=${given}`,
      `이렇게 적으세요: -c ${key}=${example}`,
    ],
  }),
  'cdk.context-unknown': failure<{ key: string; near: string; keys: readonly string[] }>({
    exit: 2,
    en: ({ key, near, keys }) => [
      `There is no context key "${key}".`,
      `Did you mean -c ${near}=...? All keys: ${list(keys)}`,
    ],
    ko: ({ key, near, keys }) => [
      `"${key}" 라는 컨텍스트 키가 없습니다.`,
      `혹시 -c ${near}=... 인가요? 전체 키: ${list(keys)}`,
    ],
  }),
  'cdk.region-unsupported': failure<{
    region: string;
    labs: readonly string[];
    works: readonly string[];
  }>({
    exit: 2,
    en: ({ region, labs, works }) => [
      `${list(labs)} does not run in ${region}, the region of this profile or environment.`,
      `Choose one of ${list(works)}: AWS_REGION=${works[0]} npx cdk deploy -c lab=${labs.join(',')}`,
    ],
    ko: ({ region, labs, works }) => [
      `${list(labs)} 실습은 현재 프로필이나 환경의 리전 ${region} 에서 실행되지 않습니다.`,
      `${list(works)} 중에서 고르세요: AWS_REGION=${works[0]} npx cdk deploy -c lab=${labs.join(',')}`,
    ],
  }),
  'template.too-large': failure<{ labs: readonly string[]; bytes: number; largest: number }>({
    exit: 2,
    en: ({ labs, bytes, largest }) => [
      `One sandbox with ${list(labs)} needs a template of ${bytes} bytes; CloudFormation takes fewer than ${largest}.`,
      'Start some of these labs in a second sandbox: `labs start <lab> --sandbox second`',
    ],
    ko: ({ labs, bytes, largest }) => [
      `${list(labs)} 실습을 한 샌드박스에 담으면 템플릿이 ${bytes} 바이트입니다. CloudFormation 한도는 ${largest} 바이트 미만입니다.`,
      '일부 실습은 두 번째 샌드박스에서 시작하세요: `labs start <lab> --sandbox second`',
    ],
  }),
  'template.role-too-large': failure<{
    labs: readonly string[];
    characters: number;
    largest: number;
  }>({
    exit: 2,
    en: ({ labs, characters, largest }) => [
      `The role of one sandbox with ${list(labs)} needs policies of ${characters} characters; IAM takes ${largest}.`,
      'Start some of these labs in a second sandbox: `labs start <lab> --sandbox second`',
    ],
    ko: ({ labs, characters, largest }) => [
      `${list(labs)} 실습을 한 샌드박스에 담으면 역할의 정책이 ${characters}자입니다. IAM 한도는 ${largest}자입니다.`,
      '일부 실습은 두 번째 샌드박스에서 시작하세요: `labs start <lab> --sandbox second`',
    ],
  }),
  'template.hook-too-large': failure<{
    labs: readonly string[];
    characters: number;
    largest: number;
  }>({
    exit: 2,
    en: ({ labs, characters, largest }) => [
      `The repositories of ${list(labs)} need a hook of ${characters} characters; SageMaker takes ${largest}.`,
      'Start some of these labs in a second sandbox: `labs start <lab> --sandbox second`',
    ],
    ko: ({ labs, characters, largest }) => [
      `${list(labs)} 의 저장소 목록을 담은 훅이 ${characters}자입니다. SageMaker 한도는 ${largest}자입니다.`,
      '일부 실습은 두 번째 샌드박스에서 시작하세요: `labs start <lab> --sandbox second`',
    ],
  }),
};
