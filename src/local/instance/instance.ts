import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { ServerNotebook } from '../server/control.ts';
import { pythonHome } from '../../home.ts';
import { createManager, type Manager } from './systemd/manager.ts';
import type { ServiceUnit } from './systemd/units.ts';
import { lifecycleConfigArn } from './config-arn.ts';
import type { InstanceContext } from './context.ts';
import {
  hookEnvironment,
  instanceEnvironment,
  type InstanceEnvironmentOptions,
} from './environment.ts';
import { type InstanceFolder, makeAnew } from './folder.ts';
import { failureReason, type HookName, runHook } from './hook.ts';
import { type Jupyter, startJupyter } from './jupyter.ts';
import { installKernel, kernelFolder } from './kernel.ts';
import { type LogStream, openLogStream } from './log-stream.ts';
import { runService } from './service.ts';

/** Where SageMaker writes what notebook instances say. */
const notebookLogGroup = '/aws/sagemaker/NotebookInstances';

/** A notebook instance that is running. */
export interface Instance {
  readonly folder: InstanceFolder;
  readonly systemd: Manager;
  /** What its systemctl proves itself with. */
  readonly systemctlToken: string;
  /**
   * Runs the hooks.
   *
   * @returns undefined, or the FailureReason
   */
  boot(signal: AbortSignal): Promise<string | undefined>;
  /** What everything that runs in it sees. */
  readonly environment: Readonly<Record<string, string>>;
  /** URL of its JupyterLab, which is started on first use. */
  jupyterUrl(): Promise<string>;
  /** Ends everything that runs in it. */
  end(): Promise<void>;
}

/** What the parts of an instance share. */
interface Scope {
  readonly context: InstanceContext;
  readonly notebook: ServerNotebook;
  readonly folder: InstanceFolder;
  readonly environment: InstanceEnvironmentOptions;
  /** Aborted when the instance ends. */
  readonly ending: AbortSignal;
}

/** Makes the disk of a notebook instance and what it needs to run. */
export async function createInstance(
  context: InstanceContext,
  notebook: ServerNotebook,
  folder: InstanceFolder,
): Promise<Instance> {
  const ending = new AbortController();
  const environment = await makeEnvironment(context, notebook, folder);
  const scope: Scope = { context, notebook, folder, environment, ending: ending.signal };
  const systemd = createManager({
    folder: folder.systemd,
    run: (service) => runUnit(scope, service),
    longestTimer: context.longestTimer,
    log: (line) => context.log(`${notebook.name}: ${line}`),
  });
  let jupyter: Promise<Jupyter> | undefined;
  let jupyterLog: LogStream | undefined;

  /** The one that runs, or a new one; two who ask at once get the same. */
  async function runningJupyter(before: Promise<Jupyter> | undefined): Promise<Jupyter> {
    const found = await before?.catch(() => undefined);
    if (found?.isRunning() === true) return found;
    jupyterLog ??= openStream(scope, 'jupyter.log');
    const { python, processes } = context;
    const env = instanceEnvironment(environment);
    return startJupyter({
      folder,
      python,
      processes,
      stream: jupyterLog,
      env,
      signal: scope.ending,
    });
  }

  return {
    folder,
    systemd,
    systemctlToken: environment.systemctl.token,
    environment: instanceEnvironment(environment),
    boot: (signal) => boot(scope, signal),
    async jupyterUrl() {
      jupyter = runningJupyter(jupyter);
      return (await jupyter).url;
    },
    async end() {
      ending.abort();
      systemd.close();
      await context.processes.end(folder.root);
      await jupyterLog?.close();
    },
  };
}

/** Takes on the role, makes the disk, and gives what the instance's processes see. */
async function makeEnvironment(
  context: InstanceContext,
  notebook: ServerNotebook,
  folder: InstanceFolder,
): Promise<InstanceEnvironmentOptions> {
  const { home, outside } = context;
  const { region } = notebook;
  const credentials = await context.calls.assumeRole(region, notebook.roleArn, 'SageMaker');
  context.issue(credentials.accessKeyId, credentials.arn);
  await makeAnew(folder, notebook);
  await installKernel(folder, home.kernel);
  const endpoint = context.endpoint();
  return {
    folder,
    outside,
    endpoint,
    region,
    credentials,
    path: [home.shims, join(kernelFolder(folder), 'bin'), join(context.python, '..')],
    gitObjects: home.gitObjects,
    pipCache: home.pip,
    environments: pythonHome(),
    systemctl: {
      address: `${endpoint}/_labs/systemctl`,
      token: randomBytes(16).toString('hex'),
    },
  };
}

function openStream({ context, notebook }: Scope, which: string): LogStream {
  const { calls, rootKey: accessKeyId, log } = context;
  const { region, name } = notebook;
  const stream = `${name}/${which}`;
  return openLogStream({ calls, accessKeyId, region, group: notebookLogGroup, stream, log });
}

/** Runs the hooks; gives the FailureReason of the first that fails. */
async function boot(scope: Scope, signal: AbortSignal): Promise<string | undefined> {
  const { context, notebook } = scope;
  const hooks: readonly (readonly [HookName, string | null])[] = [
    ['OnCreate', notebook.firstStart ? notebook.onCreate : null],
    ['OnStart', notebook.onStart],
  ];
  for (const [which, content] of hooks) {
    if (content === null) continue;
    const ended = await runOne(scope, which, content, signal);
    if (ended === 'done') continue;
    const config = await lifecycleConfigArn(context.calls, context.rootKey, notebook);
    return failureReason(ended, config, notebook.arn);
  }
  return undefined;
}

async function runOne(scope: Scope, name: HookName, content: string, stopped: AbortSignal) {
  const { context, notebook, folder, environment, ending } = scope;
  const signal = AbortSignal.any([stopped, ending]);
  const env = hookEnvironment(environment);
  const { processes } = context;
  const { output, ended } = await runHook({ name, content, folder, env, processes, signal });
  signal.throwIfAborted();
  const out = openStream(scope, `LifecycleConfig${name}`);
  out.write(output);
  await out.close();
  context.log(`${notebook.name}: ${name} ${ended}`);
  return ended;
}

/** Runs a service of the instance, in turn with other instances'. */
function runUnit(
  { context, folder, environment, ending }: Scope,
  service: ServiceUnit,
): Promise<number> {
  const { processes, queue, gitCache, instances } = context;
  const env = hookEnvironment(environment);
  return queue.run(instances(), async () => {
    if (ending.aborted) return 0;
    const code = await runService({ service, folder, env, processes });
    if (code === 0) await gitCache.keep(folder.sagemaker);
    return code;
  });
}
