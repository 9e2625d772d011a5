import { chooseLabs } from '../../catalog/catalog.ts';
import type { Lab } from '../../catalog/schema.ts';
import { wrapTo } from '../../host/width.ts';
import type { Message } from '../../messages/message.ts';
import { message, render } from '../../messages/message.ts';
import type { CliCommand, CommandContext } from '../command.ts';
import { toJson } from '../ui/json.ts';

/** `labs show <lab>`: what a lab is, needs, makes and where it stops today. */
export const showCommand: CliCommand = {
  define: (command, lang) => {
    command.argument('<lab>', render(message('cli.argument-lab'), lang));
  },
  run: async (context, [id = '']) => {
    const [lab] = chooseLabs(await context.catalog(), [id]);
    if (lab === undefined) return 1;
    context.write(context.flags.json ? toJson({ lab }) : describe(lab, context));
    return 0;
  },
};

function describe(lab: Lab, { lang, say }: CommandContext): string {
  const width = Math.max(20, Math.min(process.stdout.columns ?? 80, 100));
  const paragraph = (text: string, indent = '') =>
    wrapTo(text, width - indent.length).map((line) => indent + line);
  const section = (heading: Message, items: readonly string[]) =>
    items.length === 0 ? [] : ['', say(heading), ...items.flatMap((item) => paragraph(item, '  '))];

  const uses = (['training', 'processing', 'transform', 'hosting'] as const).flatMap((use) =>
    lab.uses[use].map((rented) => say(message('show.use', { use, ...rented }))),
  );
  const stops =
    lab.state.is === 'partly'
      ? [lab.state.stops[lang]]
      : lab.state.is === 'repaired'
        ? [lab.state.note[lang]]
        : [];
  return [
    ...paragraph(`${lab.id}: ${lab.title[lang]}`),
    '',
    ...paragraph(lab.summary[lang]),
    ...section(message('show.stops'), stops),
    ...section(
      message('show.notebooks'),
      lab.notebooks.map(({ path, optional }) =>
        optional ? say(message('show.optional', { path })) : path,
      ),
    ),
    ...section(message('show.needs'), [
      say(message('show.instance', lab.instance)),
      say(message('show.regions', { regions: lab.regions })),
      say(message('show.minutes', { minutes: lab.minutes })),
    ]),
    ...section(message('show.uses'), uses),
    ...section(
      message('show.repos'),
      lab.repos.map(({ url, commit }) => `${url} @ ${commit.slice(0, 10)}`),
    ),
    ...section(
      message('show.notes'),
      lab.notes.map((note) => note[lang]),
    ),
    '',
    say(message('show.start', { id: lab.id })),
  ].join('\n');
}
