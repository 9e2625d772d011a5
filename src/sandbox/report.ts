import * as z from 'zod';
import { plainLine } from '../plain-text.ts';

/** Largest report we read, in bytes: what the instance writes is untrusted. */
export const largestReport = 1_000_000;

/** A text of the instance, as one line: a second one would look like a line of ours. */
const plain = (longest: number) => z.string().max(longest).transform(plainLine);

const repo = z.object({
  lab: plain(64),
  url: plain(1024),
  dir: plain(255),
  commit: plain(64).nullable(),
  state: z.enum(['cloned', 'pending', 'failed']),
  files: z.int().min(0).optional(),
  error: plain(2000).optional(),
  kept: z.array(plain(1024)).max(1000).optional(),
});

/** The learner's own files, as the agent last saved them to `.labs/saved/work.tar.gz`. */
const work = z.object({
  /** When that was; absent where nothing was ever saved. */
  savedAt: z.iso.datetime({ offset: true }).optional(),
  /** The `saveAt` of `.labs/keep.json` that was last answered. */
  asked: plain(64).optional(),
  sha256: plain(64).optional(),
  files: z.int().min(0).optional(),
  bytes: z.int().min(0).optional(),
  /** What stayed behind and why, the first of them. */
  skipped: z
    .array(z.object({ path: plain(1024), why: plain(300) }))
    .max(100)
    .optional(),
  skippedCount: z.int().min(0).optional(),
  /** Whether nothing has changed since. */
  isCurrent: z.boolean().optional(),
  failed: z.object({ asked: plain(64).nullable(), error: plain(2000) }).optional(),
});

/** What was brought back of an archive that `.labs/keep.json` named. */
const restored = z.object({
  sha256: plain(64),
  files: z.int().min(0),
  /** Files that were put beside the learner's own, the first of them. */
  beside: z.array(plain(1024)).max(100),
  besideCount: z.int().min(0),
  /** Folders of labs that are not cloned (yet). */
  pending: z.array(plain(255)).max(1000).optional(),
  isDone: z.boolean().optional(),
  error: plain(2000).optional(),
});

/** How the kernel of a lab stands. */
const runtime = z.object({
  lab: plain(64),
  kernel: plain(128),
  /** The Python that was asked for, such as `3.10`. */
  asked: plain(16),
  state: z.enum(['preparing', 'ready', 'failed']),
  /** The Python that it has, such as `3.10.13`. */
  python: plain(32).optional(),
  error: plain(2000).optional(),
});

/** What became of a fixup. */
const fixup = z.object({
  lab: plain(64),
  path: plain(1024),
  state: z.enum(['made', 'skipped']),
  cell: z.int().optional(),
  kernel: plain(128).optional(),
  why: plain(2000).optional(),
});

/** `.labs/report.json`: what a sandbox has, as its agent says. */
export const reportSchema = z.object({
  version: z.literal(1),
  writtenAt: z.iso.datetime({ offset: true }),
  /** Minutes without work; null while there is work. */
  idleMinutes: z.number().min(0).nullable(),
  /** SHA-256 of the wish that this report answers, hex. */
  wish: plain(64).optional(),
  repos: z.array(repo).max(200),
  versions: z.record(plain(128), plain(128)).optional(),
  problems: z.array(plain(2000)).max(100).optional(),
  work: work.optional(),
  restored: restored.optional(),
  runtimes: z.array(runtime).max(200).optional(),
  fixups: z.array(fixup).max(1000).optional(),
});

export type Report = z.infer<typeof reportSchema>;
export type ReportedWork = NonNullable<Report['work']>;
export type ReportedRestore = NonNullable<Report['restored']>;

/**
 * Reads a report.
 *
 * @param body bytes of the object, as text
 * @returns the report, or undefined for anything that is not one
 */
export function parseReport(body: string): Report | undefined {
  if (body.length > largestReport) return undefined;
  try {
    return reportSchema.parse(JSON.parse(body));
  } catch {
    return undefined;
  }
}
