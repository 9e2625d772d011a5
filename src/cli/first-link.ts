import type { Aws } from '../aws/clients.ts';
import type { SandboxStack } from '../aws/sandboxes.ts';
import { reasonOf } from '../classroom/run/reason.ts';
import { message } from '../messages/message.ts';
import { presign } from '../provision/presign.ts';
import type { CommandContext } from './command.ts';

/**
 * The link to a sandbox that has just been started; undefined, with a warning, where none can be
 * had: the sandbox runs all the same, and `labs open` asks again.
 */
export async function firstLink(
  { host, signal }: Pick<CommandContext, 'host' | 'signal'>,
  aws: Aws,
  stack: SandboxStack,
): Promise<string | undefined> {
  try {
    return await presign(aws, stack);
  } catch (error) {
    signal.throwIfAborted();
    const why = reasonOf(error);
    host.notify({
      type: 'warning',
      message: message('start.no-link', { name: stack.name, en: why.en, ko: why.ko }),
    });
    return undefined;
  }
}
