import * as z from 'zod';

/** Largest report we read, in bytes: what the instance writes is untrusted. */
export const largestReport = 1_000_000;

// oxlint-disable-next-line no-control-regex -- control characters are what is taken out
const controls = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

/** A text of the instance, its control characters (terminal escapes among them) taken out. */
const plain = (longest: number) =>
  z
    .string()
    .max(longest)
    .transform((value) => value.replace(controls, ''));

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
});

export type Report = z.infer<typeof reportSchema>;
export type ReportedRepo = Report['repos'][number];

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
