import { paginateListBuckets, paginateListObjectsV2 } from '@aws-sdk/client-s3';
import PQueue from 'p-queue';
import { isAccessDenied } from '../../aws/problem.ts';
import type { ResourceType } from '../../sandbox/resource-types.ts';
import { remember } from '../memo.ts';
import { describeOnce } from '../ownership.ts';
import type { Listed, Scan, Sweeper } from '../sweeper.ts';
import type { Thing } from '../thing.ts';
import { isAtRest } from '../thing.ts';
import { processingJob } from './processing-job.ts';
import { trainingJob } from './training-job.ts';
import { transformJob } from './transform-job.ts';

const jobs: Partial<Record<ResourceType, Sweeper>> = {
  'training-job': trainingJob,
  'processing-job': processingJob,
  'transform-job': transformJob,
};

/** Jobs that are asked about at the same time. */
const atOnce = 4;

/** The SDK puts a job's code there before it makes the job. */
const before = 15 * 60_000;

/**
 * `sagemaker-<region>-<account>` is the default bucket of every SageMaker SDK that was told of no
 * other: one for the whole account, in no stack. A sandbox's role may not write there, but may be
 * given more by its account.
 *
 * A job's name and its S3 URIs are free text of whoever made the job, so they prove nothing about
 * the objects below them, which can be another team's: what is there is listed, never deleted.
 */
export const jobOutput: Sweeper = {
  type: 'job-output',
  creates: [],
  bills: 'stored',
  record: 'shared',
  hangsOn: { types: ['training-job', 'processing-job', 'transform-job'], when: 'at rest' },

  async *list(scan) {
    const wanted = scan.parents.filter((job) => isAtRest(job) && !scan.isClear(job.key));
    const shared = `sagemaker-${scan.region}-${scan.account}`;
    if (wanted.length === 0 || !(await exists(scan, shared))) return;
    const queue = new PQueue({ concurrency: atOnce });
    const tasks = wanted.map((job) => () => outputsOf(scan, shared, job));
    for (const outputs of await queue.addAll(tasks)) yield* outputs;
  },
};

async function exists(scan: Scan, bucket: string): Promise<boolean> {
  return remember(scan.memo, `bucket ${bucket}`, async () => {
    const client = await scan.aws.client('s3', scan.region);
    const pages = paginateListBuckets(
      { client, pageSize: 1000 },
      { Prefix: bucket },
      { abortSignal: scan.signal },
    );
    for await (const page of pages) {
      if (page.Buckets?.some(({ Name }) => Name === bucket)) return true;
    }
    return false;
  });
}

async function outputsOf(scan: Scan, bucket: string, job: Thing): Promise<readonly Listed[]> {
  const listed: Listed[] = [];
  for (const prefix of await foldersOf(scan, bucket, job)) {
    if (!(await mayHaveWritten(scan, bucket, prefix, job))) continue;
    listed.push({
      id: `${bucket}/${prefix}`,
      status: '',
      stage: 'record',
      sandbox: job.sandbox,
      parent: job.key,
    });
  }
  return listed;
}

/** Folders of the shared bucket with a job's name in which it was to write; known when it is gone too. */
async function foldersOf(scan: Scan, bucket: string, job: Thing): Promise<readonly string[]> {
  const { answers } = scan.evidence;
  return remember(answers, `folders of ${job.key}`, async () => {
    const sweeper = jobs[job.type];
    const found = sweeper && (await describeOnce(scan, sweeper, job.id));
    if (found === undefined || found === 'none') return [];
    const start = `s3://${bucket}/`;
    const inside = (found.outputs ?? []).filter((uri) => uri.startsWith(start));
    return [...new Set(inside.flatMap((uri) => folderOf(uri.slice(start.length), job.id) ?? []))];
  });
}

/** The folder in a key that has the job's name, the innermost; undefined where none has. */
function folderOf(key: string, job: string): string | undefined {
  const folders = key.split('/').filter((part) => part !== '');
  const at = folders.lastIndexOf(job);
  return at === -1 ? undefined : `${folders.slice(0, at + 1).join('/')}/`;
}

/** Whether something was written to a folder since the job was made, or it cannot be seen. */
async function mayHaveWritten(
  scan: Scan,
  bucket: string,
  prefix: string,
  { createdAt }: Thing,
): Promise<boolean> {
  const since = (createdAt?.getTime() ?? 0) - before;
  const client = await scan.aws.client('s3', scan.region);
  const pages = paginateListObjectsV2(
    { client },
    { Bucket: bucket, Prefix: prefix, ExpectedBucketOwner: scan.account },
    { abortSignal: scan.signal },
  );
  try {
    for await (const { Contents = [] } of pages) {
      if (Contents.some(({ LastModified }) => (LastModified?.getTime() ?? 0) >= since)) return true;
    }
    return false;
  } catch (error) {
    // The policy that labs asks for does not reach into this bucket.
    if (isAccessDenied(error)) return true;
    throw error;
  }
}
