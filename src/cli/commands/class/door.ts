import type { Command } from 'commander';
import type { SandboxStack } from '../../../aws/sandboxes.ts';
import type { Catalog } from '../../../catalog/catalog.ts';
import { openDoor } from '../../../classroom/door/door.ts';
import type { ListenAddress, Tls } from '../../../classroom/door/serve.ts';
import { isLoopback, loopback, parseListen, readTls } from '../../../classroom/door/serve.ts';
import { LabsError } from '../../../errors.ts';
import { message } from '../../../messages/message.ts';
import type { OptionsOf } from '../../command.ts';
import type { Describe } from '../../flags.ts';
import { toJson } from '../../ui/json.ts';
import { classAction } from './action.ts';
import { membersFor } from './members.ts';

function defineDoor(command: Command<[string]>, describe: Describe) {
  return command
    .option('--listen <address>', describe('door.option-listen'))
    .option('--cert <file>', describe('door.option-cert'))
    .option('--key <file>', describe('door.option-key'))
    .option('--insecure', describe('door.option-insecure'));
}

type DoorFlags = OptionsOf<typeof defineDoor>;

/** `labs class door <class>`: the web page on which students open their notebooks, until Ctrl+C. */
export const subcommand = classAction({
  endsOnInterrupt: true,
  define: defineDoor,
  run: async (context, { group, flags }) => {
    const { host, lang, signal } = context;
    const { listen, tls } = await listenOf(flags);
    const session = await context.session();
    const members = await membersFor(context, session, group);
    const catalog = await context.catalog();
    const door = await openDoor(session.aws, host, {
      group,
      lang,
      regions: [...new Set(members.map(({ region }) => region))],
      listen,
      tls,
      firstNotebook: (stack) => firstNotebook(catalog, stack),
      signal,
    });
    const { url, boardUrl } = door;
    context.write(
      context.flags.json
        ? toJson({ door: { class: group, url, board: boardUrl } })
        : context.say(message('door.serving', { url, board: boardUrl })),
    );
    if (isLoopback(listen.host)) {
      host.notify({ type: 'note', message: message('door.loopback', { group }) });
    } else if (tls === undefined) {
      host.notify({ type: 'warning', message: message('door.insecure') });
    }
    const ids = members.flatMap(({ owner, door: code }) => (code === undefined ? [owner] : []));
    if (ids.length > 0) {
      host.notify({ type: 'warning', message: message('door.no-codes', { ids, group }) });
    }
    await new Promise<void>((resolve) => {
      if (signal.aborted) resolve();
      else signal.addEventListener('abort', () => resolve(), { once: true });
    });
    await door.close();
    return 0;
  },
});

/**
 * Where to listen, and how it is encrypted.
 *
 * @throws LabsError `door.listen-invalid`, `door.tls-half`, `door.tls-unusable`, `door.needs-tls`
 */
async function listenOf({ listen, cert, key, insecure }: DoorFlags): Promise<{
  readonly listen: ListenAddress;
  readonly tls: Tls | undefined;
}> {
  const address = listen === undefined ? loopback : parseListen(listen);
  if ((cert === undefined) !== (key === undefined)) throw new LabsError('door.tls-half', {});
  const tls = cert === undefined || key === undefined ? undefined : await readTls(cert, key);
  if (tls === undefined && !isLoopback(address.host) && insecure !== true) {
    throw new LabsError('door.needs-tls', { host: address.host });
  }
  return { listen: address, tls };
}

/** The notebook that the first of a sandbox's labs begins with. */
function firstNotebook(catalog: Catalog, { labs }: SandboxStack): string | undefined {
  return catalog.find(({ id }) => id === labs[0])?.open;
}
