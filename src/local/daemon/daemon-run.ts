import { randomBytes } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { createComputing } from '../compute/computing.ts';
import { createComputeEnvironment } from '../compute/environment.ts';
import { ifAllowed } from '../compute/if-allowed.ts';
import { createControl } from '../server/control.ts';
import { withdrawDaemon } from './daemon-file.ts';
import { drive } from './drive.ts';
import { createAwsCalls } from '../gateway/aws-calls.ts';
import { type CallLog, openCallLog } from '../gateway/call-log.ts';
import { createFaults } from '../gateway/faults.ts';
import { openGateway } from '../gateway/gateway.ts';
import { createPrincipals } from '../gateway/principals.ts';
import { createRateLimit, type RateLimit } from '../gateway/rate-limits.ts';
import type { LocalHome } from '../../home.ts';
import { createInstances } from '../instance/instances.ts';
import type { LocalAws, LocalOptions } from './local-aws.ts';
import { createOwnApi } from './own-api.ts';
import { presignIntercept } from '../gateway/presign.ts';
import { createScheduler } from '../schedule/scheduler.ts';
import { invokeTarget } from '../schedule/target.ts';
import { createServerCalls } from '../server/server-call.ts';
import { startServer } from '../server/server-process.ts';
import { installShims } from '../instance/shims.ts';

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
  const { home, times, rates, policies, log } = options;
  const base = await startBase(options);
  const { server, control, accessKeyId, callLog } = base;
  const engines = createEngines(options, base, () => gateway.endpoint);
  const { instances, computing, scheduler } = engines;
  const shutdown = () => void stop('it was asked to', { files: true });
  const gateway = await openDoor(options, base, engines, shutdown);
  const driving = drive({ control, instances, scheduler, computing, times, log });

  const { stop, ended } = stoppable(async (why, files) => {
    log(`stopping: ${why}`);
    scheduler.close();
    await driving.stop();
    await computing.close();
    await instances.endAll();
    await gateway.close();
    await server.stop();
    callLog.close();
    if (files) await rm(home.dir, { recursive: true, force: true, maxRetries: 5 });
    else await withdrawDaemon(home);
  });
  const serverEnded = (why: string) => stop(`the Python server: ${why}`, { files: false });
  void server.ended.then(serverEnded);
  // A server that died is found out here first; why it did comes a moment later.
  void driving.failed
    .then((why) => Promise.race([server.ended, sleep(1_000, why)]))
    .then(serverEnded);
  const aws: LocalAws = {
    endpoint: gateway.endpoint,
    region: homeRegion,
    accessKeyId,
    secretAccessKey: randomBytes(30).toString('base64url'),
    rates,
    policies,
    dataDir: home.dir,
    pid: process.pid,
  };
  return { aws, ended, stop };
}

type Base = Awaited<ReturnType<typeof startBase>>;

/** The Python server, and how it is called. */
async function startBase({ home, python, policies, delays = {}, log }: DaemonOptions) {
  await mkdir(home.dir, { recursive: true, mode: 0o700 });
  // Git warns of an object store that is not there, in place of what went wrong.
  await mkdir(home.gitObjects, { recursive: true });
  await installShims(home.shims);
  const server = await startServer(python, policies, log);
  const accessKeyId = newAccessKeyId();
  const control = createControl(server.port, server.token);
  await control.call('PUT', 'delays', JSON.stringify(delays));
  const calls = createServerCalls(server.port, accessKeyId);
  const principals = createPrincipals({ accessKeyId, arn: await calls.identity(homeRegion) });
  const callLog = openCallLog(home.callLog);
  return { server, accessKeyId, control, calls, principals, callLog };
}

type Engines = ReturnType<typeof createEngines>;

/** What runs behind AWS: instances, jobs and endpoints, schedules. */
function createEngines(options: DaemonOptions, base: Base, endpoint: () => string) {
  const { home, python, times, log } = options;
  const { control, calls, accessKeyId, principals, callLog } = base;
  const issue = (key: string, arn: string) => principals.issue(key, arn);
  const shared = { control, calls, rootKey: accessKeyId, endpoint, issue, log };
  const environment = createComputeEnvironment(python);
  const rateLimit: RateLimit = options.rates === 'published' ? createRateLimit() : () => true;
  return {
    rateLimit,
    instances: createInstances({ ...shared, home, python, times }),
    computing: createComputing({ ...shared, environment, folder: home.compute }, times),
    scheduler: createScheduler(
      (schedule) =>
        invokeTarget(schedule, { calls, rateLimit, record: recordCall(callLog, schedule.region) }),
      log,
    ),
  };
}

/** Opens the gateway: AWS's calls, and our own below /_labs/. */
function openDoor(options: DaemonOptions, base: Base, engines: Engines, shutdown: () => void) {
  const { python, policies, log } = options;
  const { server, accessKeyId, control, calls, principals, callLog } = base;
  const { instances, computing, scheduler, rateLimit } = engines;
  const { invoke } = computing;
  const faults = createFaults();
  const awsCalls = createAwsCalls({
    serverPort: server.port,
    principals,
    calls: callLog,
    faults,
    rateLimit,
    intercepts: {
      'sagemaker.CreatePresignedNotebookInstanceUrl': presignIntercept(calls, instances, log),
      'sagemaker.InvokeEndpoint': policies === 'enforced' ? ifAllowed(server.port, invoke) : invoke,
    },
  });
  const own = { token: accessKeyId, calls: callLog, faults, scheduler, control, instances };
  return openGateway(awsCalls, createOwnApi({ ...own, python, shutdown }), log);
}

/** Makes an ending that happens once, whoever asks for it and how often. */
function stoppable(
  end: (why: string, files: boolean) => Promise<void>,
): Pick<Daemon, 'ended' | 'stop'> {
  let resolveEnded: (why: string) => void = () => undefined;
  const ended = new Promise<string>((resolve) => (resolveEnded = resolve));
  let stopping: Promise<void> | undefined;
  return {
    ended,
    stop(why, { files }) {
      stopping ??= end(why, files).finally(() => resolveEnded(why));
      return stopping;
    },
  };
}

/** Writes what a schedule called into the log of calls. */
function recordCall(callLog: CallLog, region: string) {
  return (operation: string, principal: string, status: number) =>
    callLog.write({
      time: new Date().toISOString(),
      service: 'sagemaker',
      operation,
      region,
      status,
      principal,
    });
}

/** Random, and written as AWS writes them: the token that guards the daemon. */
function newAccessKeyId(): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  return `AKIA${Array.from(randomBytes(16), (byte) => letters.charAt(byte % 32)).join('')}`;
}
