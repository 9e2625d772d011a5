import { createHash } from 'node:crypto';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { bucketKeys } from '../sandbox/parameters.ts';
import type { Report } from '../sandbox/report.ts';
import { largestReport, parseReport } from '../sandbox/report.ts';
import { readWish } from '../sandbox/read-wish.ts';
import type { Wish } from '../sandbox/wish.ts';
import { wishText } from '../sandbox/wish.ts';
import type { Aws } from './clients.ts';
import type { SandboxStack } from './sandboxes.ts';

/**
 * What a sandbox's agent last said; undefined where it has said nothing (yet), or nothing that can
 * be read: the bucket is written by the instance and is not trusted.
 */
export async function fetchReport(aws: Aws, stack: SandboxStack): Promise<Report | undefined> {
  const body = await fetchText(aws, stack, bucketKeys.report);
  return body === undefined ? undefined : parseReport(body);
}

/** The wish in a sandbox's bucket; undefined where only its hook has one. */
export async function fetchWish(aws: Aws, stack: SandboxStack): Promise<Wish | undefined> {
  const body = await fetchText(aws, stack, bucketKeys.wish);
  return body === undefined ? undefined : readWish(body);
}

async function fetchText(aws: Aws, stack: SandboxStack, key: string): Promise<string | undefined> {
  if (stack.bucket === undefined) return undefined;
  const s3 = await aws.client('s3', stack.region);
  try {
    const object = await s3.send(new GetObjectCommand({ Bucket: stack.bucket, Key: key }));
    if ((object.ContentLength ?? 0) > largestReport) return undefined;
    return await object.Body?.transformToString();
  } catch (error) {
    const name = error instanceof Error ? error.name : '';
    // Without s3:ListBucket, S3 answers AccessDenied for a key that is not there (GetObject).
    if (name === 'NoSuchKey' || name === 'NoSuchBucket' || name === 'AccessDenied')
      return undefined;
    throw error;
  }
}

/**
 * Tells a sandbox's agent what it should have.
 *
 * @returns the SHA-256 of what was written, which the report that answers it repeats
 */
export async function putWish(
  aws: Aws,
  region: string,
  bucket: string,
  wish: Wish,
): Promise<string> {
  const body = wishText(wish);
  const s3 = await aws.client('s3', region);
  await s3.send(
    new PutObjectCommand({
      Bucket: bucket,
      Key: bucketKeys.wish,
      Body: body,
      ContentType: 'application/json',
    }),
  );
  return createHash('sha256').update(body).digest('hex');
}
