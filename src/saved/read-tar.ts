import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import type { ReadEntry } from 'tar';
import { Parser } from 'tar';
import { LabsError } from '../errors.ts';
import { limits } from './limits.ts';

/**
 * Goes through a `.tar.gz` that is not trusted, and gives each of its members; whoever takes one has
 * to read it to its end.
 *
 * @throws LabsError `saved.unsafe` past the limits, or for what is no archive
 */
export async function readTar(file: string, take: (entry: ReadEntry) => void): Promise<void> {
  let failure: unknown;
  const parser = new Parser({
    strict: true,
    onReadEntry: (entry) => {
      try {
        take(entry);
      } catch (error) {
        failure ??= error;
        entry.resume();
      }
    },
  });
  parser.on('error', (error: unknown) => (failure ??= error));
  const ended = once(parser, 'end').catch(() => undefined);
  try {
    let size = 0;
    for await (const chunk of createReadStream(file).pipe(
      createGunzip(),
    ) as AsyncIterable<Buffer>) {
      // The parser would unpack what is packed once more, past every limit of ours.
      if (size === 0 && isPacked(chunk)) throw unsafe('packed twice');
      size += chunk.length;
      if (size > limits.unpacked) throw unsafe(`more than ${limits.unpacked} bytes`);
      if (!parser.write(chunk) && failure === undefined) await once(parser, 'drain');
      if (failure !== undefined) break;
    }
    parser.end();
    if (failure === undefined) await ended;
  } catch (error) {
    failure ??= error;
  }
  if (failure instanceof LabsError) throw failure;
  if (failure !== undefined) throw unsafe(textOf(failure), failure);
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
