import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import type { Aws } from '../aws/clients.ts';
import { limits } from './limits.ts';
import { unsafe } from './read-tar.ts';
import { saveError } from './save-folder.ts';

/** An object in a file of its own. */
interface Downloaded {
  readonly file: string;
  /** When the object was written. */
  readonly writtenAt: Date;
  remove(): Promise<void>;
}

/**
 * Downloads an archive of saved work.
 *
 * @returns undefined where there is none
 * @throws LabsError `saved.unsafe` for one that is larger than any the agent makes,
 *   `save.disk-full` where the folder for temporary files is full
 */
export async function downloadSaved(
  aws: Aws,
  region: string,
  bucket: string,
  key: string,
  signal: AbortSignal,
): Promise<Downloaded | undefined> {
  const s3 = await aws.client('s3', region);
  const object = await s3
    .send(new GetObjectCommand({ Bucket: bucket, Key: key }), { abortSignal: signal })
    .catch((error: unknown) => {
      const name = error instanceof Error ? error.name : '';
      if (name === 'NoSuchKey' || name === 'NoSuchBucket') return undefined;
      throw error;
    });
  if (object?.Body === undefined) return undefined;
  const dir = await mkdtemp(join(tmpdir(), 'labs-saved-')).catch((error: unknown) => {
    throw saveError(error, tmpdir());
  });
  const remove = () => rm(dir, { recursive: true, force: true });
  try {
    const file = join(dir, 'work.tar.gz');
    const body = Readable.from(object.Body as AsyncIterable<Uint8Array>);
    await pipeline(body, atMost(limits.total), createWriteStream(file), { signal });
    return { file, writtenAt: object.LastModified ?? new Date(0), remove };
  } catch (error) {
    await remove();
    throw saveError(error, dir);
  }
}

/** Passes so many bytes on, and fails at the next. */
function atMost(bytes: number): Transform {
  let passed = 0;
  return new Transform({
    transform(chunk: Buffer, _, done) {
      passed += chunk.length;
      if (passed > bytes) done(unsafe(`more than ${bytes} bytes`));
      else done(null, chunk);
    },
  });
}
