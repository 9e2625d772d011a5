import * as z from 'zod';
import { plainLine } from '../plain-text.ts';

/** Name of the manifest, in the archive and in the folder that it was unpacked into. */
export const manifestName = 'labs-saved.json';

/** A text of an instance, as one line. */
const text = (longest: number) => z.string().max(longest).transform(plainLine);

/** What an archive says about itself: written by an instance, so not trusted. */
const archiveManifest = z.object({
  version: z.literal(1),
  sandbox: text(128),
  /** Folders that were cloned, and the commits that the work is a change of. */
  repos: z
    .array(z.object({ dir: text(255), commit: text(64) }))
    .max(1000)
    .default([]),
  /** What stayed behind, the first of them. */
  skipped: z
    .array(z.object({ path: text(1024), why: text(300) }))
    .max(100)
    .default([]),
  skippedCount: z.int().min(0).default(0),
});

export type ArchiveManifest = z.infer<typeof archiveManifest>;

/** The manifest of a folder of saved work, `labs-saved.json` at its top. */
const folderManifest = archiveManifest.extend({
  /** SHA-256 of the archive that it was unpacked from, hex. */
  sha256: text(64),
  /** ISO 8601. */
  savedAt: text(64),
  files: z.int().min(0),
  /** What files are called in the sandbox whose names not every computer can have. */
  names: z.record(z.string(), z.string()).default({}),
});

export type FolderManifest = z.infer<typeof folderManifest>;

/** Reads an archive's manifest; undefined for anything that is none. */
export function readArchiveManifest(body: string): ArchiveManifest | undefined {
  return read(archiveManifest, body);
}

/** Reads a folder's manifest; undefined for anything that is none. */
export function readFolderManifest(body: string): FolderManifest | undefined {
  return read(folderManifest, body);
}

function read<T>(schema: z.ZodType<T>, body: string): T | undefined {
  try {
    return schema.parse(JSON.parse(body));
  } catch {
    return undefined;
  }
}
