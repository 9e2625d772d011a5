import type { Session } from '../aws/session.ts';

/** The clock by which leases are kept: of the local AWS, which tests move on, else of this machine. */
export async function clockOf(session: Session, now: () => Date): Promise<() => Date> {
  if (!session.local) return now;
  const { findLocalAws, localClock } = await import('../local/index.ts');
  const local = await findLocalAws();
  if (local === undefined) return now;
  const ahead = (await localClock(local)).getTime() - Date.now();
  return () => new Date(now().getTime() + ahead);
}
