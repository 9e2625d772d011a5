/**
 * What an archive of saved work may hold; the agent keeps to the same (labs_keep/saving.py).
 *
 * Sizes in bytes. Files that are larger stay behind, and the save says so.
 */
export const limits = {
  file: 100_000_000,
  total: 500_000_000,
  files: 20_000,
  /** The archive as tar: its files, and room for a long name and padding of each. */
  unpacked: 600_000_000,
  manifest: 10_000_000,
} as const;
