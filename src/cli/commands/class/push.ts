import { defined } from '../../../defined.ts';
import { listNotebooks } from '../../../aws/notebooks.ts';
import { chooseLabs } from '../../../catalog/catalog.ts';
import { readContents } from '../../../catalog/content.ts';
import type { Lab } from '../../../catalog/schema.ts';
import { labsOf } from '../../../classroom/plan/class-plan.ts';
import type { PackedFolder } from '../../../classroom/push/pack-folder.ts';
import { packFolder } from '../../../classroom/push/pack-folder.ts';
import { conflictsIn, missesIn, pushJourneys } from '../../../classroom/push/push.ts';
import type { Arrival } from '../../../classroom/run/step.ts';
import { LabsError } from '../../../errors.ts';
import type { Message } from '../../../messages/message.ts';
import { message } from '../../../messages/message.ts';
import type { CommandContext } from '../../command.ts';
import { classAction, sandboxOptions } from './action.ts';
import { membersFor } from './members.ts';
import { askAndRun, finishAll } from './over-all.ts';
import { upClass } from './up.ts';

/**
 * `labs class push <class> [folder] [--lab ...]`: a new lab, the labs as the catalog has them now, or
 * a folder of the instructor's, into every sandbox.
 */
export const subcommand = classAction({
  define: (command, describe) =>
    sandboxOptions(
      command
        .argument('[folder]', describe('class.argument-push'))
        .option('--as <name>', describe('class.option-as'))
        .option('--lab <lab...>', describe('class.option-push-lab')),
      describe,
    ).option('--no-wait', describe('cli.option-no-wait')),
  run: async (context, { group, args: [given], flags }) => {
    const catalog = await context.catalog();
    const session = await context.session();
    const members = await membersFor(context, session, group);
    const labs = chooseLabs(catalog, flags.lab ?? []).map(({ id }) => id);
    // A new lab changes what a sandbox may do, so its stack changes too: that is what up does.
    if (labs.some((lab) => members.some((stack) => !stack.labs.includes(lab)))) {
      if (given !== undefined) throw new LabsError('push.one-thing', { group });
      return upClass(context, group, flags);
    }
    const theirs = catalog.filter(({ id }) => labsOf(members).includes(id));
    const folder = given === undefined ? undefined : await packFolder(given, flags.as);
    if (folder !== undefined) {
      const lab = theirs.find((one) => foldersOf(one).includes(folder.dir));
      if (lab !== undefined) throw new LabsError('push.clash', { dir: folder.dir, lab: lab.id });
    }
    const regions = [...new Set(members.map(({ region }) => region))];
    const notebooks = await Promise.all(
      regions.map((region) => listNotebooks(session.aws, region)),
    );
    const running = new Set(
      notebooks.flat().flatMap(({ name, status }) => (status === 'InService' ? [name] : [])),
    );
    const resting = members.filter(({ notebook = '' }) => !running.has(notebook)).length;
    const lines = [
      message('push.title', {
        group,
        count: members.length,
        ...(folder === undefined ? {} : { dir: folder.dir, files: folder.files }),
      }),
      ...(resting === 0 ? [] : [message('push.resting', { resting })]),
      ...(folder === undefined ? [] : describeFolder(folder)),
    ];
    const contents = await readContents(theirs);
    const options = {
      catalog,
      contents,
      running,
      now: context.now(),
      ...(folder ? { folder } : {}),
    };
    const journeys = pushJourneys(session.aws, members, options);
    const arrivals = await askAndRun(context, session, lines, journeys);
    return finishPush(context, group, arrivals, given);
  },
});

/**
 * Says who keeps what of their own, and who got nothing.
 *
 * @param given the instructor's folder as it was typed, if one was
 */
export function finishPush(
  context: Pick<CommandContext, 'flags' | 'write' | 'say'>,
  group: string,
  arrivals: readonly Arrival[] | undefined,
  given: string | undefined,
): number {
  const conflicts = conflictsIn(arrivals ?? []);
  const misses = missesIn(arrivals ?? []);
  return finishAll(context, group, arrivals, {
    lines: [
      ...misses.map((miss) => message('push.missed', { ...miss, group, ...defined({ given }) })),
      ...conflicts.map((one) => message('push.kept', one)),
    ],
    json: { conflicts, misses },
    unserved: new Set(misses.map(({ id }) => id)),
  });
}

/** What an instructor may not expect of a folder: links stay behind, hidden files go along. */
function describeFolder({ links, hidden }: PackedFolder): readonly Message[] {
  return [
    ...(links.length === 0 ? [] : [message('push.links', { paths: links })]),
    ...(hidden.length === 0 ? [] : [message('push.hidden', { paths: hidden })]),
  ];
}

/** The folders that a lab has in a sandbox. */
function foldersOf({ repos, content }: Lab): readonly string[] {
  return [...repos.map(({ dir }) => dir), ...(content === undefined ? [] : [content.dir])];
}
