import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Message } from '../messages/message.ts';
import { message } from '../messages/message.ts';
import type { Receipt } from './receipt.ts';

/** Receipts that were written to files. */
export interface KeptReceipts {
  readonly files: readonly string[];
  /** What to tell where one could not be written. */
  readonly warning?: Message;
}

/**
 * Keeps receipts as files of the user's, `<time>-<sandbox>.json`. A file that is there is never
 * written over. A teardown does not fail over its paper.
 *
 * @param dir made where it is missing
 */
export async function keepReceipts(
  receipts: readonly Receipt[],
  dir: string,
  now: Date,
): Promise<KeptReceipts> {
  const files: string[] = [];
  try {
    await mkdir(dir, { recursive: true, mode: 0o700 });
    for (const receipt of receipts) files.push(await write(dir, receipt, now));
    return { files };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { files, warning: message('down.receipt-not-kept', { dir, why }) };
  }
}

async function write(dir: string, receipt: Receipt, now: Date): Promise<string> {
  // Without colons, which Windows does not take in a name.
  const time = now.toISOString().slice(0, 19).replaceAll(':', '');
  const body = `${JSON.stringify(receipt, undefined, 2)}\n`;
  for (let number = 1; ; number += 1) {
    const name = `${time}Z-${receipt.sandbox}${number === 1 ? '' : `-${number}`}.json`;
    try {
      await writeFile(join(dir, name), body, { flag: 'wx', mode: 0o600 });
      return join(dir, name);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}
