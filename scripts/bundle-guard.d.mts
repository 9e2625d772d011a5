/** See bundle-guard.mjs. */
export function bundleGuard(entry: string): Promise<Uint8Array>;
