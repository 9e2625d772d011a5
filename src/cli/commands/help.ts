import { styleText } from 'node:util';
import { nearest } from '../../catalog/nearest.ts';
import { LabsError } from '../../errors.ts';
import { padTo } from '../../host/width.ts';
import { helpTopics } from '../../messages/help-topics.ts';
import type { HelpTopic } from '../../messages/help.ts';
import { message } from '../../messages/message.ts';
import type { CommandContext } from '../command.ts';
import { cliCommand } from '../command.ts';
import { toJson } from '../ui/json.ts';
import { columns, marked, paragraph } from '../ui/text.ts';

const topics = Object.keys(helpTopics) as readonly HelpTopic[];

/** `labs help [topic]`: how things work, in a few paragraphs each. */
export const subcommand = cliCommand({
  define: (command, describe) => command.argument('[topic]', describe('help.argument')),
  run: async (context, [word]) => {
    if (word === undefined) return writeTopics(context);
    const topic = topics.find((one) => one === word.toLowerCase());
    if (topic === undefined) {
      throw new LabsError('help.unknown', { topic: word, near: nearest(word, topics) });
    }
    return writeTopic(context, topic);
  },
});

function writeTopics({ say, write, flags }: CommandContext): number {
  const titles = topics.map((topic) => ({ topic, title: say(message('help.title', { topic })) }));
  if (flags.json) {
    write(toJson({ topics: titles }));
    return 0;
  }
  const longest = Math.max(...topics.map(({ length }) => length));
  write(
    [
      say(message('help.topics')),
      ...titles.flatMap(({ topic, title }) => marked(padTo(topic, longest + 1), title, 2)),
      '',
      ...paragraph(say(message('help.more'))),
    ].join('\n'),
  );
  return 0;
}

function writeTopic({ say, write, flags }: CommandContext, topic: HelpTopic): number {
  const title = say(message('help.title', { topic }));
  const text = say(message('help.text', { topic }));
  if (flags.json) {
    write(toJson({ topic, title, text }));
    return 0;
  }
  const lines = text.split('\n').flatMap((line, at, all) => {
    // A command stands on its own line, as it is typed; a paragraph has air around it.
    if (line.startsWith('  ')) return [line];
    return [...(at === 0 ? [] : ['']), ...paragraph(line, 0, Math.min(columns(), 80))].concat(
      all[at + 1]?.startsWith('  ') ? [''] : [],
    );
  });
  write([styleText('bold', title, { stream: process.stdout }), '', ...lines].join('\n'));
  return 0;
}
