import { LabsError } from '../../errors.ts';
import { classSlug } from '../../classroom/class.ts';
import type { CliCommand } from '../command.ts';
import type { ClassFlags, ClassRunner } from './class/flags.ts';
import { defineClassOptions } from './class/flags.ts';

interface Action {
  /** How many arguments may follow the class's name. */
  readonly takes: number;
  readonly load: () => Promise<ClassRunner>;
}

/** What can be done with a class; a new one is a file under class/ and a line here. */
const actions: Readonly<Record<string, Action>> = {
  plan: { takes: 0, load: async () => (await import('./class/plan.ts')).runClassPlan },
  up: { takes: 0, load: async () => (await import('./class/up.ts')).runClassUp },
  status: { takes: 0, load: async () => (await import('./class/status.ts')).runClassStatus },
  stop: { takes: 0, load: async () => (await import('./class/stop.ts')).runClassStop },
  start: { takes: 0, load: async () => (await import('./class/start.ts')).runClassStart },
  extend: { takes: 1, load: async () => (await import('./class/extend.ts')).runClassExtend },
  open: { takes: 1, load: async () => (await import('./class/open.ts')).runClassOpen },
  push: { takes: 1, load: async () => (await import('./class/push.ts')).runClassPush },
  save: { takes: 1, load: async () => (await import('./class/save.ts')).runClassSave },
  repair: { takes: 1, load: async () => (await import('./class/repair.ts')).runClassRepair },
  handouts: {
    takes: Number.POSITIVE_INFINITY,
    load: async () => (await import('./class/handouts.ts')).runClassHandouts,
  },
  door: { takes: 0, load: async () => (await import('./class/door.ts')).runClassDoor },
  down: { takes: 0, load: async () => (await import('./class/down.ts')).runClassDown },
};
const words = Object.keys(actions).join(' | ');

/** `labs class <action> <class>`: a class from its roster to hundreds of sandboxes, and back. */
export const classCommand: CliCommand = {
  startsLocal: ([action]) => action === 'plan' || action === 'up',
  endsOnInterrupt: ([action]) => action === 'door',
  define: (command, lang) => {
    command.argument('<action>', words);
    defineClassOptions(command, lang);
  },
  run: async (context, [word = '', name, ...args], options) => {
    const action = Object.hasOwn(actions, word) ? actions[word] : undefined;
    if (action === undefined || name === undefined) {
      throw new LabsError('cli.usage', {
        text: `labs class ${words} <class>`,
        help: '`labs class --help`',
      });
    }
    if (args.length > action.takes) {
      throw new LabsError('class.extra-argument', { action: word, args: args.slice(action.takes) });
    }
    const group = classSlug(name);
    context.worksOn({ class: group });
    const run = await action.load();
    return run(context, { group, args, flags: options as unknown as ClassFlags });
  },
};
