import { randomBytes } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Control, createControl } from './control.ts';
import { withdrawDaemon } from './daemon-file.ts';
import { createAwsCalls } from './gateway/aws-calls.ts';
import { type CallLog, openCallLog } from './gateway/call-log.ts';
import { createFaults } from './gateway/faults.ts';
import { openGateway } from './gateway/gateway.ts';
import { createPrincipals } from './gateway/principals.ts';
import { createRateLimit } from './gateway/rate-limits.ts';
import type { LocalHome } from './home.ts';
import { createAgentQueue } from './instance/agent-queue.ts';
import { lifecycleConfigArn } from './instance/config-arn.ts';
import { createGitCache } from './instance/git-cache.ts';
import { createInstances, type Instances } from './instance/instances.ts';
import { createProcesses } from './instance/processes.ts';
import type { LocalAws, LocalOptions } from './local-aws.ts';
import { createOwnApi } from './own-api.ts';
import { presignIntercept } from './presign.ts';
import { errorText } from './process.ts';
import { createScheduler } from './schedule/scheduler.ts';
import { invokeTarget } from './schedule/target.ts';
import { createServerCalls } from './server-call.ts';
import { startServer } from './server-process.ts';
import { installShims } from './shims.ts';
import { longestTimer, type Times } from './times.ts';
import { createReconciler, followState, letPass, passingItems } from './watch.ts';

export interface DaemonOptions extends LocalOptions {
  readonly home: LocalHome;
  /** Python of our own environment. */
  readonly python: string;
  readonly log: (line: string) => void;
}

/** The local AWS, running in this process. */
export interface Daemon {
  readonly aws: LocalAws;
  /** Why it ended, when it has. */
  readonly ended: Promise<string>;
  /** Ends everything it started; `files` also what it keeps on disk. */
  stop(why: string, options: { readonly files: boolean }): Promise<void>;
}

/** Where the account's own calls are made; a caller chooses its region with every call. */
const homeRegion = 'us-east-1';

/**
 * Starts the local AWS: the Python server, the gateway before it, and what makes states pass,
 * hooks run and schedules fire.
 */
export async function runDaemon(options: DaemonOptions): Promise<Daemon> {
  const { home, python, times, rates, log } = options;
  await mkdir(home.dir, { recursive: true, mode: 0o700 });
  const server = await startServer(python, log);
  const accessKeyId = `AKIA${randomBase32(16)}`;
  const control = createControl(server.port, server.token);
  const calls = createServerCalls(server.port, accessKeyId);
  const principals = createPrincipals({ accessKeyId, arn: await calls.identity(homeRegion) });
  const callLog = openCallLog(home.callLog);
  const faults = createFaults();
  const processes = createProcesses();
  const instances: Instances = createInstances({
    control,
    times,
    context: {
      home,
      python,
      calls,
      rootKey: accessKeyId,
      processes,
      queue: createAgentQueue(),
      gitCache: createGitCache(home.gitObjects),
      outside: process.env,
      longestTimer: longestTimer(times),
      endpoint: () => gateway.endpoint,
      issue: (key, arn) => principals.issue(key, arn),
      instances: () => instances.count(),
      configArn: (notebook) => lifecycleConfigArn(calls, accessKeyId, notebook),
      log,
    },
  });
  const scheduler = createScheduler(
    (schedule) => invokeTarget(calls, schedule, recordStop(callLog, schedule.region)),
    log,
  );
  const awsCalls = createAwsCalls({
    serverPort: server.port,
    principals,
    calls: callLog,
    faults,
    rateLimit: rates === 'published' ? createRateLimit() : () => true,
    intercepts: {
      'sagemaker.CreatePresignedNotebookInstanceUrl': presignIntercept(control, instances, log),
    },
  });
  const ownApi = createOwnApi({
    token: accessKeyId,
    calls: callLog,
    faults,
    scheduler,
    control,
    instances,
    shutdown: () => void stop('it was asked to', { files: true }),
  });
  const gateway = await openGateway(awsCalls, ownApi, log);
  await installShims(home.shims);

  const following = followServer({ control, instances, scheduler, times, log });
  let end: (why: string) => void = () => undefined;
  const ended = new Promise<string>((resolve) => (end = resolve));
  let stopping: Promise<void> | undefined;

  async function stopAll(why: string, { files }: { readonly files: boolean }): Promise<void> {
    log(`stopping: ${why}`);
    scheduler.close();
    await following.stop();
    await instances.endAll();
    await gateway.close();
    await server.stop();
    callLog.close();
    if (files) await rm(home.dir, { recursive: true, force: true, maxRetries: 5 });
    else await withdrawDaemon(home);
    end(why);
  }

  function stop(why: string, how: { readonly files: boolean }): Promise<void> {
    stopping ??= stopAll(why, how);
    return stopping;
  }

  const aws: LocalAws = {
    endpoint: gateway.endpoint,
    region: homeRegion,
    accessKeyId,
    secretAccessKey: randomBytes(30).toString('base64url'),
    rates,
    dataDir: home.dir,
    pid: process.pid,
  };
  void server.ended.then((why) => stop(`the Python server: ${why}`, { files: false }));
  // A server that died is found out here first; why it did comes a moment later.
  void following.failed
    .then((why) => Promise.race([server.ended, sleep(1_000, why)]))
    .then((why) => stop(`the Python server: ${why}`, { files: false }));
  return { aws, ended, stop };
}

/** Drives what passes by itself, for as long as the server answers. */
function followServer(options: {
  readonly control: Control;
  readonly instances: Instances;
  readonly scheduler: ReturnType<typeof createScheduler>;
  readonly times: Times;
  readonly log: (line: string) => void;
}): { readonly failed: Promise<string>; stop(): Promise<void> } {
  const { control, instances, scheduler, times, log } = options;
  const ending = new AbortController();
  const notebooks = createReconciler(
    (item: Parameters<Instances['pass']>[0] & { readonly key: string }, signal) =>
      instances.pass(item, signal),
    log,
  );
  const others = createReconciler(
    (item: ReturnType<typeof passingItems>[number], signal) =>
      letPass(item, { control, times, signal }),
    log,
  );
  const followed = followState(
    control,
    (state) => {
      notebooks.tell(state.notebooks.map((each) => ({ ...each, key: `notebook ${each.arn}` })));
      others.tell(passingItems(state));
      scheduler.tell(state.schedules);
    },
    ending.signal,
  );
  const failed = new Promise<string>((resolve) => {
    followed.catch((error: unknown) => {
      if (!ending.signal.aborted) resolve(errorText(error));
    });
  });
  return {
    failed,
    async stop() {
      ending.abort();
      await Promise.all([notebooks.close(), others.close()]);
    },
  };
}

/** Writes what a schedule called into the log of calls. */
function recordStop(callLog: CallLog, region: string) {
  return (principal: string, status: number) =>
    callLog.write({
      time: new Date().toISOString(),
      service: 'sagemaker',
      operation: 'StopNotebookInstance',
      region,
      status,
      principal,
    });
}

/** As access key ids are written. */
function randomBase32(length: number): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  return Array.from(randomBytes(length), (byte) => letters.charAt(byte % 32)).join('');
}
