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

/** Makes the disk of a notebook instance and what it needs to run. */
export async function createInstance(
  context: InstanceContext,
  notebook: ServerNotebook,
  folder: InstanceFolder,
): Promise<Instance> {
  const { home, python, processes, calls, rootKey, log } = context;
  const { region, name } = notebook;
  const credentials = await calls.assumeRole(region, notebook.roleArn, 'SageMaker');
  context.issue(credentials.accessKeyId, credentials.arn);
  await makeAnew(folder, notebook);
  await installKernel(folder, home.kernel);

  const systemctlToken = randomBytes(16).toString('hex');
  const environment: InstanceEnvironmentOptions = {
    folder,
    outside: context.outside,
    endpoint: context.endpoint(),
    region,
    credentials,
    path: [home.shims, join(kernelFolder(folder), 'bin'), join(python, '..')],
    gitObjects: home.gitObjects,
    pipCache: home.pip,
    environments: pythonHome(),
    systemctl: { address: `${context.endpoint()}/_labs/systemctl`, token: systemctlToken },
  };
  const hookEnv = hookEnvironment(environment);
  const ending = new AbortController();
  const systemd = createManager({
    folder: folder.systemd,
    run: (service) => runUnit(context, service, folder, hookEnv, ending.signal),
    longestTimer: context.longestTimer,
    log: (line) => log(`${name}: ${line}`),
  });

  let jupyter: Promise<Jupyter> | undefined;
  let jupyterLog: LogStream | undefined;

  function stream(which: string): LogStream {
    return openLogStream({
      calls,
      accessKeyId: rootKey,
      region,
      group: notebookLogGroup,
      stream: `${name}/${which}`,
      log,
    });
  }

  async function runOne(which: HookName, content: string, signal: AbortSignal) {
    const both = AbortSignal.any([signal, ending.signal]);
    const result = await runHook({
      name: which,
      content,
      folder,
      env: hookEnv,
      processes,
      signal: both,
    });
    both.throwIfAborted();
    const out = stream(`LifecycleConfig${which}`);
    out.write(result.output);
    await out.close();
    log(`${name}: ${which} ${result.ended}`);
    return result.ended;
  }

  async function boot(signal: AbortSignal): Promise<string | undefined> {
    const hooks: readonly (readonly [HookName, string | null])[] = [
      ['OnCreate', notebook.firstStart ? notebook.onCreate : null],
      ['OnStart', notebook.onStart],
    ];
    for (const [which, content] of hooks) {
      if (content === null) continue;
      const ended = await runOne(which, content, signal);
      if (ended !== 'done') {
        return failureReason(
          ended,
          await lifecycleConfigArn(calls, rootKey, notebook),
          notebook.arn,
        );
      }
    }
    return undefined;
  }

  /** The one that runs, or a new one; two who ask at once get the same. */
  async function runningJupyter(before: Promise<Jupyter> | undefined): Promise<Jupyter> {
    const found = await before?.catch(() => undefined);
    if (found?.isRunning() === true) return found;
    jupyterLog ??= stream('jupyter.log');
    return startJupyter({
      folder,
      python,
      processes,
      stream: jupyterLog,
      env: instanceEnvironment(environment),
      signal: ending.signal,
    });
  }

  async function jupyterUrl(): Promise<string> {
    jupyter = runningJupyter(jupyter);
    return (await jupyter).url;
  }

  return {
    folder,
    systemd,
    systemctlToken,
    environment: instanceEnvironment(environment),
    boot,
    jupyterUrl,
    async end() {
      ending.abort();
      systemd.close();
      await processes.end(folder.root);
      await jupyterLog?.close();
    },
  };
}

/** Runs a service of the instance, in turn with other instances'. */
function runUnit(
  context: InstanceContext,
  service: ServiceUnit,
  folder: InstanceFolder,
  env: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<number> {
  const { processes, queue, gitCache, instances } = context;
  return queue.run(instances(), async () => {
    if (signal.aborted) return 0;
    const code = await runService({ service, folder, env, processes });
    if (code === 0) await gitCache.keep(folder.sagemaker);
    return code;
  });
}
