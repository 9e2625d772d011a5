import {
  DeleteBucketCommand,
  GetBucketTaggingCommand,
  paginateListBuckets,
} from '@aws-sdk/client-s3';
import { defined } from '../../defined.ts';
import { tagKeys } from '../../sandbox/tags.ts';
import type { Listed, Scan, Sweeper } from '../sweeper.ts';
import { abortUploads, deleteObjects } from './objects.ts';

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
  plan: 'empties',
  tagType: 's3',
  inStack: true,
  dependsOn: {
    settle: [
      { type: 'notebook', until: 'settled' },
      { type: 'state-machine', until: 'settled' },
      { type: 'pipeline', until: 'settled' },
      { type: 'tuning-job', until: 'settled' },
      { type: 'training-job', until: 'settled' },
      { type: 'processing-job', until: 'settled' },
      { type: 'transform-job', until: 'settled' },
      { type: 'translation-job', until: 'settled' },
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
    for (const name of asked) {
      if (!there.has(name)) continue;
      const found = listed(name, owners.get(name));
      yield isOfStack(scan, name) ? found : { ...found, isIndexed: true };
    }
  },

  async tagOf({ aws, region, account, signal }, { id }) {
    const client = await aws.client('s3', region);
    const where = { Bucket: id, ExpectedBucketOwner: account };
    try {
      const { TagSet = [] } = await client.send(new GetBucketTaggingCommand(where), {
        abortSignal: signal,
      });
      return TagSet.find(({ Key }) => Key === tagKeys.sandbox)?.Value;
    } catch (error) {
      // How S3 says that a bucket has no tags (GetBucketTagging, API reference).
      if (error instanceof Error && error.name === 'NoSuchTagSet') return undefined;
      throw error;
    }
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
    ...defined({ sandbox }),
  };
}

/** Names of buckets that a stack or a tag proves to be a sandbox's, with the sandbox. */
function ownersOf(scan: Scan): ReadonlyMap<string, string> {
  const names = new Set(scan.sandboxes.map(({ name }) => name));
  const tagged = scan.evidence.tags
    .arnsOf('s3', names)
    .map((arn): [string, string] => [
      arn.split(':::')[1] ?? '',
      scan.evidence.tags.sandboxOf(arn) ?? '',
    ]);
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
