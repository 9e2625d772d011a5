import { helpTopics } from './help-topics.ts';
import { list } from './format.ts';
import { failure, text } from './text.ts';

export type HelpTopic = keyof typeof helpTopics;

export const helpMessages = {
  'help.summary': text({
    en: () => 'how things work: cost, leases, regions and more',
    ko: () => '동작 방식 설명: 요금, 사용 기한, 리전 등',
  }),
  'help.argument': text({
    en: () => 'a topic; without one, all topics',
    ko: () => '주제. 없으면 주제 목록',
  }),
  'help.title': text<{ topic: HelpTopic }>({
    en: (p) => helpTopics[p.topic].title.en,
    ko: (p) => helpTopics[p.topic].title.ko,
  }),
  'help.text': text<{ topic: HelpTopic }>({
    en: (p) => helpTopics[p.topic].en.join('\n'),
    ko: (p) => helpTopics[p.topic].ko.join('\n'),
  }),
  'help.topics': text({ en: () => 'Topics', ko: () => '주제' }),
  'help.more': text({
    en: () => 'Read one: `labs help cost`\nAll commands and options: `labs --help`',
    ko: () => '주제 읽기: `labs help cost`\n모든 명령과 옵션: `labs --help`',
  }),
};

export const helpFailures = {
  'help.unknown': failure<{ topic: string; near: readonly string[] }>({
    exit: 2,
    en: (p) => [
      `There is no help topic "${p.topic}".`,
      p.near.length > 0
        ? `Did you mean ${list(p.near)}? All topics: \`labs help\``
        : 'All topics: `labs help`   All commands: `labs --help`',
    ],
    ko: (p) => [
      `"${p.topic}" 도움말 주제가 없습니다.`,
      p.near.length > 0
        ? `혹시 ${list(p.near)} 인가요? 모든 주제: \`labs help\``
        : '모든 주제: `labs help`   모든 명령: `labs --help`',
    ],
  }),
};
