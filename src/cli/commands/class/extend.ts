import { extendJourneys } from '../../../classroom/during.ts';
import { message } from '../../../messages/message.ts';
import { parseDuration } from '../../../sandbox/duration.ts';
import { extendedLease } from '../../../provision/extend.ts';
import { classAction } from './action.ts';
import { membersFor } from './members.ts';
import { askAndRun, finishAll } from './over-all.ts';

/** `labs class extend <class> <2h>`: more time for everybody before the notebooks are stopped. */
export const subcommand = classAction({
  define: (command, describe) => command.argument('<duration>', describe('cli.argument-duration')),
  run: async (context, { group, args: [given] }) => {
    const milliseconds = parseDuration(given);
    const session = await context.session();
    const members = await membersFor(context, session, group);
    const now = context.now();
    const ends = members.map((stack) => extendedLease(stack, milliseconds, now).stopsAt.getTime());
    const lines = [
      message('class.extend-title', {
        group,
        count: members.length,
        stopsAt: new Date(Math.min(...ends)),
        latest: new Date(Math.max(...ends)),
      }),
    ];
    const journeys = extendJourneys(
      session.aws,
      await context.catalog(),
      members,
      milliseconds,
      now,
    );
    return finishAll(context, group, await askAndRun(context, session, lines, journeys));
  },
});
