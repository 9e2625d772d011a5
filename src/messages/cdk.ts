import { list } from './format.ts';
import { failure } from './text.ts';

export const cdkFailures = {
  'template.too-large': failure<{ labs: readonly string[]; bytes: number; largest: number }>({
    exit: 2,
    en: ({ labs, bytes, largest }) => [
      `One sandbox with ${list(labs)} needs a template of ${bytes} bytes; CloudFormation takes fewer than ${largest}.`,
      'Start some of these labs in a second sandbox: labs start <lab> --sandbox second',
    ],
    ko: ({ labs, bytes, largest }) => [
      `${list(labs)} 을(를) 한 샌드박스에 담으면 템플릿이 ${bytes} 바이트입니다. CloudFormation 한도는 ${largest} 바이트 미만입니다.`,
      '일부 실습은 두 번째 샌드박스에서 시작하세요: labs start <lab> --sandbox second',
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
      'Start some of these labs in a second sandbox: labs start <lab> --sandbox second',
    ],
    ko: ({ labs, characters, largest }) => [
      `${list(labs)} 의 저장소 목록을 담은 훅이 ${characters}자입니다. SageMaker 한도는 ${largest}자입니다.`,
      '일부 실습은 두 번째 샌드박스에서 시작하세요: labs start <lab> --sandbox second',
    ],
  }),
};
