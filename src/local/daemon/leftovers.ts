import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { LocalHome } from '../../home.ts';
import { endMarked } from '../instance/processes.ts';
import { instancesWithWork } from '../instance/work.ts';

/**
 * Clears away what a daemon that was killed left: its processes, then its files. What a learner
 * wrote into an instance is kept aside, for the instance is gone with the daemon.
 *
 * @param keepIn folder that notebooks are moved into
 * @returns the folder they are in now; undefined where there were none
 */
export async function clearLeftovers(home: LocalHome, keepIn: string): Promise<string | undefined> {
  await endMarked(home.dir);
  const stamp = new Date().toISOString().slice(0, 19).replaceAll(':', '');
  const kept = join(keepIn, `local-${stamp}`);
  const found = await instancesWithWork(home.instances);
  for (const { name, sagemaker } of found) {
    await mkdir(kept, { recursive: true });
    await rename(sagemaker, join(kept, name));
  }
  await rm(home.dir, { recursive: true, force: true, maxRetries: 5 });
  return found.length > 0 ? kept : undefined;
}
