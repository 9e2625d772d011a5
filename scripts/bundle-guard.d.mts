/** See bundle-guard.mjs. */
export function bundleGuard(
  entry: string,
): Promise<{ readonly contents: Uint8Array; readonly inputs: readonly string[] }>;
