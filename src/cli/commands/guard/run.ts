import { describeReport } from '../../../guard/describe.ts';
import { ensureBucket, findGuard } from '../../../guard/place.ts';
import { runGuard } from '../../../guard/run.ts';
import type { GuardSettings } from '../../../guard/settings.ts';
import { message } from '../../../messages/message.ts';
import { cliCommand } from '../../command.ts';
import { clockOf } from '../../local-clock.ts';
import { toJson } from '../../ui/json.ts';
import { consent, regionsFor, settingsWithout } from './shared.ts';

/**
 * `labs guard run --once`: a run here, with the rights of whoever calls, and the limits of the guard
 * that is deployed.
 */
export const subcommand = cliCommand({
  define: (command, describe) => command.requiredOption('--once', describe('guard.option-once')),
  run: async (context) => {
    const { host, signal, flags } = context;
    const session = await context.session();
    const regions = await regionsFor(context);
    const guard = await findGuard(session.aws, session.account, regions);
    const { place, limits } = guard?.settings ?? settingsWithout(session, regions);
    // Neither the role for stacks nor the topic: whoever calls has rights of their own.
    const settings: GuardSettings = { place, limits, regions: guard?.settings.regions ?? regions };
    host.show([message('guard.plan-run', { regions: settings.regions, ...limits })]);
    if (flags.dryRun) return 0;
    await consent(context);
    await ensureBucket(session.aws, place);
    const now = await clockOf(session, context.now);
    const report = await runGuard(session.aws, host, settings, { now, signal });
    context.write(
      flags.json ? toJson({ report }) : describeReport(report).map(context.say).join('\n'),
    );
    const isUnsure = report.unreadable.length > 0;
    return isUnsure || report.sandboxes.some(({ did }) => did === 'failed') ? 3 : 0;
  },
});
