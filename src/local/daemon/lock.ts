import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { errorCode, isAlive } from '../../process.ts';

const touchEvery = 5_000;
/** A holder whose process id lives on as somebody else's shows itself by not touching its file. */
const staleAfter = 60_000;
const lookEvery = 150;

export interface LockOptions {
  readonly signal: AbortSignal;
  /** Called once, when somebody else holds the lock. */
  readonly onWait?: () => void;
}

/**
 * Does something that only one process at a time may do.
 *
 * The lock is a file that appears whole or not at all. That of a dead holder is taken over.
 */
export async function withLock<T>(
  path: string,
  options: LockOptions,
  action: () => Promise<T>,
): Promise<T> {
  const release = await acquire(path, options);
  try {
    return await action();
  } finally {
    await release();
  }
}

async function acquire(
  path: string,
  { signal, onWait }: LockOptions,
): Promise<() => Promise<void>> {
  const own = JSON.stringify({ pid: process.pid, id: randomUUID() });
  const draft = `${path}.${randomUUID()}`;
  let told = false;
  await mkdir(dirname(path), { recursive: true });
  await writeFile(draft, own);
  try {
    while (!(await tryLink(draft, path))) {
      signal.throwIfAborted();
      if (await breakStale(path)) continue;
      if (!told) onWait?.();
      told = true;
      await sleep(lookEvery, undefined, { signal });
    }
  } finally {
    await rm(draft, { force: true });
  }
  const heartbeat = setInterval(() => {
    const now = new Date();
    utimes(path, now, now).catch(() => undefined);
  }, touchEvery);
  heartbeat.unref();
  return async () => {
    clearInterval(heartbeat);
    if ((await read(path)) === own) await rm(path, { force: true });
  };
}

async function tryLink(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
}

async function read(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch(() => undefined);
}

/** Removes the lock of a dead holder; true when it is worth another try at once. */
async function breakStale(path: string): Promise<boolean> {
  const seen = await read(path);
  if (seen === undefined) return true;
  const touched = await stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => Date.now(),
  );
  if (isAlive(holder(seen)) && Date.now() - touched < staleAfter) return false;
  const aside = `${path}.${randomUUID()}`;
  try {
    await rename(path, aside);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return true;
    throw error;
  }
  // Between the look and the move another may have taken over: then what was moved is its lock.
  if ((await read(aside)) !== seen) await tryLink(aside, path);
  await rm(aside, { force: true });
  return true;
}

function holder(content: string): number {
  try {
    const { pid } = JSON.parse(content) as { readonly pid?: unknown };
    return typeof pid === 'number' ? pid : 0;
  } catch {
    return 0;
  }
}
