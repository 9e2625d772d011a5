import { isLabsError } from '../errors.ts';
import type { Session } from '../aws/session.ts';

/** Where a notebook's files are on this disk; on the local AWS only. */
export async function homeOf(
  session: Session,
  notebook: string | undefined,
): Promise<string | undefined> {
  if (!session.local || notebook === undefined) return undefined;
  const { findLocalAws, notebookHome } = await import('../local/index.ts');
  const local = await findLocalAws();
  return local === undefined ? undefined : notebookHome(local, notebook);
}

/** Where no local AWS runs there is nothing of it. */
export function nothingWithoutLocal(error: unknown): undefined {
  if (isLabsError(error, 'local-command.not-running')) return undefined;
  throw error;
}
