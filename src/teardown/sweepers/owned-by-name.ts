import type { Scan } from '../sweeper.ts';

/** Something whose name can tell whose it is. */
interface Named {
  readonly name: string;
  readonly arn: string | undefined;
  readonly createdAt: Date | undefined;
}

/**
 * The sandbox of something that a sandbox's role makes only under names of its own: by its name, where
 * its tag says the same or it is not older than the sandbox.
 *
 * @param prefix how the names of a sandbox's things begin
 * @returns undefined for what is provably nobody's of the scan
 */
export function ownerByName(
  scan: Scan,
  { name, arn, createdAt }: Named,
  prefix: (sandbox: string) => string,
): string | undefined {
  const tagged = arn === undefined ? undefined : scan.evidence.tags.sandboxOf(arn);
  if (tagged !== undefined) return name.startsWith(prefix(tagged)) ? tagged : undefined;
  const owner = scan.sandboxes.find((sandbox) => name.startsWith(prefix(sandbox.name)));
  const isOlder = owner !== undefined && createdAt !== undefined && createdAt < owner.since;
  return isOlder ? undefined : owner?.name;
}
