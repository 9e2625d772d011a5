import { paginateListObjectsV2 } from '@aws-sdk/client-s3';
import { isNotebookRunning, notebookSeconds } from '../cost/history.ts';
import type { MeteredThing, Observation, Rented, Stored, Unobserved } from '../cost/observation.ts';
import type { Aws } from './clients.ts';
import { callOf } from './clients.ts';
import type { History } from './history.ts';
import { readHistory } from './history.ts';
import type { NotebookSummary } from './notebooks.ts';
import { listNotebooks } from './notebooks.ts';
import { formerRents, observeEndpoint } from './observe-endpoints.ts';
import { jobTypes, observeJob } from './observe-jobs.ts';
import type { SandboxStack } from './sandboxes.ts';
import { listTagged } from './tagged.ts';

const gibibyte = 1024 ** 3;
const hourMs = 3_600_000;
/** Pages of 1,000 objects that are listed of a bucket. */
const mostPages = 10;

/**
 * What sandboxes rented and stored, read-only: notebooks and history once a region, jobs and
 * endpoints by tag. What cannot be read is in `unobserved`, never taken for nothing.
 */
export async function observeCosts(
  aws: Aws,
  stacks: readonly SandboxStack[],
  at: Date,
  signal: AbortSignal,
): Promise<readonly Observation[]> {
  const regions = new Map(
    await Promise.all(
      [...new Set(stacks.map(({ region }) => region))].map(
        async (region) =>
          [region, await observeRegion(aws, region, oldest(stacks, region), signal)] as const,
      ),
    ),
  );
  return Promise.all(
    stacks.map(async (stack) => {
      const { notebooks, history } = regions.get(stack.region)!;
      const parts = await Promise.all([
        attempt('notebook', async () => notebookOf(stack, notebooks, history, at)),
        attempt('volume', async () => volumeOf(stack, notebooks, at)),
        attempt('jobs', () => jobsAndEndpoints(aws, stack, at, signal)),
        attempt('bucket', () => bucketOf(aws, stack, at, signal)),
        attempt('history', async () => formerRents(unwrap(history), stack.name)),
      ]);
      return {
        sandbox: stack.name,
        account: stack.account,
        region: stack.region,
        since: stack.createdAt,
        at,
        things: parts.flatMap(({ things }) => things),
        unobserved: parts.flatMap(({ unobserved }) => unobserved),
      };
    }),
  );
}

function oldest(stacks: readonly SandboxStack[], region: string): Date {
  const times = stacks.filter((stack) => stack.region === region).map(({ createdAt }) => createdAt);
  return new Date(Math.min(...times.map((time) => time.getTime())));
}

type Outcome<T> = PromiseSettledResult<T>;

interface RegionView {
  readonly notebooks: Outcome<readonly NotebookSummary[]>;
  readonly history: Outcome<History>;
}

async function observeRegion(
  aws: Aws,
  region: string,
  since: Date,
  signal: AbortSignal,
): Promise<RegionView> {
  const [notebooks, history] = await Promise.allSettled([
    listNotebooks(aws, region),
    readHistory(aws, region, since, signal),
  ]);
  signal.throwIfAborted();
  return { notebooks, history };
}

function unwrap<T>(outcome: Outcome<T>): T {
  if (outcome.status === 'rejected') throw outcome.reason;
  return outcome.value;
}

interface Part {
  readonly things: readonly MeteredThing[];
  readonly unobserved: readonly Unobserved[];
}

async function attempt(
  what: Unobserved['what'],
  look: () => Promise<readonly MeteredThing[]>,
): Promise<Part> {
  try {
    return { things: await look(), unobserved: [] };
  } catch (error) {
    return { things: [], unobserved: [{ what, reason: reasonOf(error) }] };
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const call = callOf(error);
  return call === undefined ? error.message : `${call.operation}: ${error.name}: ${error.message}`;
}

function notebookOf(
  stack: SandboxStack,
  notebooks: Outcome<readonly NotebookSummary[]>,
  history: Outcome<History>,
  at: Date,
): readonly Rented[] {
  const notebook = unwrap(notebooks).find(({ name }) => name === stack.notebook);
  if (notebook === undefined) return [];
  const { name, status, type, createdAt = stack.createdAt, modifiedAt = createdAt } = notebook;
  const events = history.status === 'fulfilled' ? history.value.notebooks : undefined;
  return [
    {
      kind: 'notebook',
      id: name,
      use: 'notebook',
      type,
      count: 1,
      seconds: notebookSeconds({ name, status, createdAt, modifiedAt }, events, at),
      how: events === undefined ? 'times' : 'history',
      isRunning: isNotebookRunning(status),
    },
  ];
}

function volumeOf(
  stack: SandboxStack,
  notebooks: Outcome<readonly NotebookSummary[]>,
  at: Date,
): readonly Stored[] {
  const notebook = unwrap(notebooks).find(({ name }) => name === stack.notebook);
  if (notebook === undefined) return [];
  if (stack.volumeGiB === undefined) throw new Error('the stack does not say its size');
  const { name, createdAt = stack.createdAt } = notebook;
  const hours = (at.getTime() - createdAt.getTime()) / hourMs;
  return [{ kind: 'volume', id: name, gib: stack.volumeGiB, gibHours: stack.volumeGiB * hours }];
}

async function jobsAndEndpoints(
  aws: Aws,
  { region, name }: SandboxStack,
  at: Date,
  signal: AbortSignal,
): Promise<readonly MeteredThing[]> {
  const things = await listTagged(aws, region, name, [...jobTypes, 'endpoint'], signal);
  const rented = await Promise.all(
    things.map((thing) =>
      thing.type === 'endpoint'
        ? observeEndpoint(aws, region, thing.name, at)
        : observeJob(aws, region, thing, at),
    ),
  );
  return rented.flat();
}

/** What lies in the bucket, each object since it was written; what was deleted is not known. */
async function bucketOf(
  aws: Aws,
  { region, bucket }: SandboxStack,
  at: Date,
  signal: AbortSignal,
): Promise<readonly Stored[]> {
  if (bucket === undefined) return [];
  const client = await aws.client('s3', region);
  let [bytes, byteHours, pages] = [0, 0, 0];
  const answers = paginateListObjectsV2({ client }, { Bucket: bucket }, { abortSignal: signal });
  for await (const { Contents = [] } of answers) {
    pages += 1;
    if (pages > mostPages) throw new Error(`more than ${mostPages * 1000} objects`);
    for (const { Size = 0, LastModified = at } of Contents) {
      bytes += Size;
      byteHours += (Size * Math.max(0, at.getTime() - LastModified.getTime())) / hourMs;
    }
  }
  return [{ kind: 'bucket', id: bucket, gib: bytes / gibibyte, gibHours: byteHours / gibibyte }];
}
