import type { SandboxStack } from '../../../aws/sandboxes.ts';
import type { Session } from '../../../aws/session.ts';
import { regionsOf } from '../../../catalog/catalog.ts';
import { requireMembers } from '../../../classroom/class.ts';
import { message } from '../../../messages/message.ts';
import type { CommandContext } from '../../command.ts';

/**
 * The members of a class that must exist, in every region of the catalog or in `--region`.
 *
 * @throws LabsError `class.none`
 */
export async function membersFor(
  context: CommandContext,
  { aws }: Session,
  group: string,
): Promise<readonly SandboxStack[]> {
  const { flags, host } = context;
  const regions = flags.region === undefined ? regionsOf(await context.catalog()) : [flags.region];
  return requireMembers(aws, regions, group, (region, error) => {
    const text = error instanceof Error ? error.message : String(error);
    host.notify({ type: 'warning', message: message('cli.region-unreadable', { region, text }) });
  });
}
