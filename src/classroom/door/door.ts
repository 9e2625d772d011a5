import { randomBytes } from 'node:crypto';
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Aws } from '../../aws/clients.ts';
import type { SandboxStack } from '../../aws/sandboxes.ts';
import type { Host } from '../../host/host.ts';
import { message } from '../../messages/message.ts';
import type { Lang } from '../../messages/text.ts';
import { createBoardReader } from '../board/read.ts';
import { createActs } from './acts.ts';
import { createDoor } from './app.ts';
import { createGuesses } from './guesses.ts';
import type { ListenAddress, Serving, Tls } from './serve.ts';
import { serve } from './serve.ts';
import { createVisits } from './visits.ts';
import { createWatch, shared } from './watch.ts';

export interface OpenDoorOptions {
  readonly group: string;
  readonly lang: Lang;
  /** Where the class has sandboxes. */
  readonly regions: readonly string[];
  readonly listen: ListenAddress;
  readonly tls: Tls | undefined;
  /** The notebook to begin with in a sandbox, if its labs are known. */
  readonly firstNotebook: (stack: SandboxStack) => string | undefined;
  /** Ends what is under way in AWS for the board. */
  readonly signal: AbortSignal;
}

export interface OpenDoor extends Serving {
  /** The address of the instructor's board, with its key. */
  readonly boardUrl: string;
}

/** How often the board looks at the account, at most. */
const boardMs = 5_000;
/** The same trouble is said again after this, no sooner. */
const troubleMs = 60_000;

/**
 * Opens the door of a class on this machine.
 *
 * @throws LabsError `door.cannot-listen`
 */
export async function openDoor(aws: Aws, host: Host, options: OpenDoorOptions): Promise<OpenDoor> {
  const { group, lang, regions, listen, tls, firstNotebook, signal } = options;
  const now = () => Date.now();
  const watch = createWatch(aws, group, regions, now);
  const warn = once(now);
  const onTrouble = (error: unknown) => {
    const text = error instanceof Error ? error.message : String(error);
    if (warn(text))
      host.notify({ type: 'warning', message: message('door.aws-trouble', { text }) });
  };
  const visits = createVisits({ group, watch, acts: createActs(aws), now, onTrouble });
  const reader = createBoardReader(aws, group, signal);
  const look = shared(async () => {
    const began = now();
    const board = await reader.read(await watch.members(boardMs), new Date(began));
    // A large class takes longer to look at, and is looked at less often.
    pauseMs = Math.max(boardMs, 2 * (now() - began));
    return board;
  }, now);
  let pauseMs = boardMs;
  const key = randomBytes(16).toString('base64url');
  const app = createDoor({
    group,
    lang,
    visits,
    guesses: createGuesses(now),
    secret: randomBytes(32).toString('base64url'),
    isSecure: tls !== undefined,
    board: { key, read: async () => (await look(pauseMs)).value },
    addressOf: (context) => getConnInfo(context).remote.address ?? '',
    firstNotebook,
    onTrouble,
    onOpened: ({ owner }) =>
      host.notify({ type: 'note', message: message('door.opened', { id: owner }) }),
    onGuessing: (address) => {
      if (warn(address))
        host.notify({ type: 'warning', message: message('door.guessing', { address }) });
    },
    onForeignForm: (form) => {
      if (warn('form'))
        host.notify({ type: 'warning', message: message('door.form-refused', form) });
    },
  });
  const serving = await serve(app, listen, tls);
  return { ...serving, boardUrl: new URL(`/board?key=${key}`, serving.url).href };
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
