import type { Session } from '../../../aws/session.ts';
import { runJourneys } from '../../../classroom/run/run.ts';
import type { Arrival, Journey } from '../../../classroom/run/step.ts';
import { LabsError } from '../../../errors.ts';
import type { Message } from '../../../messages/message.ts';
import { message } from '../../../messages/message.ts';
import type { CommandContext } from '../../command.ts';
import { arrivalsJson, describeFailed } from '../../ui/class.ts';
import { toJson } from '../../ui/json.ts';
import { printed } from '../../ui/lines.ts';

/**
 * Shows what is about to be done with members of a class, asks once, and does it.
 *
 * @returns how each of them ended; undefined in a dry run
 * @throws LabsError `cli.declined`
 */
export async function askAndRun(
  context: CommandContext,
  session: Session,
  lines: readonly Message[],
  journeys: readonly Journey[],
): Promise<readonly Arrival[] | undefined> {
  const isWanted = await askFor(context, lines, journeys.length > 0);
  return isWanted ? runAll(context, session, journeys) : undefined;
}

/**
 * Shows what is about to be done, and asks where there is anything to do.
 *
 * @returns false in a dry run
 * @throws LabsError `cli.declined`
 */
export async function askFor(
  { host, flags }: CommandContext,
  lines: readonly Message[],
  acts: boolean,
): Promise<boolean> {
  host.show(lines);
  if (flags.dryRun) return false;
  if (acts && !(await host.confirm({ message: message('common.proceed') }))) {
    throw new LabsError('cli.declined', {});
  }
  return true;
}

/** Does it with all members at the same time. */
export function runAll(
  { host, signal }: CommandContext,
  { aws }: Session,
  journeys: readonly Journey[],
): Promise<readonly Arrival[]> {
  return runJourneys(aws, host, journeys, { signal, mostBusy: Number.POSITIVE_INFINITY });
}

/** What a command says of its members beside who failed. */
interface Ending {
  /** In place of how many are done. */
  readonly done?: Message;
  readonly lines?: readonly Message[];
  readonly json?: object;
  /** Students who came through and yet lack something: they are not done. */
  readonly unserved?: ReadonlySet<string>;
}

/** Prints how members ended; 1 where one of them failed, or lacks something. */
export function finishAll(
  { flags, write, say }: Pick<CommandContext, 'flags' | 'write' | 'say'>,
  group: string,
  arrivals: readonly Arrival[] | undefined,
  more: Ending = {},
): number {
  const all = arrivals ?? [];
  const failed = all.filter((arrival) => arrival.is === 'failed');
  const { unserved = new Set() } = more;
  const served = all.filter(({ id, is }) => is === 'ready' && !unserved.has(id)).length;
  if (flags.json) {
    write(toJson({ class: group, students: arrivalsJson(all), ...more.json }));
  } else if (arrivals !== undefined) {
    const { done = message('class.all-done', { group, done: served }) } = more;
    write(printed([done, ...describeFailed(failed), ...(more.lines ?? [])], say));
  }
  return failed.length + unserved.size === 0 ? 0 : 1;
}
