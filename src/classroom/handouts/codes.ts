import { defined } from '../../defined.ts';
import type { SandboxStack } from '../../aws/sandboxes.ts';
import { hashOfCode, newCode, revokedDoor } from '../door/code.ts';
import type { HandedCode } from './store.ts';

/** The code of a student, and what becomes of it. */
export interface SeatCode {
  readonly id: string;
  /** Absent where it was revoked, and where only its hash is known: the card is elsewhere. */
  readonly code?: string;
  /** Given where the stack is to have it, being new. */
  readonly door?: string;
  /** Whether the student has no code until one is made for them by name. */
  readonly isRevoked?: true;
}

/** What is known of codes. */
export interface KnownCodes {
  readonly group: string;
  readonly stacks: readonly SandboxStack[];
  /** Codes of the handouts that are there; they may be older than what the stacks have. */
  readonly handed: readonly HandedCode[];
  /** Ids of students who get a new code, so that the old one opens nothing any more. */
  readonly renewed: ReadonlySet<string>;
}

/**
 * Finds every student's code: the one whose hash their stack has; where the stack never had one, the
 * one in the handouts, else a new one. Pure but for the new ones.
 */
export function codesFor(ids: readonly string[], known: KnownCodes): readonly SeatCode[] {
  const { group, stacks, handed, renewed } = known;
  const byHash = new Map(handed.map(({ code }) => [hashOfCode(group, code), code]));
  const byId = new Map(handed.map(({ id, code }) => [id, code]));
  const doorOf = new Map(stacks.map(({ owner, door }) => [owner, door]));
  return ids.map((id) => {
    const door = doorOf.get(id);
    if (renewed.has(id)) return fresh(group, id);
    if (door === undefined) return fresh(group, id, byId.get(id));
    if (door === revokedDoor) return { id, isRevoked: true };
    const code = byHash.get(door);
    return { id, ...defined({ code }) };
  });
}

/** Students whom `--new-codes` means where it names none: a revoked code is not given back unasked. */
export function withoutRevoked(
  ids: readonly string[],
  stacks: readonly SandboxStack[],
): ReadonlySet<string> {
  const revoked = new Set(
    stacks.flatMap(({ owner, door }) => (door === revokedDoor ? [owner] : [])),
  );
  return new Set(ids.filter((id) => !revoked.has(id)));
}

function fresh(group: string, id: string, code = newCode()): SeatCode {
  return { id, code, door: hashOfCode(group, code) };
}
