import type { HandIn } from '../../../classroom/save-class.ts';
import { saveClass } from '../../../classroom/save-class.ts';
import type { SandboxStack } from '../../../aws/sandboxes.ts';
import { LabsError } from '../../../errors.ts';
import { message } from '../../../messages/message.ts';
import { observe } from '../../../provision/observe.ts';
import { saveFolder } from '../../../saved/save-folder.ts';
import { planSave } from '../../../saved/save-plan.ts';
import type { CommandContext } from '../../command.ts';
import { describeHandIns } from '../../ui/hand-ins.ts';
import { toJson } from '../../ui/json.ts';
import { printed } from '../../ui/lines.ts';
import { classAction } from './action.ts';
import { membersFor } from './members.ts';

/** `labs class save <class> [folder]`: every student's work into folders by id. */
export const subcommand = classAction({
  define: (command, describe) => command.argument('[folder]', describe('class.argument-save')),
  run: async (context, { group, args: [folder] }) => {
    const dir = await saveFolder(folder ?? `${group}-saved`);
    const session = await context.session();
    const members = await membersFor(context, session, group);
    const observed = await observe(session.aws, members);
    const starts = observed.filter((sandbox) => planSave(sandbox) === 'start').length;
    context.host.show([
      message('class.save-title', { group, count: members.length, dir, starts }),
      message('save.plan-what'),
    ]);
    if (context.flags.dryRun) return 0;
    if (starts > 0 && !(await context.host.confirm({ message: message('common.proceed') }))) {
      throw new LabsError('cli.declined', {});
    }
    const { signal, now, host } = context;
    const handIns = await saveClass(session.aws, host, observed, { dir, signal, now });
    context.write(
      context.flags.json
        ? toJson({ class: group, dir, students: handIns })
        : printed(describeHandIns(group, dir, handIns), context.say),
    );
    return handIns.every(({ is }) => is !== 'failed') ? 0 : 1;
  },
});

/**
 * Saves the work of sandboxes that are about to be taken away.
 *
 * @throws LabsError `class.save-failed`: then nothing may be removed
 */
export async function saveBefore(
  { host, signal, now }: CommandContext,
  { aws }: Pick<Awaited<ReturnType<CommandContext['session']>>, 'aws'>,
  group: string,
  members: readonly SandboxStack[],
  dir: string,
): Promise<readonly HandIn[]> {
  const observed = await observe(aws, members);
  const handIns = await saveClass(aws, host, observed, { dir, signal, now });
  const failed = handIns.filter((one) => one.is === 'failed');
  const [first] = failed;
  if (first === undefined) return handIns;
  const ids = failed.map(({ id }) => id);
  throw new LabsError('class.save-failed', { group, ids, reason: first.reason, dir });
}
