import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, open, readdir, readFile, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { LabsError } from '../../errors.ts';
import type { Host, TaskState } from '../../host/host.ts';
import { type Message, message } from '../../messages/message.ts';
import { labsHome, localHome, pythonHome } from '../../home.ts';
import { endMarked, processMark } from '../instance/processes.ts';
import { clearLeftovers } from './leftovers.ts';
import { findLocalAws } from '../index.ts';
import type { LocalAws, LocalOptions } from './local-aws.ts';
import { errorCode, isAlive } from '../../process.ts';
import { pythonEnvironment } from '../python-env/python.ts';
import { builtFolder } from '../instance/shims.ts';

const startsWithin = 90_000;
const endsWithin = 30_000;
const lookEvery = 50;

/** Starts the daemon and waits until it answers. The start lock is held. */
export async function launch(
  host: Host,
  options: LocalOptions,
  signal: AbortSignal,
): Promise<LocalAws> {
  const entry = join(builtFolder, 'daemon', 'daemon.js');
  if (!existsSync(entry)) throw new LabsError('local.not-built', { path: entry });
  const python = await pythonEnvironment(host, signal);
  const say = (state: TaskState, said: Message) =>
    host.notify({ type: 'task', id: 'local.start', state, message: said });
  say('running', message('local.starting'));
  try {
    const saved = await clearLeftovers(localHome(), join(labsHome(), 'saved'));
    if (saved !== undefined) {
      host.notify({ type: 'warning', message: message('local.saved', { path: saved }) });
    }
    const aws = await startDaemon(entry, python, options, signal);
    say('done', message('local.ready', { endpoint: aws.endpoint }));
    return aws;
  } catch (error) {
    say('failed', message('local.start-failed'));
    if (errorCode(error) !== 'ENOSPC') throw error;
    throw new LabsError('local.disk-full', { path: localHome().dir }, { cause: error });
  }
}

async function startDaemon(
  entry: string,
  python: string,
  { times, rates, policies, delays = {} }: LocalOptions,
  signal: AbortSignal,
): Promise<LocalAws> {
  const { dir, daemonLog } = localHome();
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const log = await open(daemonLog, 'a', 0o600);
  const child = spawn(
    process.execPath,
    [
      entry,
      '--python',
      python,
      '--times',
      times,
      '--rates',
      rates,
      '--policies',
      policies,
      '--delays',
      JSON.stringify(delays),
    ],
    {
      env: { ...process.env, LABS_HOME: labsHome(), [processMark]: dir },
      cwd: '/',
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
    },
  );
  child.unref();
  await log.close();
  return waitUntilReady(child, daemonLog, signal);
}

async function waitUntilReady(
  child: ChildProcess,
  log: string,
  signal: AbortSignal,
): Promise<LocalAws> {
  const until = Date.now() + startsWithin;
  const fail = async (otherwise: string) =>
    new LabsError('local.daemon-failed', { said: (await lastLine(log)) ?? otherwise, log });
  try {
    for (;;) {
      const hasEnded = child.exitCode !== null || child.signalCode !== null;
      // One that ended may have found another that was faster: so look after that.
      const aws = await findLocalAws();
      if (aws !== undefined) return aws;
      if (hasEnded) throw await fail('it ended');
      if (Date.now() > until) throw await fail('it did not answer in time');
      await sleep(lookEvery, undefined, { signal });
    }
  } catch (error) {
    child.kill('SIGTERM');
    throw error;
  }
}

async function lastLine(path: string): Promise<string | undefined> {
  const text = await readFile(path, 'utf8').catch(() => '');
  const line = text.trim().split('\n').at(-1) ?? '';
  return line.replace(/^\S+Z /, '') || undefined;
}

/**
 * Ends the daemon and removes what it has. The start lock is held.
 *
 * @returns whether one ran
 */
export async function shutDown(
  host: Host,
  aws: LocalAws | undefined,
  { keepPython }: { readonly keepPython: boolean },
): Promise<boolean> {
  const home = localHome();
  const ran = aws !== undefined && (await findLocalAws()) !== undefined;
  const say = (state: TaskState, said: Message) =>
    host.notify({ type: 'task', id: 'local.stop', state, message: said });
  if (ran) {
    say('running', message('local.stopping'));
    await endDaemon(aws);
  }
  await endMarked(home.dir);
  await rm(home.dir, { recursive: true, force: true, maxRetries: 5 });
  if (!keepPython) await removePython(pythonHome());
  if (ran) say('done', message('local.stopped', { keptPython: keepPython }));
  return ran;
}

async function endDaemon({ endpoint, accessKeyId, pid }: LocalAws): Promise<void> {
  await fetch(`${endpoint}/_labs/shutdown`, {
    method: 'POST',
    headers: { 'x-labs-token': accessKeyId },
  }).catch(() => undefined);
  const until = Date.now() + endsWithin;
  while (isAlive(pid) && Date.now() < until) await sleep(lookEvery);
  if (isAlive(pid)) process.kill(pid, 'SIGKILL');
}

/**
 * Only what we made, also what an instance was still making (`<digest>.<pid>`): somebody may have put
 * LABS_PYTHON_HOME among other things.
 */
async function removePython(dir: string): Promise<void> {
  const names = await readdir(dir).catch(() => []);
  for (const name of names.filter((each) => /^[0-9a-f]{16}(?:\.lock|\.\d+)?$/.test(each))) {
    await rm(join(dir, name), { recursive: true, force: true, maxRetries: 5 });
  }
  await removeEmpty(dir);
}

/** Removes a folder that nothing is in. */
export async function removeEmpty(dir: string): Promise<void> {
  await rmdir(dir).catch(() => undefined);
}
