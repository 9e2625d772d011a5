import type { ClassRunner } from './flags.ts';
import { runClassUp } from './up.ts';

/** `labs class start <class>`: starts what is stopped, as the class is, with a new lease. */
export const runClassStart: ClassRunner = (context, { group, args, flags }) => {
  const { roster: _roster, students: _students, lab: _lab, ...rest } = flags;
  return runClassUp(context, { group, args, flags: { ...rest, prune: false } });
};
