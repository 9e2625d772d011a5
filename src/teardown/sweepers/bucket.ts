import {
  AbortMultipartUploadCommand,
  DeleteBucketCommand,
  DeleteObjectsCommand,
  ListMultipartUploadsCommand,
  ListObjectVersionsCommand,
  paginateListBuckets,
} from '@aws-sdk/client-s3';
import { isGone } from '../problem.ts';
import type { Context, Listed, Scan, Sweeper } from '../sweeper.ts';

/**
 * A bucket bills by what is in it, unfinished uploads included. CloudFormation and DeleteBucket take
 * an empty one only, with no version, delete marker or part left in it. It is emptied when nothing
 * that writes into it runs any more; its stack removes it, or we where no stack does.
 *
 * Every call names the owner that is expected, so a bucket that passed to another account is refused
 * (S3, "Verifying bucket ownership with bucket owner condition").
 */
export const bucket: Sweeper = {
  type: 'bucket',
  creates: ['s3:CreateBucket'],
  bills: 'stored',
  tagType: 's3',
  inStack: true,
  dependsOn: {
    settle: [
      { type: 'notebook', until: 'settled' },
      { type: 'tuning-job', until: 'settled' },
      { type: 'training-job', until: 'settled' },
      { type: 'processing-job', until: 'settled' },
      { type: 'transform-job', until: 'settled' },
      { type: 'endpoint', until: 'gone' },
    ],
  },

  async *list(scan) {
    const owners = ownersOf(scan);
    const names = [...owners.keys()];
    // The first look believes the stack: emptying the bucket shows whether it is there.
    const believed = scan.first ? names.filter((name) => isOfStack(scan, name)) : [];
    for (const name of believed) yield { ...listed(name, owners.get(name)), presumed: true };

    const asked = names.filter((name) => !believed.includes(name));
    const there = await existing(scan, asked);
    for (const name of asked) if (there.has(name)) yield listed(name, owners.get(name));
  },

  async settle(context, { id }) {
    await deleteObjects(context, id);
    await abortUploads(context, id);
    return 'settled';
  },

  async remove({ aws, region, account, signal }, { id }) {
    const client = await aws.client('s3', region);
    await client.send(new DeleteBucketCommand({ Bucket: id, ExpectedBucketOwner: account }), {
      abortSignal: signal,
    });
  },
};

function listed(name: string, sandbox: string | undefined): Listed {
  return {
    id: name,
    arn: `arn:aws:s3:::${name}`,
    status: '',
    stage: 'running',
    ...(sandbox === undefined ? {} : { sandbox }),
  };
}

/** Names of buckets that a stack or a tag proves to be a sandbox's, with the sandbox. */
function ownersOf(scan: Scan): ReadonlyMap<string, string> {
  const names = new Set(scan.sandboxes.map(({ name }) => name));
  const tagged = scan.tags
    .arnsOf('s3', names)
    .map((arn): [string, string] => [arn.split(':::')[1] ?? '', scan.tags.sandboxOf(arn) ?? '']);
  const stacked = scan.sandboxes.flatMap(({ name, bucket: own }): [string, string][] =>
    own === undefined ? [] : [[own, name]],
  );
  return new Map([...tagged, ...stacked]);
}

function isOfStack(scan: Scan, name: string): boolean {
  return scan.sandboxes.some((sandbox) => sandbox.bucket === name);
}

async function existing(scan: Scan, names: readonly string[]): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  if (names.length === 0) return found;
  const client = await scan.aws.client('s3', scan.region);
  const pages = paginateListBuckets(
    { client, pageSize: 1000 },
    { Prefix: commonPrefix(names) },
    { abortSignal: scan.signal },
  );
  for await (const page of pages) {
    for (const { Name } of page.Buckets ?? []) if (Name !== undefined) found.add(Name);
  }
  return found;
}

function commonPrefix(names: readonly string[]): string {
  const [first = '', ...rest] = names;
  let end = first.length;
  while (!rest.every((name) => name.startsWith(first.slice(0, end)))) end -= 1;
  return first.slice(0, end);
}

/** Deletes every version and delete marker; of an unversioned bucket, every object. */
async function deleteObjects(context: Context, name: string): Promise<void> {
  const client = await context.aws.client('s3', context.region);
  const where = { Bucket: name, ExpectedBucketOwner: context.account };
  const options = { abortSignal: context.signal };
  for (;;) {
    const page = await client.send(new ListObjectVersionsCommand(where), options);
    const objects = [...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])].map(
      ({ Key, VersionId }) => ({ Key, VersionId }),
    );
    if (objects.length === 0) return;
    const { Errors = [] } = await client.send(
      new DeleteObjectsCommand({ ...where, Delete: { Objects: objects, Quiet: true } }),
      options,
    );
    if (Errors[0] !== undefined) throw refusal(Errors[0], Errors.length);
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

async function abortUploads(context: Context, name: string): Promise<void> {
  const client = await context.aws.client('s3', context.region);
  const where = { Bucket: name, ExpectedBucketOwner: context.account };
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
