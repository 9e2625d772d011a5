import { PutObjectCommand } from '@aws-sdk/client-s3';
import type { Aws } from '../aws/clients.ts';
import { agentArchive } from '../notebook/archive.ts';
import { bucketKeys } from '../sandbox/parameters.ts';

/**
 * Gives a sandbox the whole agent of this version: what saves work, brings it back and shows notices
 * has no room in the hooks. The running agent takes it within a minute; the same one is no news.
 */
export async function putAgent(aws: Aws, region: string, bucket: string): Promise<void> {
  const s3 = await aws.client('s3', region);
  await s3.send(
    new PutObjectCommand({ Bucket: bucket, Key: bucketKeys.agent, Body: agentArchive() }),
  );
}
