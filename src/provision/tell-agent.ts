import { PutObjectCommand } from '@aws-sdk/client-s3';
import type { Aws } from '../aws/clients.ts';
import { putWish } from '../aws/reports.ts';
import { agentArchive } from '../notebook/archive.ts';
import { bucketKeys } from '../sandbox/parameters.ts';
import type { LabContent } from '../catalog/content.ts';
import type { Wish } from '../sandbox/wish.ts';

/**
 * Tells a sandbox's agent what it should have, after bringing it this version of itself.
 *
 * @returns the SHA-256 that the report which answers the wish repeats
 */
export async function tellAgent(
  aws: Aws,
  region: string,
  bucket: string,
  wish: Wish,
): Promise<string> {
  await putAgent(aws, region, bucket);
  return putWish(aws, region, bucket, wish);
}

/**
 * Brings a sandbox this version of its agent: the hooks carry two of its parts, of which one is
 * written only when the instance is made.
 */
export async function putAgent(aws: Aws, region: string, bucket: string): Promise<void> {
  const s3 = await aws.client('s3', region);
  await s3.send(
    new PutObjectCommand({ Bucket: bucket, Key: bucketKeys.agent, Body: agentArchive() }),
  );
}

/** Puts the files that labs bring themselves where the agent takes them from. */
export async function putContents(
  aws: Aws,
  region: string,
  bucket: string,
  contents: readonly LabContent[],
): Promise<void> {
  const s3 = await aws.client('s3', region);
  for (const { lab, archive } of contents) {
    const Key = `${bucketKeys.content}${lab}.tar.gz`;
    const ContentType = 'application/gzip';
    await s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body: archive, ContentType }));
  }
}
