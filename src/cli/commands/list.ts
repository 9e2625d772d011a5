import { styleText } from 'node:util';
import { tablePrice } from '../../cost/prices.ts';
import type { Lab } from '../../catalog/schema.ts';
import { wrapTo } from '../../host/width.ts';
import { message } from '../../messages/message.ts';
import type { CliCommand, CommandContext } from '../command.ts';
import { toJson } from '../ui/json.ts';

/** `labs list`: the labs, in the order of the study list. */
export const listCommand: CliCommand = {
  define: () => undefined,
  run: async (context) => {
    const catalog = await context.catalog();
    context.write(
      context.flags.json
        ? toJson({ labs: catalog })
        : catalog.map((lab) => entryOf(lab, context)).join('\n'),
    );
    return 0;
  },
};

function entryOf(lab: Lab, { lang, say }: CommandContext): string {
  const width = Math.max(20, Math.min(process.stdout.columns ?? 80, 100) - 2);
  const price = tablePrice(lab.regions[0] ?? '', 'notebook', lab.instance.type);
  const facts = say(
    message('list.facts', {
      type: lab.instance.type,
      usd: price?.usdPerHour,
      minutes: lab.minutes,
      state: lab.state.is,
    }),
  );
  return [
    styleText('bold', lab.id, { stream: process.stdout }),
    ...wrapTo(lab.title[lang], width).map((line) => `  ${line}`),
    ...wrapTo(facts, width).map((line) => `  ${line}`),
  ].join('\n');
}
