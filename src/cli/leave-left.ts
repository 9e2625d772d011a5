import type { Aws } from '../aws/clients.ts';
import { message } from '../messages/message.ts';
import { leaveToGuard } from '../provision/leave-to-guard.ts';
import type { Receipt } from '../teardown/receipt.ts';
import type { CommandContext } from './command.ts';

/**
 * Hands over to the guard what a `down` could not finish, and says so. One that was interrupted is not:
 * whoever did that may want to look first.
 */
export async function leaveLeft(
  { host, signal, now }: CommandContext,
  aws: Aws,
  receipts: readonly Receipt[],
): Promise<void> {
  if (signal.aborted) return;
  const unfinished = receipts
    .filter(({ left }) => left.some(({ type }) => type === 'stack'))
    .map(({ sandbox, region }) => ({ name: sandbox, region }));
  const names = await leaveToGuard(aws, unfinished, now());
  if (names.length > 0) {
    host.notify({ type: 'note', message: message('down.left-to-guard', { names }) });
  }
}
