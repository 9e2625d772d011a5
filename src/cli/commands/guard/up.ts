import { defined } from '../../../defined.ts';
import { regionsOf } from '../../../catalog/catalog.ts';
import { LabsError } from '../../../errors.ts';
import { findGuard } from '../../../guard/place.ts';
import { message } from '../../../messages/message.ts';
import { parseDuration } from '../../../sandbox/duration.ts';
import { cliCommand } from '../../command.ts';
import { toJson } from '../../ui/json.ts';
import { consent, regionsFor, settingsWithout, viewOf } from './shared.ts';

/** `labs guard up`: makes the guard, or changes the one that is there; what is not said stays as it is. */
export const subcommand = cliCommand({
  define: (command, describe) =>
    command
      .option('--max-run <duration>', describe('guard.option-max-run'))
      .option('--max-keep <duration>', describe('guard.option-max-keep'))
      .option('--email <address>', describe('guard.option-email')),
  run: async (context, _args, flags) => {
    const session = await context.session();
    if (session.local) throw new LabsError('guard.not-local', {});
    const { aws, account } = session;
    const regions = regionsOf(await context.catalog());
    const guard = await findGuard(aws, account, regions);
    const before = guard?.settings ?? settingsWithout(session, await regionsFor(context));
    const { maxRun, maxKeep, email = guard?.email } = flags;
    const limits = {
      runMs: maxRun === undefined ? before.limits.runMs : parseDuration(maxRun),
      keepMs: maxKeep === undefined ? before.limits.keepMs : parseDuration(maxKeep),
    };
    const settings = { place: before.place, regions, limits };
    const { region } = settings.place;
    const existing = guard !== undefined;
    context.host.show([
      message('guard.plan-up', {
        account,
        region,
        existing,
        regions,
        ...limits,
        email: email ?? '',
      }),
    ]);
    if (context.flags.dryRun) return 0;
    await consent(context);
    const [{ guardBundle }, { synthesizeGuard }, { deployGuard }] = await Promise.all([
      import('../../../guard/bundle.ts'),
      import('../../../../lib/guard-template.ts'),
      import('../../../guard/deploy.ts'),
    ]);
    const plan = {
      settings,
      bundle: guardBundle(),
      template: synthesizeGuard(email !== undefined),
      ...defined({ email, existing: guard?.status }),
    };
    const made = await deployGuard(aws, context.host, plan, context.signal);
    context.write(
      context.flags.json
        ? toJson({ guard: viewOf(made) })
        : context.say(message('guard.up-done', { region })),
    );
    return 0;
  },
});
