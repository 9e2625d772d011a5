import { describeReports } from '../../../guard/describe.ts';
import { findGuard } from '../../../guard/place.ts';
import { lastReports } from '../../../guard/report.ts';
import { cliCommand } from '../../command.ts';
import { clockOf } from '../../local-clock.ts';
import { nothingWithoutLocal } from '../../local-home.ts';
import { toJson } from '../../ui/json.ts';
import { printNone, regionsFor, viewOf } from './shared.ts';

/** `labs guard status`: what the guard did last, and what it does next. */
export const subcommand = cliCommand({
  define: (command) => command,
  run: async (context) => {
    const session = await context.session().catch(nothingWithoutLocal);
    if (session === undefined) return printNone(context);
    const regions = await regionsFor(context);
    const guard = await findGuard(session.aws, session.account, regions);
    if (guard === undefined) return printNone(context);
    const { place } = guard.settings;
    const now = await clockOf(session, context.now);
    const reports = await lastReports(session.aws, place, now(), 5);
    context.write(
      context.flags.json
        ? toJson({ guard: viewOf(guard), reports })
        : describeReports(guard, reports, now()).map(context.say).join('\n'),
    );
    return 0;
  },
});
