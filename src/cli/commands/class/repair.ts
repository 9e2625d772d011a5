import { chooseLabs } from '../../../catalog/catalog.ts';
import { memberNamed } from '../../../classroom/class.ts';
import { besideThem, broughtBy, repairJourney } from '../../../classroom/repair.ts';
import { fetchReport, fetchWish } from '../../../aws/reports.ts';
import { LabsError } from '../../../errors.ts';
import { message } from '../../../messages/message.ts';
import { classAction } from './action.ts';
import { membersFor } from './members.ts';
import { askAndRun, finishAll } from './over-all.ts';

/** `labs class repair <class> <student>`: fresh copies beside the broken ones, and fresh kernels. */
export const subcommand = classAction({
  define: (command, describe) =>
    command
      .argument('<student>', describe('class.argument-student'))
      .option('--lab <lab>', describe('class.option-repair-lab')),
  run: async (context, { group, args: [student], flags }) => {
    const catalog = await context.catalog();
    const [lab] = chooseLabs(catalog, flags.lab === undefined ? [] : [flags.lab]);
    const session = await context.session();
    const { aws } = session;
    const members = await membersFor(context, session, group);
    const stack = memberNamed(members, group, student);
    const [wish, report] = await Promise.all([fetchWish(aws, stack), fetchReport(aws, stack)]);
    const brought = broughtBy(catalog, stack, lab?.id, wish);
    if (brought.wish.repos.length + brought.contents.length === 0) {
      throw new LabsError('repair.nothing', { id: stack.owner, labs: stack.labs });
    }
    const taken = [...(wish?.repos ?? []), ...(wish?.contents ?? []), ...(report?.repos ?? [])];
    const fresh = besideThem(brought, new Set(taken.map(({ dir }) => dir)));
    const dirs = [...fresh.wish.repos, ...fresh.contents].map(({ dir }) => dir);
    const lines = [message('repair.title', { id: stack.owner, dirs })];
    const journeys = [repairJourney(aws, catalog, stack, fresh, context.now())];
    return finishAll(context, group, await askAndRun(context, session, lines, journeys), {
      lines: [message('repair.done', { id: stack.owner, dirs })],
      json: { folders: dirs },
    });
  },
});
