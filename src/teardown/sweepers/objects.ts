import {
  AbortMultipartUploadCommand,
  DeleteObjectsCommand,
  ListMultipartUploadsCommand,
  ListObjectVersionsCommand,
} from '@aws-sdk/client-s3';
import { isGone } from '../../aws/problem.ts';
import type { Context } from '../sweeper.ts';
import { known } from './known.ts';

/** Part of a bucket; all of it where nothing else is said. */
export interface Part {
  readonly bucket: string;
  /** How the keys begin. */
  readonly prefix?: string;
  /** Only what was written, or begun, from then on. */
  readonly since?: Date;
}

interface Entry {
  readonly Key?: string | undefined;
  readonly VersionId?: string | undefined;
  readonly LastModified?: Date | undefined;
}

/** Deletes every version and delete marker; of an unversioned bucket, every object. */
export async function deleteObjects(context: Context, part: Part): Promise<void> {
  const client = await context.aws.client('s3', context.region);
  const where = { Bucket: part.bucket, ExpectedBucketOwner: context.account };
  const options = { abortSignal: context.signal };
  let after: { readonly KeyMarker?: string; readonly VersionIdMarker?: string } = {};
  for (;;) {
    const page = await client.send(
      new ListObjectVersionsCommand({ ...where, ...known({ Prefix: part.prefix }), ...after }),
      options,
    );
    const entries: readonly Entry[] = [...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])];
    const objects = entries
      .filter(({ LastModified }) => isSince(LastModified, part.since))
      .map(({ Key, VersionId }) => ({ Key, VersionId }));
    if (objects.length > 0) {
      const { Errors = [] } = await client.send(
        new DeleteObjectsCommand({ ...where, Delete: { Objects: objects, Quiet: true } }),
        options,
      );
      if (Errors[0] !== undefined) throw refusal(Errors[0], Errors.length);
    }
    if (page.IsTruncated !== true) return;
    // What was deleted is not listed again; what stays is passed over.
    after =
      objects.length === entries.length
        ? {}
        : known({ KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker });
  }
}

/** Aborts unfinished uploads. */
export async function abortUploads(context: Context, part: Part): Promise<void> {
  const client = await context.aws.client('s3', context.region);
  const where = { Bucket: part.bucket, ExpectedBucketOwner: context.account };
  const options = { abortSignal: context.signal };
  for (;;) {
    const page = await client.send(
      new ListMultipartUploadsCommand({ ...where, ...known({ Prefix: part.prefix }) }),
      options,
    );
    const uploads = (page.Uploads ?? []).filter(({ Initiated }) => isSince(Initiated, part.since));
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

/** Whether a part of a bucket holds no object, version, delete marker or unfinished upload. */
export async function isEmpty(context: Context, part: Part): Promise<boolean> {
  const client = await context.aws.client('s3', context.region);
  const where = {
    Bucket: part.bucket,
    ExpectedBucketOwner: context.account,
    ...known({ Prefix: part.prefix }),
  };
  const options = { abortSignal: context.signal };
  const page = await client.send(new ListObjectVersionsCommand(where), options);
  const entries: readonly Entry[] = [...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])];
  if (entries.some(({ LastModified }) => isSince(LastModified, part.since))) return false;
  const { Uploads = [] } = await client.send(new ListMultipartUploadsCommand(where), options);
  return !Uploads.some(({ Initiated }) => isSince(Initiated, part.since));
}

function isSince(moment: Date | undefined, since: Date | undefined): boolean {
  return since === undefined || (moment !== undefined && moment >= since);
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
