import { styleText } from 'node:util';
import type { Lab } from '../../catalog/schema.ts';
import { loadStudy } from '../../catalog/load.ts';
import type { StudySection } from '../../catalog/study-schema.ts';
import { padTo, widthOf } from '../../host/width.ts';
import { message } from '../../messages/message.ts';
import type { CommandContext } from '../command.ts';
import { cliCommand } from '../command.ts';
import { toJson } from '../ui/json.ts';
import { notebookPrice, withPrice } from '../ui/lab.ts';
import { columns, paragraph } from '../ui/text.ts';

/** `labs list`: the labs by section of the study list. */
export const subcommand = cliCommand({
  define: (command) => command,
  run: async (context) => {
    const [catalog, { list }] = await Promise.all([context.catalog(), loadStudy()]);
    if (context.flags.json) {
      context.write(toJson({ labs: catalog.map(withPrice) }));
      return 0;
    }
    const longest = Math.max(...catalog.map(({ id }) => id.length));
    const sections = sectionsOf(catalog, list.sections, context);
    context.write(
      [
        ...sections.flatMap(({ title, labs }) => [
          ...paragraph(title).map(bold),
          ...labs.flatMap((lab) => entryOf(lab, longest, context)),
          '',
        ]),
        ...paragraph(context.say(message('list.more'))),
      ].join('\n'),
    );
    return 0;
  },
});

interface Section {
  readonly title: string;
  readonly labs: readonly Lab[];
}

/** The study list's sections in its order, then the headings of one's own labs. */
function sectionsOf(
  catalog: readonly Lab[],
  sections: readonly StudySection[],
  { lang }: CommandContext,
): readonly Section[] {
  const names = [...sections.map(({ id }) => id), ...catalog.map(({ section }) => section)];
  return [...new Set(names)]
    .map((name) => ({
      title: sections.find(({ id }) => id === name)?.title[lang] ?? name,
      labs: catalog.filter(({ section }) => section === name),
    }))
    .filter(({ labs }) => labs.length > 0);
}

/** Two lines where they fit beside each other, more on a narrow terminal. */
function entryOf(lab: Lab, longest: number, { lang, say }: CommandContext): readonly string[] {
  const facts = say(
    message('list.facts', { usd: notebookPrice(lab), minutes: lab.minutes, state: lab.state.is }),
  );
  const beside = `  ${padTo(lab.id, longest)}  ${facts}`;
  return [
    ...(widthOf(beside) <= columns()
      ? [`  ${bold(lab.id)}${' '.repeat(longest - lab.id.length)}  ${facts}`]
      : [`  ${bold(lab.id)}`, ...paragraph(facts, 4)]),
    ...paragraph(lab.title[lang], 4),
  ];
}

function bold(text: string): string {
  return styleText('bold', text, { stream: process.stdout });
}
