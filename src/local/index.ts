import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Host } from '../host/host.ts';
import { message } from '../messages/message.ts';
import { readDaemonFile } from './daemon/daemon-file.ts';
import type { LocalAws, LocalOptions } from './daemon/local-aws.ts';
import { labsHome, localHome, pythonHome } from '../home.ts';
import { withLock } from './daemon/lock.ts';
import { noProxy } from './instance/no-proxy.ts';
import { isAlive } from '../process.ts';

// The only door of this room (.oxlintrc.json): what others need of its parts goes out here.
export { computeRequirements, sitePackages } from './compute/environment.ts';
export type { LocalAws, LocalOptions } from './daemon/local-aws.ts';
export type { Delays } from './gateway/delays.ts';
export { delaysSchema, parseDelays } from './gateway/delays.ts';
export type { Inside, LoggedCall } from './instance/inside.ts';
export { insideOf, loggedCalls } from './instance/inside.ts';
export { instancesWithWork } from './instance/work.ts';
export { pythonEnvironment } from './python-env/python.ts';

/** Generous: a daemon that is taken for dead is cleared away, with what is in it. */
const answersWithin = 20_000;

/** The local AWS of this user, if it runs and answers. */
export async function findLocalAws(): Promise<LocalAws | undefined> {
  const aws = await readDaemonFile(localHome());
  return aws !== undefined && isAlive(aws.pid) && (await isAnswering(aws)) ? aws : undefined;
}

async function isAnswering({ endpoint, accessKeyId, pid }: LocalAws): Promise<boolean> {
  try {
    const response = await fetch(`${endpoint}/_labs/health`, {
      headers: { 'x-labs-token': accessKeyId },
      signal: AbortSignal.timeout(answersWithin),
    });
    const said = (await response.json()) as { readonly pid?: unknown };
    return response.ok && said.pid === pid;
  } catch {
    return false;
  }
}

/** What the clock of its schedules shows, which can be moved on (POST /_labs/clock). */
export async function localClock({ endpoint, accessKeyId }: LocalAws): Promise<Date> {
  const response = await fetch(`${endpoint}/_labs/clock`, {
    headers: { 'x-labs-token': accessKeyId },
    signal: AbortSignal.timeout(answersWithin),
  });
  const { now } = (await response.json()) as { readonly now: string };
  return new Date(now);
}

/**
 * The local AWS, started if it does not run. Two commands at once start it once.
 *
 * @param options of one that is started; one that runs stays as it is
 * @throws LabsError `local.*`: no Python, no network, no disk, or a daemon that does not come up
 */
export async function startLocalAws(
  host: Host,
  options: LocalOptions,
  signal: AbortSignal,
): Promise<LocalAws> {
  const running = await findLocalAws();
  if (running !== undefined) return running;
  const onWait = () => host.notify({ type: 'note', message: message('local.start-waiting') });
  return withLock(localHome().startLock, { signal, onWait }, async () => {
    const meanwhile = await findLocalAws();
    if (meanwhile !== undefined) return meanwhile;
    const { launch } = await import('./daemon/launch.ts');
    return launch(host, options, signal);
  });
}

/**
 * Ends the local AWS and everything in it: no process and no file is left.
 *
 * @param options keepPython leaves the Python environment, which takes minutes to make again
 * @returns false when none ran
 */
export async function stopLocalAws(
  host: Host,
  options: { readonly keepPython: boolean },
): Promise<boolean> {
  const home = localHome();
  const places = [home.dir, home.startLock, ...(options.keepPython ? [] : [pythonHome()])];
  if (!places.some((path) => existsSync(path))) return false;
  const onWait = () => host.notify({ type: 'note', message: message('local.start-waiting') });
  const ran = await withLock(
    home.startLock,
    { signal: new AbortController().signal, onWait },
    async () => {
      const { shutDown } = await import('./daemon/launch.ts');
      return shutDown(host, await readDaemonFile(home), options);
    },
  );
  const { removeEmpty } = await import('./daemon/launch.ts');
  await removeEmpty(labsHome());
  return ran;
}

/** The variables with which the AWS CLI, the SDKs and `npx cdk deploy` use the local AWS. */
export function localEnvironment(aws: LocalAws): Readonly<Record<string, string>> {
  return {
    AWS_ENDPOINT_URL: aws.endpoint,
    AWS_ACCESS_KEY_ID: aws.accessKeyId,
    AWS_SECRET_ACCESS_KEY: aws.secretAccessKey,
    // Empty, so that the token of other credentials is not sent with these.
    AWS_SESSION_TOKEN: '',
    AWS_REGION: aws.region,
    AWS_DEFAULT_REGION: aws.region,
    AWS_EC2_METADATA_DISABLED: 'true',
    // A profile may say that endpoints are not to be taken from the environment.
    AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'false',
    ...noProxy(process.env),
  };
}

/** The SageMaker folder of a notebook instance on this disk. */
export function notebookHome(aws: LocalAws, notebookName: string): string {
  return join(aws.dataDir, 'instances', notebookName, 'home', 'ec2-user', 'SageMaker');
}
