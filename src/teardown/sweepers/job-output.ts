import { paginateListBuckets } from '@aws-sdk/client-s3';
import PQueue from 'p-queue';
import type { ResourceType } from '../../messages/resource-names.ts';
import { remember } from '../memo.ts';
import { describeOnce } from '../ownership.ts';
import type { Listed, Scan, Sweeper } from '../sweeper.ts';
import type { Thing } from '../thing.ts';
import { isAtRest } from '../thing.ts';
import { abortUploads, deleteObjects, isEmpty } from './objects.ts';
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
 * `sagemaker-<region>-<account>` is the default bucket of every SageMaker SDK that nobody told of
 * another: one for the whole account, in no stack. A sandbox's role may not write there, but may be
 * given more by its account. What a job of the sandbox wrote into a folder of its own name, since it
 * was made, is the sandbox's; everything else in that bucket could be anybody's and is not looked at.
 */
export const jobOutput: Sweeper = {
  type: 'job-output',
  creates: [],
  bills: 'stored',
  hangsOn: { types: ['training-job', 'processing-job', 'transform-job'], when: 'at rest' },

  async *list(scan) {
    const wanted = scan.parents.filter((job) => isAtRest(job) && !scan.isClear(job.key));
    const shared = `sagemaker-${scan.region}-${scan.account}`;
    if (wanted.length === 0 || !(await exists(scan, shared))) return;
    const queue = new PQueue({ concurrency: atOnce });
    const tasks = wanted.map((job) => () => outputsOf(scan, shared, job));
    for (const outputs of await queue.addAll(tasks)) yield* outputs;
  },

  async remove(context, { id, createdAt }) {
    const [bucket = '', ...rest] = id.split('/');
    const part = { bucket, prefix: rest.join('/'), ...(createdAt ? { since: createdAt } : {}) };
    await deleteObjects(context, part);
    await abortUploads(context, part);
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
  const sweeper = jobs[job.type];
  const found = sweeper && (await describeOnce(scan, sweeper, job.id));
  if (found === undefined || found === 'none' || job.createdAt === undefined) return [];
  const since = new Date(job.createdAt.getTime() - before);
  const start = `s3://${bucket}/`;
  const prefixes = new Set(
    (found.outputs ?? [])
      .filter((uri) => uri.startsWith(start))
      .flatMap((uri) => folderOf(uri.slice(start.length), job.id) ?? []),
  );
  const listed: Listed[] = [];
  for (const prefix of prefixes) {
    if (await isEmpty(scan, { bucket, prefix, since })) continue;
    listed.push({
      id: `${bucket}/${prefix}`,
      createdAt: since,
      status: '',
      stage: 'settled',
      sandbox: job.sandbox,
      parent: job.key,
    });
  }
  return listed;
}

/** The folder in a key that has the job's name; undefined where none has. */
function folderOf(key: string, job: string): string | undefined {
  const folders = key.split('/').filter((part) => part !== '');
  const at = folders.indexOf(job);
  return at === -1 ? undefined : `${folders.slice(0, at + 1).join('/')}/`;
}
