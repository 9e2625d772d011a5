import { randomUUID } from 'node:crypto';
import { link, readFile, rm, writeFile } from 'node:fs/promises';
import type { LocalHome } from '../../home.ts';
import type { LocalAws } from './local-aws.ts';
import { errorCode } from '../../process.ts';

/**
 * Says that a daemon runs. Only its user can read it.
 *
 * @returns false where another daemon has said so
 */
export async function publishDaemon(home: LocalHome, aws: LocalAws): Promise<boolean> {
  const draft = `${home.daemonFile}.${randomUUID()}`;
  await writeFile(draft, JSON.stringify(aws), { mode: 0o600 });
  try {
    await link(draft, home.daemonFile);
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

/** Takes back what this process has said. */
export async function withdrawDaemon(home: LocalHome): Promise<void> {
  const said = await readDaemonFile(home);
  if (said?.pid === process.pid) await rm(home.daemonFile, { force: true });
}

/** The daemon that the file names; whether it lives is another question. */
export async function readDaemonFile(home: LocalHome): Promise<LocalAws | undefined> {
  const text = await readFile(home.daemonFile, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    const found = JSON.parse(text) as LocalAws;
    const texts = [found.endpoint, found.region, found.accessKeyId, found.secretAccessKey];
    const whole = texts.every((value) => typeof value === 'string') && Number.isInteger(found.pid);
    return whole ? { ...found, dataDir: home.dir } : undefined;
  } catch {
    return undefined;
  }
}
