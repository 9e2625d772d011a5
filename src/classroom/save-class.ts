import PQueue from 'p-queue';
import type { Aws } from '../aws/clients.ts';
import type { Host } from '../host/host.ts';
import { message } from '../messages/message.ts';
import type { BothLangs } from '../messages/text.ts';
import type { ObservedSandbox } from '../provision/observe.ts';
import { stopNotebook } from '../provision/stop.ts';
import { planSave } from '../saved/save-plan.ts';
import type { SaveOptions } from '../saved/save.ts';
import { saveWork } from '../saved/save.ts';
import type { UnpackedWork } from '../saved/unpack.ts';
import { reasonOf } from './run/reason.ts';

/** How a student's hand-in ended. */
export type HandIn =
  | {
      readonly is: 'saved';
      readonly id: string;
      readonly dir: string;
      readonly files: number;
      /** Of the archive as the agent made it, hex. */
      readonly sha256: string;
      /** Files that were too large. */
      readonly skipped: number;
    }
  | { readonly is: 'nothing'; readonly id: string }
  | { readonly is: 'failed'; readonly id: string; readonly reason: BothLangs };

/** Sandboxes whose work is fetched at the same time. */
const savesAtOnce = 16;

/**
 * Saves every student's work into folders by id, while the sandboxes live on: a notebook that is
 * started for it is stopped again. One that fails stops no other.
 */
export async function saveClass(
  aws: Aws,
  host: Host,
  observed: readonly ObservedSandbox[],
  options: SaveOptions,
): Promise<readonly HandIn[]> {
  const queue = new PQueue({ concurrency: savesAtOnce });
  // Sixty tasks of their own would fill the screen: they are counted in one.
  const quiet: Host = { ...host, notify: (event) => event.type !== 'task' && host.notify(event) };
  let done = 0;
  const tell = (state: 'running' | 'done' | 'failed') =>
    host.notify({
      type: 'task',
      id: 'class-collect',
      state,
      message: message('class.step', { step: 'collect' }),
      done,
      total: observed.length,
    });
  tell('running');
  const handIns = await Promise.all(
    observed.map((sandbox) =>
      queue.add(async () => {
        const handIn = await saveOne(aws, quiet, sandbox, options);
        done += handIn.is === 'failed' ? 0 : 1;
        tell('running');
        return handIn;
      }),
    ),
  );
  options.signal.throwIfAborted();
  tell(done === observed.length ? 'done' : 'failed');
  return handIns;
}

async function saveOne(
  aws: Aws,
  host: Host,
  sandbox: ObservedSandbox,
  options: SaveOptions,
): Promise<HandIn> {
  const id = sandbox.stack.owner;
  try {
    options.signal.throwIfAborted();
    const saved = await saveAndRest(aws, host, sandbox, options);
    if (saved === undefined) return { is: 'nothing', id };
    const { files, sha256, skippedCount: skipped } = saved.manifest;
    return { is: 'saved', id, dir: saved.dir, files, sha256, skipped };
  } catch (error) {
    return { is: 'failed', id, reason: reasonOf(error) };
  }
}

async function saveAndRest(
  aws: Aws,
  host: Host,
  sandbox: ObservedSandbox,
  options: SaveOptions,
): Promise<UnpackedWork | undefined> {
  const { stack } = sandbox;
  try {
    return await saveWork(aws, host, sandbox, options, stack.owner);
  } finally {
    if (planSave(sandbox) === 'start') await stopNotebook(aws, host, stack, options.signal);
  }
}
