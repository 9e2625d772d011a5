import { GetObjectCommand, PutObjectCommand, paginateListObjectsV2 } from '@aws-sdk/client-s3';
import * as z from 'zod';
import type { Aws } from '../aws/clients.ts';
import type { WorkPlace } from './keep-work.ts';

/** What was ended because it bills, and why not where it was not. */
const ended = z.object({ type: z.string(), id: z.string(), problem: z.string().exactOptional() });

const deed = z.object({
  name: z.string(),
  region: z.string(),
  did: z.enum(['nothing', 'waits', 'stopped', 'saving', 'removing', 'removed', 'failed']),
  because: z.string().exactOptional(),
  detail: z.string().exactOptional(),
  ended: z.array(ended).exactOptional(),
  /** Key of its saved work in the guard's bucket. */
  work: z.string().exactOptional(),
  /** Whether the learner was told something new in Jupyter. */
  told: z.boolean().exactOptional(),
  /** Why the learner could not be told. */
  untold: z.string().exactOptional(),
  /** US dollars so far, provably; of a sandbox with a budget. */
  usd: z.number().exactOptional(),
  stopsAt: z.iso.datetime().exactOptional(),
  removedAfter: z.iso.datetime().exactOptional(),
});

const report = z.object({
  version: z.literal(1),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime(),
  regions: z.array(z.string()),
  sandboxes: z.array(deed),
  unreadable: z.array(z.object({ region: z.string(), text: z.string() })),
});

/** What a run did with one sandbox, and what comes next for it. */
export type SandboxDeed = z.infer<typeof deed>;
/** What a run of the guard did: `reports/<time>.json` in its bucket. */
export type GuardReport = z.infer<typeof report>;

const prefix = 'reports/';

/** Writes a document into the guard's bucket. */
export async function putDocument(
  aws: Aws,
  place: WorkPlace,
  key: string,
  document: unknown,
): Promise<void> {
  const s3 = await aws.client('s3', place.region);
  await s3.send(
    new PutObjectCommand({
      Bucket: place.bucket,
      Key: key,
      Body: JSON.stringify(document),
      ContentType: 'application/json',
      ExpectedBucketOwner: place.account,
    }),
  );
}

export function putReport(aws: Aws, place: WorkPlace, made: GuardReport): Promise<void> {
  return putDocument(aws, place, `${prefix}${made.startedAt}.json`, made);
}

/** The last reports, the newest first; what is no report is left out. */
export async function lastReports(
  aws: Aws,
  place: WorkPlace,
  now: Date,
  most: number,
): Promise<readonly GuardReport[]> {
  const client = await aws.client('s3', place.region);
  const yesterday = new Date(now.getTime() - 24 * 60 * 60_000).toISOString();
  const keys: string[] = [];
  const pages = paginateListObjectsV2(
    { client },
    { Bucket: place.bucket, Prefix: prefix, StartAfter: `${prefix}${yesterday}` },
  );
  for await (const { Contents = [] } of pages)
    keys.push(...Contents.flatMap(({ Key }) => Key ?? []));
  const newest = keys.sort().slice(-most).reverse();
  const texts = await Promise.all(
    newest.map(async (Key) => {
      const { Body } = await client.send(new GetObjectCommand({ Bucket: place.bucket, Key }));
      return Body?.transformToString();
    }),
  );
  return texts.flatMap((text) => readReport(text ?? '') ?? []);
}

function readReport(text: string): GuardReport | undefined {
  try {
    return report.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
