import { nearest } from '../../catalog/nearest.ts';
import type { Study } from '../../catalog/load.ts';
import { loadStudy } from '../../catalog/load.ts';
import type { PlacedItem } from '../../catalog/study.ts';
import { findItem, itemsOf } from '../../catalog/study.ts';
import { LabsError } from '../../errors.ts';
import { progressFile, readProgress, updateProgress } from '../../learn/file.ts';
import type { ItemState, Position, Progress } from '../../learn/progress.ts';
import { positionIn, sameThings, withState, withoutState } from '../../learn/progress.ts';
import { message, render } from '../../messages/message.ts';
import type { CliCommand, CommandContext } from '../command.ts';
import { toJson } from '../ui/json.ts';
import {
  addressOf,
  describeChange,
  describeCourse,
  describeItem,
  describeList,
  describePosition,
  titlesOf,
} from '../ui/learn.ts';

/** `labs learn`: the study list, where one is in it, and what comes next. */
export const learnCommand: CliCommand = {
  define: (command, lang) => {
    command
      .argument('[words...]', render(message('learn.argument'), lang))
      .option('--no-browser', render(message('cli.option-no-browser'), lang))
      .addHelpText('after', () => `\n${render(message('learn.words'), lang)}`);
  },
  run: async (context, words, options) => {
    const study = await loadStudy();
    const learner: Learner = {
      context,
      study,
      file: progressFile(context.env),
      browser: options['browser'] !== false,
    };
    const [word = '', ...rest] = words;
    return isWord(word) ? runners[word](learner, rest) : showItem(learner, word);
  },
};

interface Learner {
  readonly context: CommandContext;
  readonly study: Study;
  /** Where their progress is kept. */
  readonly file: string;
  readonly browser: boolean;
}

type Runner = (learner: Learner, words: readonly string[]) => Promise<number>;

const runners = {
  '': async (learner) => {
    const position = await positionOf(learner);
    return write(learner, listJson(learner, position), () =>
      describePosition(titleOf(learner), position, learner.context),
    );
  },
  list: async (learner) => {
    const position = await positionOf(learner);
    return write(learner, listJson(learner, position), () =>
      describeList(titleOf(learner), position, learner.context),
    );
  },
  next: async (learner) => {
    const position = await positionOf(learner);
    const [next] = position.ahead;
    if (next !== undefined) return openItem(learner, next);
    return write(learner, listJson(learner, position), () =>
      learner.context.say(message('learn.finished')),
    );
  },
  open: async (learner, [word]) => {
    if (word !== undefined) return openItem(learner, find(learner, word));
    const { current } = await positionOf(learner);
    return openItem(learner, oneOf(current, 'open'));
  },
  done: (learner, words) => markAll(learner, words, 'done', ({ current }) => current),
  skip: (learner, words) => markAll(learner, words, 'skipped', ({ ahead }) => ahead),
  undo: (learner, words) => markAll(learner, words, 'open', () => []),
  course: async (learner) => showWeeks(learner, learner.study.course.weeks),
  week: async (learner, [word = '']) => {
    const { weeks } = learner.study.course;
    const chosen = weeks.filter(({ week }) => String(week) === word);
    if (chosen.length > 0) return showWeeks(learner, chosen);
    throw new LabsError('learn.no-week', { week: word, weeks: weeks.length });
  },
} satisfies Readonly<Record<string, Runner>>;

function isWord(word: string): word is keyof typeof runners {
  return Object.hasOwn(runners, word);
}

async function showItem(learner: Learner, word: string): Promise<number> {
  const item = find(learner, word);
  const position = await positionOf(learner);
  const placed = position.items.filter(({ id }) => id === item.id);
  return write(learner, { items: placed.map(itemJson) }, () =>
    placed.map((one) => describeItem(one, learner.context)).join('\n'),
  );
}

async function showWeeks(learner: Learner, weeks: Study['course']['weeks']): Promise<number> {
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

/** Begins an item: its lab is started, which asks with its plan, or its address is opened. */
async function openItem(learner: Learner, item: PlacedItem): Promise<number> {
  const { context, study, browser } = learner;
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
    const { startCommand } = await import('./start.ts');
    const code = await startCommand.run(context, [item.lab], { wait: true });
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

async function markAll(
  learner: Learner,
  words: readonly string[],
  state: ItemState | 'open',
  otherwise: (position: Position) => readonly PlacedItem[],
): Promise<number> {
  const before = await positionOf(learner);
  const verb = state === 'skipped' ? 'skip' : state === 'open' ? 'undo' : 'done';
  const items =
    words.length > 0 ? words.map((word) => find(learner, word)) : [oneOf(otherwise(before), verb)];
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

async function positionOf({ study, file }: Learner): Promise<Position> {
  return positionIn(study.list, await readProgress(file));
}

function titleOf({ study, context }: Learner): string {
  return study.list.title[context.lang];
}

function find({ study }: Learner, word: string): PlacedItem {
  const item = findItem(study.list, word);
  if (item !== undefined) return item;
  const labs = itemsOf(study.list).flatMap(({ lab }) => lab ?? []);
  const names = [...new Set([...Object.keys(runners).filter(Boolean), ...labs])];
  throw new LabsError('learn.unknown', {
    word,
    near: /^s?\d+$/i.test(word) ? [] : nearest(word, names),
  });
}

function oneOf(items: readonly PlacedItem[], word: string): PlacedItem {
  const [item] = items;
  if (item === undefined) throw new LabsError('learn.no-item', { word });
  return item;
}

function write({ context }: Learner, json: unknown, text: () => string): number {
  context.write(context.flags.json ? toJson(json) : text());
  return 0;
}

function listJson({ study }: Learner, position: Position) {
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
    ...(group.title === undefined ? {} : { group: group.title }),
    ...(item.lab === undefined ? {} : { start: `labs start ${item.lab}` }),
  };
}
