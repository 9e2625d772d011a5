import { LabsError } from '../../errors.ts';
import { message } from '../../messages/message.ts';
import type { Describe, NewCommand } from '../flags.ts';
import { cliCommand } from '../command.ts';
import { describeList, describePosition } from '../ui/learn.ts';
import {
  find,
  learnerOf,
  listJson,
  markAll,
  oneOf,
  openItem,
  positionOf,
  showItem,
  showWeeks,
  titleOf,
  write,
} from './learn/learner.ts';

/** `labs learn`: the study list, where one is in it, and what comes next. */
export const subcommand = cliCommand({
  actions: [
    { name: 'list', summary: 'learn.action-list', load: async () => ({ subcommand: learnList }) },
    { name: 'next', summary: 'learn.action-next', load: async () => ({ subcommand: learnNext }) },
    { name: 'open', summary: 'learn.action-open', load: async () => ({ subcommand: learnOpen }) },
    { name: 'done', summary: 'learn.action-done', load: async () => ({ subcommand: learnDone }) },
    { name: 'skip', summary: 'learn.action-skip', load: async () => ({ subcommand: learnSkip }) },
    { name: 'undo', summary: 'learn.action-undo', load: async () => ({ subcommand: learnUndo }) },
    {
      name: 'course',
      summary: 'learn.action-course',
      load: async () => ({ subcommand: learnCourse }),
    },
    { name: 'week', summary: 'learn.action-week', load: async () => ({ subcommand: learnWeek }) },
  ],
  define: (command, describe) => command.argument('[item]', describe('learn.argument')),
  run: async (context, [word]) => {
    const learner = await learnerOf(context);
    if (word !== undefined) return showItem(learner, word);
    const position = await positionOf(learner);
    return write(learner, listJson(learner, position), () =>
      describePosition(titleOf(learner), position, context),
    );
  },
});

const learnList = cliCommand({
  define: (command) => command,
  run: async (context) => {
    const learner = await learnerOf(context);
    const position = await positionOf(learner);
    return write(learner, listJson(learner, position), () =>
      describeList(titleOf(learner), position, context),
    );
  },
});

const learnNext = cliCommand({
  define: (command, describe) => command.option('--no-browser', describe('cli.option-no-browser')),
  run: async (context, _args, { browser }) => {
    const learner = await learnerOf(context);
    const position = await positionOf(learner);
    const [next] = position.ahead;
    if (next !== undefined) return openItem(learner, next, browser);
    return write(learner, listJson(learner, position), () =>
      context.say(message('learn.finished')),
    );
  },
});

const learnOpen = cliCommand({
  define: (command, describe) =>
    command
      .argument('[item]', describe('learn.argument'))
      .option('--no-browser', describe('cli.option-no-browser')),
  run: async (context, [word], { browser }) => {
    const learner = await learnerOf(context);
    if (word !== undefined) return openItem(learner, find(learner, word), browser);
    const { current } = await positionOf(learner);
    return openItem(learner, oneOf(current, 'open'), browser);
  },
});

const learnDone = cliCommand({
  define: takesItems,
  run: async (context, [items]) =>
    markAll(await learnerOf(context), items, 'done', ({ current }) => current),
});

const learnSkip = cliCommand({
  define: takesItems,
  run: async (context, [items]) =>
    markAll(await learnerOf(context), items, 'skipped', ({ ahead }) => ahead),
});

const learnUndo = cliCommand({
  define: takesItems,
  run: async (context, [items]) => markAll(await learnerOf(context), items, 'open', () => []),
});

function takesItems(command: NewCommand, describe: Describe) {
  return command.argument('[item...]', describe('learn.argument'));
}

const learnCourse = cliCommand({
  define: (command) => command,
  run: async (context) => {
    const learner = await learnerOf(context);
    return showWeeks(learner, learner.study.course.weeks);
  },
});

const learnWeek = cliCommand({
  define: (command, describe) => command.argument('[number]', describe('learn.argument-week')),
  run: async (context, [number = '']) => {
    const learner = await learnerOf(context);
    const { weeks } = learner.study.course;
    const chosen = weeks.filter(({ week }) => String(week) === number);
    if (chosen.length > 0) return showWeeks(learner, chosen);
    throw new LabsError('learn.no-week', { week: number, weeks: weeks.length });
  },
});
