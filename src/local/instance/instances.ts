import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Control, ServerNotebook } from '../control.ts';
import { errorText } from '../process.ts';
import { notebookTimes, type Times, takes } from '../times.ts';
import type { InstanceContext } from './context.ts';
import { instanceFolder } from './folder.ts';
import { createInstance, type Instance } from './instance.ts';
import { makeKernelTemplate } from './kernel.ts';

/** The notebook instances of the daemon. */
export interface Instances {
  /** Carries out the state under way of a notebook, and ends it. */
  pass(notebook: ServerNotebook, signal: AbortSignal): Promise<void>;
  /** One that runs. */
  find(region: string, name: string): Instance | undefined;
  /** The one whose systemctl has this token. */
  ofSystemctl(token: string): Instance | undefined;
  count(): number;
  endAll(): Promise<void>;
}

interface Options {
  readonly context: InstanceContext;
  readonly control: Control;
  readonly times: Times;
}

export function createInstances({ context, control, times }: Options): Instances {
  const { home, log } = context;
  const running = new Map<string, Instance>();
  const roots = new Map<string, string>();
  let template: Promise<void> | undefined;

  async function start(notebook: ServerNotebook, signal: AbortSignal): Promise<string | undefined> {
    template ??= mkdir(home.dir, { recursive: true }).then(() =>
      makeKernelTemplate(context.python, home.kernel),
    );
    await template;
    await end(notebook);
    const folder = instanceFolder(rootOf(notebook));
    const instance = await createInstance(context, notebook, folder);
    running.set(keyOf(notebook), instance);
    const failure = await instance.boot(signal);
    if (failure !== undefined) await end(notebook);
    return failure;
  }

  async function end(notebook: { readonly region: string; readonly name: string }): Promise<void> {
    const instance = running.get(keyOf(notebook));
    running.delete(keyOf(notebook));
    await instance?.end();
  }

  /**
   * A folder by the notebook's name, with the region behind it where another region's notebook
   * has that name: names are unique in a region only, and have no dot.
   */
  function rootOf({ region, name }: ServerNotebook): string {
    const key = keyOf({ region, name });
    const plain = join(home.instances, name);
    const taken = [...roots].some(([other, root]) => other !== key && root === plain);
    const root = roots.get(key) ?? (taken ? `${plain}.${region}` : plain);
    roots.set(key, root);
    return root;
  }

  async function remove(notebook: ServerNotebook): Promise<void> {
    await end(notebook);
    await rm(rootOf(notebook), { recursive: true, force: true, maxRetries: 5 });
    roots.delete(keyOf(notebook));
  }

  async function pass(notebook: ServerNotebook, signal: AbortSignal): Promise<void> {
    const passing = notebookTimes[notebook.status];
    if (passing === undefined) {
      if (notebook.status === 'Failed') await end(notebook);
      return;
    }
    await sleep(takes(passing, times), undefined, { signal });
    let ends = passing.ends;
    let reason: string | undefined;
    try {
      if (notebook.status === 'Pending') reason = await start(notebook, signal);
      else if (notebook.status === 'Deleting') await remove(notebook);
      else await end(notebook);
    } catch (error) {
      signal.throwIfAborted();
      log(`${notebook.name}: ${errorText(error)}`);
      if (notebook.status === 'Pending') reason = `Internal failure: ${errorText(error)}`;
    }
    if (reason !== undefined) ends = 'Failed';
    await control.end(`notebooks/${notebook.region}/${notebook.name}`, ends, reason);
    log(`${notebook.name}: ${notebook.status} -> ${ends}`);
  }

  return {
    pass,
    find: (region, name) => running.get(keyOf({ region, name })),
    ofSystemctl: (token) => [...running.values()].find((each) => each.systemctlToken === token),
    count: () => running.size,
    async endAll() {
      const all = [...running.values()];
      running.clear();
      await Promise.all(all.map((instance) => instance.end()));
    },
  };
}

function keyOf({ region, name }: { readonly region: string; readonly name: string }): string {
  return `${region}/${name}`;
}
