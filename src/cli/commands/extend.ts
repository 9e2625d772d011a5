import { tablePrice } from '../../cost/prices.ts';
import { LabsError } from '../../errors.ts';
import { message } from '../../messages/message.ts';
import { applyLease, extendedLease } from '../../provision/extend.ts';
import { observe } from '../../provision/observe.ts';
import { viewOf } from '../../provision/view.ts';
import { parseDuration } from '../../sandbox/duration.ts';
import { cliCommand } from '../command.ts';
import { toJson } from '../ui/json.ts';
import { findOne } from '../whose.ts';

/** `labs extend <2h>`: more time before the notebook is stopped. */
export const subcommand = cliCommand({
  define: (command, describe) =>
    command
      .argument('<duration>', describe('cli.argument-duration'))
      .option('--owner <name>', describe('cli.option-owner'))
      .option('--sandbox <name>', describe('cli.option-sandbox')),
  run: async (context, [duration], options) => {
    const milliseconds = parseDuration(duration);
    const catalog = await context.catalog();
    const { aws } = await context.session();
    const stack = await findOne(context, await context.session(), options);
    const lease = extendedLease(stack, milliseconds, context.now());
    const { name } = stack;
    context.host.show([message('extend.plan', { name, ...lease })]);
    if (context.flags.dryRun) return 0;
    if (!(await context.host.confirm({ message: message('common.proceed') }))) {
      throw new LabsError('cli.declined', {});
    }
    await applyLease(aws, catalog, stack, lease);
    const [after] = await observe(aws, [{ ...stack, ...lease }]);
    if (context.flags.json && after !== undefined) {
      context.write(toJson({ sandboxes: [viewOf(after, tablePrice)] }));
    } else {
      const runs = after?.notebook?.status === 'InService';
      const done = message(runs ? 'extend.done' : 'extend.resting', {
        name,
        stopsAt: lease.stopsAt,
      });
      context.write(context.say(done));
    }
    return 0;
  },
});
