import type { Message } from '../messages/message.ts';
import { message } from '../messages/message.ts';
import type { DeployedGuard } from './place.ts';
import type { GuardReport } from './report.ts';

/** The lines of one run: what it did with each sandbox, what is left to say of it, what it missed. */
export function describeReport({
  startedAt,
  sandboxes,
  unreadable,
}: GuardReport): readonly Message[] {
  return [
    message('guard.run-title', { at: new Date(startedAt), sandboxes: sandboxes.length }),
    ...sandboxes.flatMap((deed) => [
      message('guard.deed', deed),
      ...(deed.work === undefined ? [] : [message('guard.work-kept', { key: deed.work })]),
    ]),
    ...unreadable.map((one) => message('guard.unreadable', one)),
  ];
}

/** The lines of `guard status`: its last runs, and what it will do next. */
export function describeReports(
  { region, status, settings }: DeployedGuard,
  reports: readonly GuardReport[],
  now: Date,
): readonly Message[] {
  const { regions, limits } = settings;
  const [last] = reports;
  const coming = (last?.sandboxes ?? []).filter(({ did }) => did !== 'removed');
  return [
    message('guard.status-title', { region, status, regions, ...limits }),
    ...(last === undefined ? [message('guard.no-runs')] : reports.flatMap(describeReport)),
    ...(coming.length === 0 ? [] : [message('guard.next-title')]),
    ...coming.flatMap(({ name, stopsAt, removedAfter }) => [
      ...(stopsAt === undefined || new Date(stopsAt) <= now
        ? []
        : [message('guard.next-stop', { name, at: new Date(stopsAt) })]),
      ...(removedAfter === undefined
        ? []
        : [message('guard.next-removal', { name, at: new Date(removedAfter) })]),
    ]),
  ];
}
