import { findGuard } from '../../../guard/place.ts';
import { message } from '../../../messages/message.ts';
import { cliCommand } from '../../command.ts';
import { nothingWithoutLocal } from '../../local-home.ts';
import { toJson } from '../../ui/json.ts';
import { consent, printNone, regionsFor, settingsWithout } from './shared.ts';

/** `labs guard down`: removes the guard and its bucket. */
export const subcommand = cliCommand({
  define: (command) => command,
  run: async (context) => {
    const session = await context.session().catch(nothingWithoutLocal);
    if (session === undefined) return printNone(context);
    const { aws, account } = session;
    const regions = await regionsFor(context);
    const guard = await findGuard(aws, account, regions);
    const { place } = guard?.settings ?? settingsWithout(session, regions);
    const { contentsOf, removeGuard } = await import('../../../guard/undeploy.ts');
    const { keys } = await contentsOf(aws, place);
    if (guard === undefined && keys === undefined) return printNone(context);
    const works = (keys ?? []).filter((key) => key.startsWith('work/')).length;
    const others = (keys ?? []).filter((key) => key.startsWith('reports/')).length;
    context.host.show([message('guard.plan-down', { ...place, works, others })]);
    if (context.flags.dryRun) return 0;
    await consent(context);
    await removeGuard(aws, context.host, place, guard, context.signal);
    const { json } = context.flags;
    context.write(json ? toJson({ guard: null }) : context.say(message('guard.down-done')));
    return 0;
  },
});
