import { styleText } from 'node:util';
import { chooseLabs, hasOwnKernel, kernelOf } from '../../catalog/catalog.ts';
import type { Lab } from '../../catalog/schema.ts';
import { storagePerHour, tablePrice } from '../../cost/prices.ts';
import { widthOf } from '../../host/width.ts';
import type { Message } from '../../messages/message.ts';
import { message } from '../../messages/message.ts';
import type { CommandContext } from '../command.ts';
import { cliCommand } from '../command.ts';
import { toJson } from '../ui/json.ts';
import { withPrice } from '../ui/lab.ts';
import { columns, paragraph, pathLines } from '../ui/text.ts';

/** `labs show <lab>`: what a lab is, needs, costs, makes and where it stops today. */
export const subcommand = cliCommand({
  define: (command, describe) => command.argument('<lab>', describe('cli.argument-lab')),
  run: async (context, [id]) => {
    const [lab] = chooseLabs(await context.catalog(), [id]);
    if (lab === undefined) return 1;
    context.write(context.flags.json ? toJson({ lab: withPrice(lab) }) : describeLab(lab, context));
    return 0;
  },
});

function describeLab(lab: Lab, { lang, say }: CommandContext): string {
  const bold = (text: string) => styleText('bold', text, { stream: process.stdout });
  const section = (heading: Message, lines: readonly string[]) =>
    lines.length === 0 ? [] : ['', bold(say(heading)), ...lines];
  const texts = (items: readonly string[]) => items.flatMap((item) => paragraph(item, 2));
  return [
    ...paragraph(`${lab.id}: ${lab.title[lang]}`).map(bold),
    ...paragraph(lab.summary[lang]),
    ...section(message('show.stops'), texts(stateOf(lab, say))),
    ...section(message('show.notebooks'), notebooksOf(lab, say)),
    ...section(message('show.needs'), texts([...needsOf(lab, say), ...kernelLines(lab, say)])),
    ...section(message('show.uses'), texts(usesOf(lab, say))),
    ...section(
      message('show.creates'),
      lab.creates.length === 0 ? [] : texts([say(message('show.types', { types: lab.creates }))]),
    ),
    ...section(message('show.repos'), reposOf(lab)),
    ...section(
      message('show.notes'),
      texts(lab.notes.map((note) => say(message('show.text', note)))),
    ),
    '',
    ...paragraph(say(message('show.start', { id: lab.id }))),
  ].join('\n');
}

function stateOf({ state }: Lab, say: CommandContext['say']): readonly string[] {
  if (state.is === 'ready') return [];
  return [say(message('show.text', state.is === 'partly' ? state.stops : state.note))];
}

function notebooksOf({ notebooks }: Lab, say: CommandContext['say']): readonly string[] {
  return notebooks.flatMap(({ path, optional, minutes }) => {
    const lines = pathLines(path, 2);
    if (!optional && minutes === undefined) return lines;
    const facts = say(message('show.notebook', { optional, minutes }));
    const beside = `${lines.at(-1)} (${facts})`;
    return widthOf(beside) <= columns()
      ? [...lines.slice(0, -1), beside]
      : [...lines, ...paragraph(`(${facts})`, 6)];
  });
}

function needsOf(lab: Lab, say: CommandContext['say']): readonly string[] {
  const [region = ''] = lab.regions;
  const price = tablePrice(region, 'notebook', lab.instance.type);
  const usd = price && price.usdPerHour + storagePerHour(region, lab.instance.gib);
  return [
    say(message('show.instance', { ...lab.instance, usd })),
    ...(price === undefined ? [] : [say(message('show.price', { region, asOf: price.asOf }))]),
    say(message('show.regions', { regions: lab.regions })),
    say(message('show.minutes', { minutes: lab.minutes })),
  ];
}

function usesOf({ uses, regions }: Lab, say: CommandContext['say']): readonly string[] {
  return (['training', 'processing', 'transform', 'hosting'] as const).flatMap((use) =>
    uses[use].map(({ type, count }) => {
      const usd = tablePrice(regions[0] ?? '', use, type)?.usdPerHour;
      return say(message('show.use', { use, type, count, usd }));
    }),
  );
}

function kernelLines(lab: Lab, say: CommandContext['say']): readonly string[] {
  const { python, packages } = lab.runtime;
  const pins = Object.entries(packages).map(([name, version]) => `${name} ${version}`);
  const count = lab.fixups.filter(({ answer }) => !answer).length;
  return [
    ...(hasOwnKernel(lab)
      ? [say(message('show.kernel', { kernel: kernelOf(lab), python, packages: pins }))]
      : []),
    ...(count === 0 ? [] : [say(message('show.fixups', { id: lab.id, count }))]),
  ];
}

function reposOf({ repos }: Lab): readonly string[] {
  return repos.flatMap(({ url, commit, sparse = [] }) => [
    ...paragraph(`${url} @ ${commit.slice(0, 10)}`, 2),
    ...sparse.flatMap((path) => pathLines(path, 4)),
  ]);
}
