import { onSandbox } from './commands.ts';
import { list } from './format.ts';
import { text } from './text.ts';

export const logsMessages = {
  'logs.summary': text({
    en: () => 'what agent, hooks, Jupyter and jobs write',
    ko: () => '에이전트, 훅, Jupyter, 작업의 로그',
  }),
  'logs.argument': text<{ kinds: readonly string[] }>({
    en: (p) => `only one of ${list(p.kinds)}; all of them together where absent`,
    ko: (p) => `${list(p.kinds)} 중 하나만. 생략하면 모두 함께 보여 줍니다`,
  }),
  'logs.option-follow': text({
    en: () => 'go on showing what comes, until Ctrl+C',
    ko: () => 'Ctrl+C 를 누를 때까지 새 로그를 계속 보여 줍니다',
  }),
  'logs.option-since': text({
    en: () => 'how far back (30m, 2h, 7d)',
    ko: () => '얼마 전부터 볼지 (30m, 2h, 7d)',
  }),
  'logs.nothing': text<{ since: string; name: string }>({
    en: (p) =>
      `Nothing was written in the last ${p.since}. Further back: ${onSandbox('logs --since 7d', p.name)}`,
    ko: (p) =>
      `지난 ${p.since} 동안 기록이 없습니다. 더 이전: ${onSandbox('logs --since 7d', p.name)}`,
  }),
  'logs.no-report': text<{ name: string; notebook: string }>({
    en: (p) =>
      `The notebook has never reported either. Look in CloudWatch, log group /aws/sagemaker/NotebookInstances, at the streams ${p.notebook}/LifecycleConfigOnCreate and OnStart; without any stream it cannot reach AWS, so S3 and github.com neither. What is known: ${onSandbox('status', p.name)}`,
    ko: (p) =>
      `노트북이 보고한 적도 없습니다. CloudWatch 로그 그룹 /aws/sagemaker/NotebookInstances에서 ${p.notebook}/LifecycleConfigOnCreate, OnStart 스트림을 보세요. 스트림이 없으면 AWS에 닿지 못하는 것이고 S3와 github.com도 마찬가지입니다. 지금 상태: ${onSandbox('status', p.name)}`,
  }),
  'logs.following': text<{ name: string }>({
    en: (p) => `Following ${p.name}; Ctrl+C ends it.`,
    ko: (p) => `${p.name} 의 로그를 계속 보여 줍니다. 끝내려면 Ctrl+C`,
  }),
  'logs.unreadable': text<{ what: string; text: string }>({
    en: (p) => `${p.what} cannot be read: ${p.text}`,
    ko: (p) => `로그를 읽을 수 없습니다: ${p.what}: ${p.text}`,
  }),
};
