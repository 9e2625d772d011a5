import type { Startable } from './commands.ts';
import { downCommandOf, onSandbox, startAgainOf } from './commands.ts';
import { list } from './format.ts';
import { failure } from './text.ts';

interface StackFailure {
  readonly name: string;
  readonly status: string;
  readonly reason: string;
  /** Whether the stack is gone by now. */
  readonly isGone: boolean;
  /** The command that tries it again, as sentences hold it. */
  readonly again: string;
}

export const provisionFailures = {
  'region.unsupported': failure<{
    region: string;
    labs: readonly string[];
    works: readonly string[];
  }>({
    exit: 2,
    en: (p) => [
      `${list(p.labs)} does not run in ${p.region}.`,
      `Choose one of these: --region ${p.works.join(' | ')}`,
    ],
    ko: (p) => [
      `${list(p.labs)} 실습은 ${p.region} 리전에서 실행되지 않습니다.`,
      `다음 중에서 고르세요: --region ${p.works.join(' | ')}`,
    ],
  }),
  'region.none-in-common': failure<{ labs: readonly string[] }>({
    exit: 2,
    en: (p) => [
      `${list(p.labs)} have no region in common.`,
      'Start them one by one, each with its own --sandbox name.',
    ],
    ko: (p) => [
      `${list(p.labs)} 실습을 함께 실행할 수 있는 리전이 없습니다.`,
      '각각 다른 --sandbox 이름으로 따로 시작하세요.',
    ],
  }),
  'region.elsewhere': failure<{ name: string; region: string; wanted: string }>({
    exit: 2,
    en: (p) => [
      `Your sandbox ${p.name} is in ${p.region}, not in ${p.wanted}.`,
      `Leave --region out to use it, or make a second one: --sandbox second --region ${p.wanted}`,
    ],
    ko: (p) => [
      `${p.name} 샌드박스는 ${p.wanted} 리전이 아니라 ${p.region} 리전에 있습니다.`,
      `--region 을 빼고 그대로 쓰거나 하나 더 만드세요: --sandbox second --region ${p.wanted}`,
    ],
  }),
  'stack.not-ours': failure<{ name: string; region: string }>({
    exit: 1,
    en: (p) => [
      `There is a stack ${p.name} in ${p.region} that labs did not make; it is left alone.`,
      'Choose another name: --owner <name> or --sandbox <name>',
    ],
    ko: (p) => [
      `${p.region} 에 labs 가 만들지 않은 ${p.name} 스택이 있어 건드리지 않습니다.`,
      '다른 이름을 쓰세요: --owner <이름> 또는 --sandbox <이름>',
    ],
  }),
  'stack.unusable': failure<{ name: string; status: string; region: string }>({
    exit: 1,
    en: (p) => [
      `The stack ${p.name} is in ${p.status}; what is left of it may hold your work.`,
      `Take it away first: ${downCommandOf([p.name])}`,
    ],
    ko: (p) => [
      `${p.name} 스택이 ${p.status} 상태입니다. 남은 것에 작업이 들어 있을 수 있습니다.`,
      `먼저 정리하세요: ${downCommandOf([p.name])}`,
    ],
  }),
  'stack.failed': failure<StackFailure>({
    exit: 1,
    en: (p) => [
      `The stack ${p.name} ended in ${p.status}: ${p.reason}`,
      `${p.isGone ? 'It was removed again. ' : ''}Fix the cause, then: ${p.again}`,
    ],
    ko: (p) => [
      `${p.name} 스택이 ${p.status} 상태로 끝났습니다: ${p.reason}`,
      `${p.isGone ? '실패한 스택은 지웠습니다. ' : ''}원인을 고친 뒤 다시 실행하세요: ${p.again}`,
    ],
  }),
  'stack.timeout': failure<{ name: string; status: string; minutes: number }>({
    exit: 1,
    en: (p) => [
      `The stack ${p.name} is still ${p.status} after ${p.minutes} minutes.`,
      'See its events in the CloudFormation console; run the same command again to go on waiting.',
    ],
    ko: (p) => [
      `${p.minutes}분이 지나도 ${p.name} 스택이 ${p.status} 상태입니다.`,
      'CloudFormation 콘솔에서 이벤트를 확인하세요. 같은 명령을 다시 실행하면 이어서 기다립니다.',
    ],
  }),
  'notebook.failed': failure<{ name: string; sandbox: string; reason: string }>({
    exit: 1,
    en: (p) => [
      `The notebook instance ${p.name} failed: ${p.reason}`,
      `Run the same command again to start it once more, or give it back: ${downCommandOf([p.sandbox])}`,
    ],
    ko: (p) => [
      `${p.name} 노트북 인스턴스가 실패했습니다: ${p.reason}`,
      `같은 명령을 다시 실행해 다시 시작하거나, 반납하세요: ${downCommandOf([p.sandbox])}`,
    ],
  }),
  'notebook.stuck': failure<{ name: string; status: string; minutes: number }>({
    exit: 1,
    en: (p) => [
      `The notebook instance ${p.name} is still ${p.status} after ${p.minutes} minutes; SageMaker has no way to force it.`,
      'Wait and run the same command again; if it stays so, open a case with AWS Support or start another: --sandbox second',
    ],
    ko: (p) => [
      `${p.minutes}분이 지나도 ${p.name} 노트북 인스턴스가 ${p.status} 상태입니다. SageMaker에는 강제로 바꾸는 방법이 없습니다.`,
      '기다렸다가 같은 명령을 다시 실행하세요. 계속되면 AWS Support에 문의하거나 새로 시작하세요: --sandbox second',
    ],
  }),
  'notebook.no-link': failure<{ name: string }>({
    exit: 1,
    en: ({ name }) => [
      `AWS gave no link to the notebook of ${name}.`,
      `Ask for another: ${onSandbox('open', name)}`,
    ],
    ko: ({ name }) => [
      `AWS가 ${name}의 노트북 링크를 주지 않았습니다.`,
      `다시 받으세요: ${onSandbox('open', name)}`,
    ],
  }),
  'notebook.not-running': failure<{ sandbox: Startable; status: string }>({
    exit: 1,
    en: ({ sandbox, status }) => [
      `The notebook of ${sandbox.name} is ${status}, so it cannot be opened.`,
      `Start it: ${startAgainOf(sandbox)}`,
    ],
    ko: ({ sandbox, status }) => [
      `${sandbox.name} 의 노트북이 ${status} 상태라 열 수 없습니다.`,
      `시작하세요: ${startAgainOf(sandbox)}`,
    ],
  }),
  'quota.full': failure<{
    name: string;
    code: string;
    limit: number;
    used: number;
    region: string;
  }>({
    exit: 1,
    en: (p) => [
      `The quota "${p.name}" (${p.code}) in ${p.region} is ${p.limit}, and ${p.used} are in use.`,
      p.limit === 0
        ? `Ask for 1 or more: aws service-quotas request-service-quota-increase --service-code sagemaker --quota-code ${p.code} --desired-value 1 --region ${p.region}`
        : `Take a sandbox away (\`labs status --all\`), or ask for more: aws service-quotas request-service-quota-increase --service-code sagemaker --quota-code ${p.code} --desired-value ${p.used + 1} --region ${p.region}`,
    ],
    ko: (p) => [
      `${p.region} 의 할당량 "${p.name}" (${p.code}) 은 ${p.limit} 이고 ${p.used} 개를 쓰고 있습니다.`,
      p.limit === 0
        ? `1 이상으로 요청하세요: aws service-quotas request-service-quota-increase --service-code sagemaker --quota-code ${p.code} --desired-value 1 --region ${p.region}`
        : `샌드박스를 정리하거나 (\`labs status --all\`) 늘려 달라고 요청하세요: aws service-quotas request-service-quota-increase --service-code sagemaker --quota-code ${p.code} --desired-value ${p.used + 1} --region ${p.region}`,
    ],
  }),
};
