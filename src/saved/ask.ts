import { PutObjectCommand } from '@aws-sdk/client-s3';
import type { Aws } from '../aws/clients.ts';
import { bucketKeys } from '../sandbox/parameters.ts';

/** What an agent is asked to keep: `.labs/keep.json`. */
export interface KeepRequest {
  /** Asks for one more save; the report repeats it in its answer. */
  readonly saveAt?: string;
  /** Work to bring back: `.labs/saved/<sha256>.tar.gz`. */
  readonly restore?: { readonly sha256: string };
}

/** Asks a sandbox's agent to save its learner's work, or to bring saved work back. */
export async function putKeepRequest(
  aws: Aws,
  region: string,
  bucket: string,
  request: KeepRequest,
): Promise<void> {
  const s3 = await aws.client('s3', region);
  await s3.send(
    new PutObjectCommand({
      Bucket: bucket,
      Key: bucketKeys.keep,
      Body: JSON.stringify({ version: 1, ...request }),
      ContentType: 'application/json',
    }),
  );
}
