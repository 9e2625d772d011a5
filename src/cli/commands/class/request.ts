import { defined } from '../../../defined.ts';
import type { SeatCode } from '../../../classroom/handouts/codes.ts';
import type { ClassRequest } from '../../../classroom/plan/class-plan.ts';
import { parseHour } from '../../../classroom/plan/hour.ts';
import { loadRoster, numberedStudents } from '../../../classroom/roster/roster.ts';
import type { Student } from '../../../classroom/roster/student.ts';
import { parseDuration } from '../../../sandbox/duration.ts';
import { defaultLease } from '../../../sandbox/lease.ts';
import type { PlanFlags, RosterFlags } from './action.ts';

/**
 * The students that were named; undefined where nothing says who they are.
 *
 * @throws LabsError `roster.*`
 */
export async function studentsOf(
  group: string,
  { roster, students, mixedIds }: RosterFlags,
): Promise<readonly Student[] | undefined> {
  if (roster !== undefined) {
    return loadRoster(roster, { group, mixed: mixedIds === true });
  }
  return students === undefined ? undefined : numberedStudents(students);
}

/**
 * What was asked of a class.
 *
 * @throws LabsError `class.hour-invalid`, `class.hour-past`, `class.zone-unknown`, `duration.*`
 */
export function requestOf(
  group: string,
  labs: readonly string[],
  students: readonly Student[] | undefined,
  codes: readonly SeatCode[],
  flags: PlanFlags,
  now: Date,
): ClassRequest {
  const types = new Map(students?.map(({ id, type }) => [id, type]));
  const hour =
    flags.startAt === undefined
      ? undefined
      : parseHour(flags.startAt, flags.timeZone ?? ownZone(), codes.length, now);
  return {
    group,
    labs,
    prune: flags.prune === true,
    for: parseDuration(flags.for ?? defaultLease.for),
    keep: parseDuration(flags.keep ?? defaultLease.keep),
    leaseTyped: flags.for !== undefined || flags.keep !== undefined || hour !== undefined,
    keepEndpoints: flags.keepEndpoints === true,
    seats: codes.map(({ id, door }) => {
      const type = types.get(id);
      return {
        id,
        ...defined({ type, door }),
      };
    }),
    ...defined({ hour }),
    ...(flags.idle === undefined ? {} : { idleMinutes: parseDuration(flags.idle) / 60_000 }),
    ...defined({ type: flags.type }),
  };
}

function ownZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
