import type { CommandContext } from '../../command.ts';
import type { ClassAsked } from './flags.ts';
import { runClassUp } from './up.ts';

/**
 * `labs class start <class>`: starts what is stopped, as the class is, with a new lease.
 *
 * @param lab labs that are new to the class
 */
export function runClassStart(
  context: CommandContext,
  { group, args, flags }: ClassAsked,
  lab: readonly string[] = [],
): Promise<number> {
  const { roster: _roster, students: _students, ...rest } = flags;
  return runClassUp(context, { group, args, flags: { ...rest, lab, prune: false } });
}
