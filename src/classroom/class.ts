import type { Aws } from '../aws/clients.ts';
import type { SandboxStack } from '../aws/sandboxes.ts';
import { listSandboxesIn } from '../aws/sandboxes.ts';
import { nearest } from '../catalog/nearest.ts';
import { LabsError } from '../errors.ts';
import { slug } from '../sandbox/name.ts';

/** Longest name of a class, so that a student number of ten digits and more fits beside it. */
const longestClassName = 20;

/**
 * The slug of a class.
 *
 * @throws LabsError `class.name-invalid`
 */
export function classSlug(given: string): string {
  const name = slug(given);
  if (name === '' || name.length > longestClassName) {
    throw new LabsError('class.name-invalid', { given, longest: longestClassName });
  }
  return name;
}

/** The members of a class among sandboxes; pure. */
export function membersOf(all: readonly SandboxStack[], group: string): readonly SandboxStack[] {
  return all
    .filter((stack) => stack.class === group)
    .toSorted((a, b) => a.owner.localeCompare(b.owner, 'en', { numeric: true }));
}

/**
 * The members of a class that must exist.
 *
 * @throws LabsError `class.none` with the classes there are
 */
export async function requireMembers(
  aws: Aws,
  regions: readonly string[],
  group: string,
  onUnreadable: (region: string, error: unknown) => void,
): Promise<readonly SandboxStack[]> {
  const all = await listSandboxesIn(aws, regions, onUnreadable);
  const members = membersOf(all, group);
  if (members.length > 0) return members;
  const near = [...new Set(all.flatMap((stack) => stack.class ?? []))].sort();
  throw new LabsError('class.none', { group, near });
}

/**
 * The member with a student's id.
 *
 * @param given as it was typed, such as a student number in capitals
 * @throws LabsError `class.no-student` with the nearest ids
 */
export function memberNamed(
  members: readonly SandboxStack[],
  group: string,
  given: string,
): SandboxStack {
  const id = slug(given);
  const found = members.find(({ owner }) => owner === id);
  if (found !== undefined) return found;
  const near = nearest(
    id,
    members.map(({ owner }) => owner),
  );
  throw new LabsError('class.no-student', { group, given, near });
}
