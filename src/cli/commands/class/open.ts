import { memberNamed } from '../../../classroom/class.ts';
import { tablePrice } from '../../../cost/prices.ts';
import { LabsError } from '../../../errors.ts';
import { message } from '../../../messages/message.ts';
import { observe } from '../../../provision/observe.ts';
import { presign } from '../../../provision/presign.ts';
import { viewOf } from '../../../provision/view.ts';
import { toJson } from '../../ui/json.ts';
import { classAction } from './action.ts';
import { membersFor } from './members.ts';

/** `labs class open <class> <student>`: a fresh link to one student's JupyterLab. */
export const subcommand = classAction({
  define: (command, describe) => command.argument('<student>', describe('class.argument-student')),
  run: async (context, { group, args: [student] }) => {
    const session = await context.session();
    const members = await membersFor(context, session, group);
    const stack = memberNamed(members, group, student);
    const [sandbox] = await observe(session.aws, [stack]);
    if (sandbox?.notebook?.status !== 'InService') {
      throw new LabsError('notebook.not-running', {
        sandbox: stack,
        status: sandbox?.notebook?.status ?? stack.status,
      });
    }
    const url = await presign(session.aws, stack);
    context.write(
      context.flags.json
        ? toJson({ sandboxes: [viewOf(sandbox, tablePrice, { url })] })
        : `${context.say(message('open.url'))}\n  ${url}`,
    );
    return 0;
  },
});
