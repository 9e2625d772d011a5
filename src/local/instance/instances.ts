import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Control, ServerNotebook } from '../server/control.ts';
import { errorText } from '../../process.ts';
import { longestTimer, notebookTimes, type Times, takes } from '../gateway/times.ts';
import { createAgentQueue } from './agent-queue.ts';
import type { InstanceContext, InstanceSurroundings } from './context.ts';
import { instanceFolder } from './folder.ts';
import { createGitCache } from './git-cache.ts';
import { createInstance, type Instance } from './instance.ts';
import { makeKernelTemplate } from './kernel.ts';
import { createProcesses } from './processes.ts';

/** The notebook instances of the daemon. */
export interface Instances {
  /** Carries out the state under way of a notebook, and ends it. */
  pass(notebook: ServerNotebook, signal: AbortSignal): Promise<void>;
  /** One that runs. */
  find(region: string, name: string): Instance | undefined;
  /** The one whose systemctl has this token. */
  ofSystemctl(token: string): Instance | undefined;
  endAll(): Promise<void>;
}

interface Named {
  readonly region: string;
  readonly name: string;
}

export interface InstancesOptions extends InstanceSurroundings {
  readonly control: Control;
  readonly times: Times;
}

export function createInstances(options: InstancesOptions): Instances {
  const { home, times } = options;
  const running = new Map<string, Instance>();
  const rootOf = rootChooser(home.instances);
  const context: InstanceContext = {
    ...options,
    processes: createProcesses(),
    queue: createAgentQueue(),
    gitCache: createGitCache(home.gitObjects),
    outside: process.env,
    longestTimer: longestTimer(times),
    instances: () => running.size,
  };
  let template: Promise<void> | undefined;

  async function start(notebook: ServerNotebook, signal: AbortSignal): Promise<string | undefined> {
    template ??= makeKernelTemplate(options.python, home.kernel);
    await template.catch((error: unknown) => {
      template = undefined;
      throw error;
    });
    await end(notebook);
    const folder = instanceFolder(rootOf.of(notebook));
    const instance = await createInstance(context, notebook, folder);
    running.set(keyOf(notebook), instance);
    const failure = await instance.boot(signal);
    if (failure !== undefined) await end(notebook);
    return failure;
  }

  async function end(notebook: Named): Promise<void> {
    const instance = running.get(keyOf(notebook));
    running.delete(keyOf(notebook));
    await instance?.end();
  }

  async function remove(notebook: ServerNotebook): Promise<void> {
    await end(notebook);
    await rm(rootOf.forget(notebook), { recursive: true, force: true, maxRetries: 5 });
  }

  return {
    pass: (notebook, signal) => pass(options, { start, end, remove }, notebook, signal),
    find: (region, name) => running.get(keyOf({ region, name })),
    ofSystemctl: (token) => [...running.values()].find((each) => each.systemctlToken === token),
    async endAll() {
      const all = [...running.values()];
      running.clear();
      await Promise.all(all.map((instance) => instance.end()));
    },
  };
}

interface Steps {
  readonly start: (notebook: ServerNotebook, signal: AbortSignal) => Promise<string | undefined>;
  readonly end: (notebook: Named) => Promise<void>;
  readonly remove: (notebook: ServerNotebook) => Promise<void>;
}

async function pass(
  { control, times, log }: InstancesOptions,
  { start, end, remove }: Steps,
  notebook: ServerNotebook,
  signal: AbortSignal,
): Promise<void> {
  // For measurements of hundreds: they have the states of instances, and nothing runs in them.
  const areEmpty = process.env['LABS_LOCAL_INSTANCES'] === 'none';
  const passing = notebookTimes[notebook.status];
  if (passing === undefined) {
    if (notebook.status === 'Failed') await end(notebook);
    return;
  }
  await sleep(takes(passing, times), undefined, { signal });
  let ends = passing.ends;
  let reason: string | undefined;
  try {
    if (areEmpty) reason = undefined;
    else if (notebook.status === 'Pending') reason = await start(notebook, signal);
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

function keyOf({ region, name }: Named): string {
  return `${region}/${name}`;
}

/**
 * Folders by the notebook's name, with the region behind it where another region's notebook has
 * that name: names are unique in a region only, and have no dot.
 */
function rootChooser(folder: string) {
  const roots = new Map<string, string>();

  function of(notebook: Named): string {
    const plain = join(folder, notebook.name);
    const taken = [...roots].some(([key, root]) => key !== keyOf(notebook) && root === plain);
    const root = roots.get(keyOf(notebook)) ?? (taken ? `${plain}.${notebook.region}` : plain);
    roots.set(keyOf(notebook), root);
    return root;
  }

  return {
    of,
    forget(notebook: Named): string {
      const root = of(notebook);
      roots.delete(keyOf(notebook));
      return root;
    },
  };
}
