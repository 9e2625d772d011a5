import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import type { ReadEntry } from 'tar';
import { Parser } from 'tar';
import { LabsError } from '../errors.ts';
import { limits } from './limits.ts';

/**
 * Goes through a `.tar.gz` that is not trusted, and gives each of its members, which has to be read
 * to its end. What `take` throws or rejects with is thrown as it is. It settles only after every
 * `take` has; the signal tells them that one has failed, and that their member may never end.
 *
 * @throws LabsError `saved.unsafe` past the limits, or for what is no archive
 */
export async function readTar(
  file: string,
  take: (entry: ReadEntry, signal: AbortSignal) => Promise<void> | void,
): Promise<void> {
  const taken: Promise<void>[] = [];
  const failures: unknown[] = [];
  const stop = new AbortController();
  const failed = once(stop.signal, 'abort');
  const fail = (error: unknown) => {
    failures.push(error);
    stop.abort();
  };
  const parser = new Parser({
    strict: true,
    onReadEntry: (entry) => {
      const refuse = (error: unknown) => {
        fail(error);
        entry.resume();
      };
      try {
        taken.push(Promise.resolve(take(entry, stop.signal)).catch(refuse));
      } catch (error) {
        refuse(error);
      }
    },
  });
  parser.on('error', (error: unknown) => fail(unsafe(textOf(error), error)));
  const ended = once(parser, 'end').catch(() => undefined);
  try {
    for await (const chunk of unpacked(file)) {
      if (!parser.write(chunk)) await Promise.race([once(parser, 'drain'), failed]);
      if (failures.length > 0) break;
    }
    parser.end();
    await Promise.race([ended, failed]);
  } catch (error) {
    fail(error instanceof LabsError ? error : unsafe(textOf(error), error));
  }
  await Promise.all(taken);
  if (failures.length > 0) throw failures[0];
}

/** What is in a `.gz`, within the limits. */
async function* unpacked(file: string): AsyncGenerator<Buffer> {
  const gunzip = createGunzip();
  createReadStream(file)
    .on('error', (error) => gunzip.destroy(error))
    .pipe(gunzip);
  let size = 0;
  for await (const chunk of gunzip as AsyncIterable<Buffer>) {
    // The parser would unpack what is packed once more, past every limit of ours.
    if (size === 0 && isPacked(chunk)) throw unsafe('packed twice');
    size += chunk.length;
    if (size > limits.unpacked) throw unsafe(`more than ${limits.unpacked} bytes`);
    yield chunk;
  }
}

/** gzip and Zstandard, by their first bytes. */
function isPacked(chunk: Buffer): boolean {
  const first = chunk.subarray(0, 4).toString('hex');
  return first.startsWith('1f8b') || first === '28b52ffd';
}

export function unsafe(why: string, cause?: unknown): LabsError {
  return new LabsError('saved.unsafe', { why }, { cause });
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
