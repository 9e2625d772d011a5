import { defined } from '../../../defined.ts';
import { nearest } from '../../../catalog/nearest.ts';
import type { Study } from '../../../catalog/load.ts';
import { loadStudy } from '../../../catalog/load.ts';
import type { PlacedItem } from '../../../catalog/study.ts';
import { findItem, itemsOf } from '../../../catalog/study.ts';
import { LabsError } from '../../../errors.ts';
import { progressFile, readProgress, updateProgress } from '../../../learn/file.ts';
import type { ItemState, Position, Progress } from '../../../learn/progress.ts';
import { positionIn, sameThings, withState, withoutState } from '../../../learn/progress.ts';
import { message } from '../../../messages/message.ts';
import type { CommandContext } from '../../command.ts';
import { toJson } from '../../ui/json.ts';
import {
  addressOf,
  describeChange,
  describeCourse,
  describeItem,
  titlesOf,
} from '../../ui/learn.ts';

/** Who learns: the study list and where they are in it. */
export interface Learner {
  readonly context: CommandContext;
  readonly study: Study;
  /** Where their progress is kept. */
  readonly file: string;
}

/** Reads the study list; the progress is read when it is asked for. */
export async function learnerOf(context: CommandContext): Promise<Learner> {
  return { context, study: await loadStudy(), file: progressFile(context.env) };
}

/** Shows one item. */
export async function showItem(learner: Learner, word: string): Promise<number> {
  const item = find(learner, word);
  const position = await positionOf(learner);
  const placed = position.items.filter(({ id }) => id === item.id);
  return write(learner, { items: placed.map(itemJson) }, () =>
    placed.map((one) => describeItem(one, learner.context)).join('\n'),
  );
}

/** Shows weeks of the course. */
export async function showWeeks(
  learner: Learner,
  weeks: Study['course']['weeks'],
): Promise<number> {
  const { course } = learner.study;
  const position = await positionOf(learner);
  const json = {
    course: {
      id: course.id,
      title: course.title,
      weeks: weeks.map(({ week, items }) => ({
        week,
        items: position.items.filter(({ id }) => items.includes(id)).map(itemJson),
      })),
    },
  };
  return write(learner, json, () => describeCourse(course, weeks, position, learner.context));
}

/**
 * Begins an item: its lab is started, which asks with its plan, or its address is opened.
 *
 * @param browser whether an address is opened, not only shown
 */
export async function openItem(
  learner: Learner,
  item: PlacedItem,
  browser: boolean,
): Promise<number> {
  const { context, study } = learner;
  const interactive = process.stdout.isTTY && !context.flags.json;
  const url = addressOf(item);
  const begins = item.lab === undefined && url !== undefined;
  const position = begins
    ? positionIn(study.list, await remember(learner, [item], 'begun'))
    : await positionOf(learner);
  const opens = interactive && (item.lab !== undefined || (url !== undefined && browser));
  const placed = position.items.filter(({ id }) => id === item.id);
  write(learner, { items: placed.map(itemJson) }, () =>
    placed.map((one) => describeItem(one, context, opens)).join('\n'),
  );
  if (!opens) return 0;

  if (item.lab !== undefined) {
    const { subcommand: startCommand } = await import('../start.ts');
    const code = await startCommand.run(context, [[item.lab]], { wait: true, guard: true });
    if (code === 0 && !context.flags.dryRun) await remember(learner, [item], 'begun');
    return code;
  }
  if (url !== undefined) {
    context.write(`\n${context.say(message('learn.opened', { url }))}`);
    const { default: openBrowser } = await import('open');
    // The address stands above: a machine without a browser loses nothing.
    await openBrowser(url).catch(() => undefined);
  }
  return 0;
}

/**
 * Remembers a state of items.
 *
 * @param otherwise the items that are meant where none is named; the first is taken
 */
export async function markAll(
  learner: Learner,
  named: readonly string[],
  state: ItemState | 'open',
  otherwise: (position: Position) => readonly PlacedItem[],
): Promise<number> {
  const before = await positionOf(learner);
  const verb = state === 'skipped' ? 'skip' : state === 'open' ? 'undo' : 'done';
  const items =
    named.length > 0 ? named.map((word) => find(learner, word)) : [oneOf(otherwise(before), verb)];
  const after = positionIn(learner.study.list, await remember(learner, items, state));
  const [next] = after.ahead;
  const json = {
    items: after.items.filter(({ id }) => items.some((item) => item.id === id)).map(itemJson),
    next: after.items.filter(({ id }) => id === next?.id).map(itemJson)[0] ?? null,
  };
  return write(learner, json, () =>
    describeChange(
      learner.context.say(message('learn.marked', { state, titles: titlesOf(items) })),
      after,
      learner.context,
    ),
  );
}

function remember(
  { file, study, context }: Learner,
  items: readonly PlacedItem[],
  state: ItemState | 'open',
): Promise<Progress> {
  const ids = items.flatMap((item) => sameThings(study.list, item));
  return updateProgress(file, (progress) =>
    state === 'open' ? withoutState(progress, ids) : withState(progress, ids, state, context.now()),
  );
}

/** Where the learner is in the list. */
export async function positionOf({ study, file }: Learner): Promise<Position> {
  return positionIn(study.list, await readProgress(file));
}

/** The list's title in the reader's language. */
export function titleOf({ study, context }: Learner): string {
  return study.list.title[context.lang];
}

/** What can follow `labs learn` beside an item. */
const words = ['list', 'next', 'open', 'done', 'skip', 'undo', 'course', 'week'] as const;

/**
 * The item of a number or of a lab.
 *
 * @throws LabsError `learn.unknown`
 */
export function find({ study }: Learner, word: string): PlacedItem {
  const item = findItem(study.list, word);
  if (item !== undefined) return item;
  const labs = itemsOf(study.list).flatMap(({ lab }) => lab ?? []);
  const names = [...new Set([...words, ...labs])];
  throw new LabsError('learn.unknown', {
    word,
    near: /^s?\d+$/i.test(word) ? [] : nearest(word, names),
  });
}

/**
 * The first of some items.
 *
 * @throws LabsError `learn.no-item`
 */
export function oneOf(items: readonly PlacedItem[], action: string): PlacedItem {
  const [item] = items;
  if (item === undefined) throw new LabsError('learn.no-item', { action });
  return item;
}

/** Writes a result, as JSON where it is wanted. */
export function write({ context }: Learner, json: unknown, text: () => string): number {
  context.write(context.flags.json ? toJson(json) : text());
  return 0;
}

/** The whole list, for a program to read. */
export function listJson({ study }: Learner, position: Position) {
  const [next] = position.ahead;
  return {
    learn: {
      list: study.list.id,
      done: position.done,
      total: position.items.length,
      current: position.current.map(({ id }) => id),
      next: next?.id ?? null,
      items: position.items.map(itemJson),
    },
  };
}

function itemJson({ section, group, ...item }: Position['items'][number]) {
  return {
    ...item,
    section: section.id,
    ...defined({ group: group.title }),
    ...(item.lab === undefined ? {} : { start: `labs start ${item.lab}` }),
  };
}
