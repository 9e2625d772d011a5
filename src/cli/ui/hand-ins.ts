import type { HandIn } from '../../classroom/save-class.ts';
import type { Message } from '../../messages/message.ts';
import { message } from '../../messages/message.ts';

/** What became of each student's work. */
export function describeHandIns(
  group: string,
  dir: string,
  handIns: readonly HandIn[],
): readonly Message[] {
  const saved = handIns.filter((one) => one.is === 'saved');
  const nothing = handIns.filter((one) => one.is === 'nothing');
  const skipped = saved.filter((one) => one.skipped > 0);
  return [
    message('class.saved', {
      group,
      dir,
      students: saved.length,
      files: saved.reduce((sum, { files }) => sum + files, 0),
    }),
    ...(nothing.length === 0
      ? []
      : [message('class.saved-nothing', { ids: nothing.map(({ id }) => id) })]),
    ...skipped.map(({ id, skipped: count }) => message('class.saved-skipped', { id, count })),
    ...handIns.flatMap((one) =>
      one.is === 'failed' ? [message('class.failed', { ids: [one.id], reason: one.reason })] : [],
    ),
  ];
}
