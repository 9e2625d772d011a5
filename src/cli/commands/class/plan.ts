import { describeClassPlan } from '../../../classroom/plan/describe.ts';
import { requestQuotas } from '../../../classroom/plan/request-quotas.ts';
import { LabsError } from '../../../errors.ts';
import { message } from '../../../messages/message.ts';
import { toJson } from '../../ui/json.ts';
import { printed } from '../../ui/lines.ts';
import { classAction, planOptions } from './action.ts';
import { prepareClass } from './prepare.ts';

/** `labs class plan <class>`: what up would do, what it costs, and whether the account allows it. */
export const subcommand = classAction({
  startsLocal: true,
  define: (command, describe) =>
    planOptions(command, describe).option('--request', describe('class.option-request')),
  run: async (context, { group, flags: typed }) => {
    const { plan, outlook, catalog, session } = await prepareClass(context, group, typed);
    const { flags, host, say } = context;
    const { price, quotas, seconds } = outlook;
    if (flags.json && typed.request !== true) {
      context.write(toJson({ plan, price, quotas, seconds }));
      return 0;
    }
    const lines = describeClassPlan(plan, catalog, outlook, context.now());
    if (typed.request !== true) {
      context.write(printed(lines, say));
      return 0;
    }
    host.show(lines);
    const short = quotas.filter(({ ask, code }) => ask !== undefined && code !== undefined);
    if (short.length > 0 && !flags.dryRun) {
      if (
        !(await host.confirm({ message: message('class.quota-question', { count: short.length }) }))
      ) {
        throw new LabsError('cli.declined', {});
      }
    }
    const requests = flags.dryRun ? [] : await requestQuotas(session.aws, plan.region, short);
    context.write(
      flags.json
        ? toJson({ plan, price, quotas, seconds, requests })
        : requests
            .map((one) => message(one.isFiled ? 'class.quota-filed' : 'class.quota-not-filed', one))
            .map(say)
            .join('\n'),
    );
    return requests.every(({ isFiled }) => isFiled) ? 0 : 1;
  },
});
