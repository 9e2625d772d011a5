import {
  AbortMultipartUploadCommand,
  DeleteObjectsCommand,
  ListMultipartUploadsCommand,
  ListObjectVersionsCommand,
} from '@aws-sdk/client-s3';
import { isGone } from '../../aws/problem.ts';
import type { Context } from '../sweeper.ts';

interface Entry {
  readonly Key?: string | undefined;
  readonly VersionId?: string | undefined;
}

/**
 * Deletes every version and delete marker; of an unversioned bucket, every object.
 *
 * @param prefix how the keys begin; all of them where absent
 */
export async function deleteObjects(
  context: Context,
  bucket: string,
  prefix?: string,
): Promise<void> {
  const client = await context.aws.client('s3', context.region);
  const where = { Bucket: bucket, ExpectedBucketOwner: context.account };
  const options = { abortSignal: context.signal };
  for (;;) {
    const page = await client.send(
      new ListObjectVersionsCommand({ ...where, ...(prefix !== undefined && { Prefix: prefix }) }),
      options,
    );
    const entries: readonly Entry[] = [...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])];
    const objects = entries.map(({ Key, VersionId }) => ({ Key, VersionId }));
    if (objects.length > 0) {
      const { Errors = [] } = await client.send(
        new DeleteObjectsCommand({ ...where, Delete: { Objects: objects, Quiet: true } }),
        options,
      );
      if (Errors[0] !== undefined) throw refusal(Errors[0], Errors.length);
    }
    if (page.IsTruncated !== true) return;
  }
}

/** Aborts unfinished uploads. */
export async function abortUploads(context: Context, bucket: string): Promise<void> {
  const client = await context.aws.client('s3', context.region);
  const where = { Bucket: bucket, ExpectedBucketOwner: context.account };
  const options = { abortSignal: context.signal };
  for (;;) {
    const page = await client.send(new ListMultipartUploadsCommand(where), options);
    const uploads = page.Uploads ?? [];
    if (uploads.length === 0) return;
    await Promise.all(
      uploads.map(async ({ Key, UploadId }) => {
        const command = new AbortMultipartUploadCommand({ ...where, Key, UploadId });
        try {
          await client.send(command, options);
        } catch (error) {
          if (!isGone(error)) throw error;
        }
      }),
    );
    if (page.IsTruncated !== true) return;
  }
}

/** An error in the answer of DeleteObjects, which itself succeeds. */
function refusal(
  first: {
    readonly Code?: string | undefined;
    readonly Message?: string | undefined;
    readonly Key?: string | undefined;
  },
  count: number,
): Error {
  const more = count > 1 ? ` (and ${count - 1} more)` : '';
  const error = new Error(`${first.Key ?? ''}: ${first.Message ?? ''}${more}`);
  error.name = first.Code ?? 'DeleteObjects';
  return error;
}
