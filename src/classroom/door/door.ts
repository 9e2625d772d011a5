import { randomBytes } from 'node:crypto';
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Aws } from '../../aws/clients.ts';
import type { SandboxStack } from '../../aws/sandboxes.ts';
import type { Host } from '../../host/host.ts';
import { message } from '../../messages/message.ts';
import type { Lang } from '../../messages/text.ts';
import { createActs } from './acts.ts';
import { createDoor } from './app.ts';
import { createGuesses } from './guesses.ts';
import type { ListenAddress, Serving, Tls } from './serve.ts';
import { serve } from './serve.ts';
import { createVisits } from './visits.ts';
import { createWatch } from './watch.ts';

export interface OpenDoorOptions {
  readonly group: string;
  readonly lang: Lang;
  /** Where the class has sandboxes. */
  readonly regions: readonly string[];
  readonly listen: ListenAddress;
  readonly tls: Tls | undefined;
  /** The notebook to begin with in a sandbox, if its labs are known. */
  readonly firstNotebook: (stack: SandboxStack) => string | undefined;
}

/** The same trouble is said again after this, no sooner. */
const troubleMs = 60_000;

/**
 * Opens the door of a class on this machine.
 *
 * @throws LabsError `door.cannot-listen`
 */
export async function openDoor(aws: Aws, host: Host, options: OpenDoorOptions): Promise<Serving> {
  const { group, lang, regions, listen, tls, firstNotebook } = options;
  const now = () => Date.now();
  const watch = createWatch(aws, group, regions, now);
  const warn = once(now);
  const visits = createVisits({
    group,
    watch,
    acts: createActs(aws),
    now,
    onTrouble: (error) => {
      const text = error instanceof Error ? error.message : String(error);
      if (warn(text))
        host.notify({ type: 'warning', message: message('door.aws-trouble', { text }) });
    },
  });
  const app = createDoor({
    group,
    lang,
    visits,
    guesses: createGuesses(now),
    secret: randomBytes(32).toString('base64url'),
    isSecure: tls !== undefined,
    addressOf: (context) => getConnInfo(context).remote.address ?? '',
    firstNotebook,
    onOpened: ({ owner }) =>
      host.notify({ type: 'note', message: message('door.opened', { id: owner }) }),
    onGuessing: (address) => {
      if (warn(address))
        host.notify({ type: 'warning', message: message('door.guessing', { address }) });
    },
  });
  return serve(app, listen, tls);
}

/** Whether something has not been said for a while. */
function once(now: () => number): (what: string) => boolean {
  const said = new Map<string, number>();
  return (what) => {
    const isNew = now() - (said.get(what) ?? -Infinity) > troubleMs;
    if (isNew) said.set(what, now());
    return isNew;
  };
}
