import { styleText } from 'node:util';
import type { Course } from '../../catalog/study-schema.ts';
import type { PlacedItem } from '../../catalog/study.ts';
import type { Position, Standing, StandingItem } from '../../learn/progress.ts';
import { message } from '../../messages/message.ts';
import type { CommandContext } from '../command.ts';
import { columns, marked, paragraph } from './text.ts';

type Reader = Pick<CommandContext, 'say' | 'lang'>;

const boxes: Readonly<Record<Standing, string>> = {
  done: '[x]',
  begun: '[>]',
  skipped: '[-]',
  spared: '[-]',
  dead: '[!]',
  open: '[ ]',
};

/** Where the learner is, what comes next, and what after that. */
export function describePosition(title: string, position: Position, reader: Reader): string {
  const { say } = reader;
  const then = position.ahead.slice(1, 4);
  return [
    ...heading(title),
    ...describeCount(position, reader),
    ...(position.current.length === 0
      ? []
      : [
          '',
          ...heading(say(message('learn.current'))),
          ...position.current.flatMap((item) => [
            ...line(item, reader),
            ...paragraph(say(message('learn.how-done', { number: item.number })), 7),
          ]),
        ]),
    ...describeNext(position, reader),
    ...(then.length === 0
      ? []
      : [
          '',
          ...heading(say(message('learn.then'))),
          ...then.flatMap((item) => line(item, reader)),
        ]),
    '',
    ...paragraph(say(message('learn.legend'))),
    ...paragraph(say(message('learn.more'))),
  ].join('\n');
}

/** What a change came to: how far the learner is now, and what comes next. */
export function describeChange(said: string, position: Position, reader: Reader): string {
  return [
    ...paragraph(said),
    ...describeCount(position, reader),
    ...describeNext(position, reader),
  ].join('\n');
}

function describeCount({ done, items }: Position, { say }: Reader): readonly string[] {
  return [
    ...paragraph(say(message('learn.count', { done, total: items.length })), 2),
    `  ${bar(done / items.length, Math.min(40, columns() - 4))}`,
  ];
}

function describeNext({ ahead, current }: Position, reader: Reader): readonly string[] {
  const { say } = reader;
  const [next] = ahead;
  if (next === undefined) {
    return current.length > 0 ? [] : ['', ...paragraph(say(message('learn.finished')))];
  }
  const { number } = next;
  return [
    '',
    ...heading(say(message('learn.next'))),
    ...line(next, reader),
    ...about(next, reader, 7),
    ...paragraph(
      [
        opensSomething(next)
          ? say(message('learn.how-open', { number }))
          : say(message('learn.how-done', { number })),
        say(message('learn.how-skip', { number })),
      ].join('\n'),
      7,
    ),
  ];
}

/** All items by section, each with its mark. */
export function describeList(title: string, { items, done }: Position, reader: Reader): string {
  const { say, lang } = reader;
  const lines = [
    ...heading(title),
    ...paragraph(say(message('learn.count', { done, total: items.length })), 2),
  ];
  for (const [at, item] of items.entries()) {
    const before = items[at - 1];
    if (item.section !== before?.section) {
      lines.push('', ...heading(item.section.title[lang]));
      if (item.section.goal !== undefined) {
        lines.push(...paragraph(say(message('learn.goal', item.section.goal)), 2));
      }
    }
    if (item.group !== before?.group && item.group.title !== undefined) {
      const pick = item.group.pick === 'one' ? ` (${say(message('learn.pick-one'))})` : '';
      lines.push(...paragraph(`${item.group.title[lang]}${pick}`, 2));
    }
    lines.push(...line(item, reader));
  }
  lines.push('', ...paragraph(say(message('learn.legend'))));
  return lines.join('\n');
}

/**
 * One item: what it is, its address, what one must know, and what to type.
 *
 * @param opens whether it is being opened now, so that nothing need be typed for that
 */
export function describeItem(item: StandingItem, reader: Reader, opens = false): string {
  const { say, lang } = reader;
  const { number, standing } = item;
  const untouched = standing === 'open' || standing === 'spared' || standing === 'dead';
  const group = item.group.title === undefined ? '' : ` > ${item.group.title[lang]}`;
  return [
    ...line(item, reader),
    // The mark says it, but where it is not the learner who made it so.
    ...(standing === 'spared' ? paragraph(say(message('learn.standing', { standing })), 7) : []),
    ...paragraph(`${item.section.title[lang]}${group}`, 7),
    ...about(item, reader, 7),
    ...paragraph(
      [
        ...(opensSomething(item) && !opens ? [say(message('learn.how-open', { number }))] : []),
        ...(standing === 'done' ? [] : [say(message('learn.how-done', { number }))]),
        ...(untouched ? [] : [say(message('learn.how-undo', { number }))]),
      ].join('\n'),
      7,
    ),
    '',
    ...paragraph(say(message('learn.legend'))),
  ].join('\n');
}

/** A course, or some of its weeks. */
export function describeCourse(
  course: Course,
  weeks: Course['weeks'],
  position: Position,
  reader: Reader,
): string {
  const { say, lang } = reader;
  const whole = weeks.length > 1;
  return [
    ...heading(course.title[lang]),
    ...weeks.flatMap(({ week, items }) => {
      const own = position.items.filter(({ id }) => items.includes(id));
      return [
        '',
        ...heading(say(message('learn.week', { week }))),
        ...own.flatMap((item) => [...line(item, reader), ...(whole ? [] : about(item, reader, 7))]),
      ];
    }),
    '',
    ...paragraph(say(message('learn.legend'))),
    ...(whole ? paragraph(say(message('learn.how-week'))) : []),
  ].join('\n');
}

/** The address that is opened; none where it is gone and nothing took its place. */
export function addressOf({ url, dead, successor }: PlacedItem): string | undefined {
  return dead === undefined ? url : successor;
}

function opensSomething(item: PlacedItem): boolean {
  return item.lab !== undefined || addressOf(item) !== undefined;
}

/** The titles of items, for a sentence in either language. */
export function titlesOf(items: readonly PlacedItem[]) {
  return {
    en: items.map(({ number, title }) => `${number} ${title.en}`),
    ko: items.map(({ number, title }) => `${number} ${title.ko}`),
  };
}

function heading(text: string): readonly string[] {
  return paragraph(text).map((row) => styleText('bold', row, { stream: process.stdout }));
}

function line(item: StandingItem, { say, lang }: Reader): readonly string[] {
  const facts = [
    say(message('learn.kind', { kind: item.kind })),
    ...(item.lab === undefined ? [] : [item.lab]),
    ...(item.optional ? [say(message('learn.optional'))] : []),
  ].join(', ');
  const mark = `${boxes[item.standing]} ${String(item.number).padStart(2)}`;
  return marked(mark, `${item.title[lang]} (${facts})`);
}

function about(item: PlacedItem, { say }: Reader, indent: number): readonly string[] {
  const { url, dead, note, successor, see, lab, group } = item;
  return [
    ...(group.pick === 'one' ? [say(message('learn.pick-one'))] : []),
    ...(url === undefined ? [] : [url]),
    ...(dead === undefined ? [] : [say(message('learn.dead', dead))]),
    ...(note === undefined ? [] : [say(message('show.text', note))]),
    ...(successor === undefined ? [] : [say(message('learn.successor', { url: successor }))]),
    ...(lab === undefined ? [] : [say(message('learn.lab', { id: lab }))]),
    ...(see.length === 0
      ? []
      : [say(message('learn.see', { numbers: see.map((id) => Number(id.slice(1))) }))]),
    ...(url !== undefined || see.length > 0 ? [] : [say(message('learn.nothing-to-open'))]),
  ].flatMap((text) => paragraph(text, indent));
}

function bar(share: number, width: number): string {
  const inner = width - 2;
  const full = Math.round(share * inner);
  return `[${'#'.repeat(full)}${'-'.repeat(inner - full)}]`;
}
