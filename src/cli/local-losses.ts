import { join } from 'node:path';
import { listSandboxesIn, type SandboxStack } from '../aws/sandboxes.ts';
import type { Session } from '../aws/session.ts';
import { regionsOf } from '../catalog/catalog.ts';
import { LabsError } from '../errors.ts';
import { labsHome, localHome } from '../home.ts';
import { instancesWithWork } from '../local/index.ts';
import { message, type Message } from '../messages/message.ts';
import type { CommandContext } from './command.ts';

/**
 * Says which sandboxes go with the local AWS, and asks. Where there are none it asks nothing.
 *
 * @param session on the local AWS; undefined where none answers, and only its files can tell
 * @throws LabsError `cli.declined`, or `cli.no-terminal` where nobody can answer
 */
export async function askForLosses(
  context: CommandContext,
  session: Session | undefined,
): Promise<void> {
  const stacks = session === undefined ? [] : await sandboxesIn(context, session);
  const lines = stacks.length > 0 ? [lossOf(stacks)] : await filesLeft(context.env);
  if (lines.length === 0) return;
  context.host.show(lines);
  if (context.flags.dryRun) return;
  if (!(await context.host.confirm({ message: message('common.proceed') }))) {
    throw new LabsError('cli.declined', {});
  }
}

/** A region that cannot be read has none: what is lost with the files is seen on the disk. */
async function sandboxesIn(
  context: CommandContext,
  { aws }: Session,
): Promise<readonly SandboxStack[]> {
  return listSandboxesIn(aws, regionsOf(await context.catalog()), () => undefined);
}

function lossOf(stacks: readonly SandboxStack[]): Message {
  const own = stacks.filter((stack) => stack.class === undefined);
  return message('local-command.loses', {
    names: stacks.map(({ name }) => name),
    own: own.map(({ name }) => name),
    classes: [...new Set(stacks.flatMap((stack) => stack.class ?? []))],
  });
}

async function filesLeft(env: NodeJS.ProcessEnv): Promise<readonly Message[]> {
  const { instances } = localHome(env);
  const names = (await instancesWithWork(instances)).map(({ name }) => name);
  if (names.length === 0) return [];
  const saved = join(labsHome(env), 'saved');
  return [message('local-command.loses-files', { names, dir: instances, saved })];
}
