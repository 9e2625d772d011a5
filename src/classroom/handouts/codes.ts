import type { SandboxStack } from '../../aws/sandboxes.ts';
import { hashOfCode, newCode } from '../door/code.ts';
import type { HandedCode } from './store.ts';

/** The code of a student, and what becomes of it. */
export interface SeatCode {
  readonly id: string;
  /** Undefined where only its hash is known: the handout is on another machine. */
  readonly code?: string;
  /** Given where the stack is to have it, being new. */
  readonly door?: string;
}

/**
 * Finds every student's code: the one whose hash their stack has, else the one in the handouts with
 * their number, else a new one. Pure but for the new ones.
 *
 * @param renew every student gets a new one, so that the old ones open nothing any more
 */
export function codesFor(
  group: string,
  ids: readonly string[],
  stacks: readonly SandboxStack[],
  handed: readonly HandedCode[],
  renew: boolean,
): readonly SeatCode[] {
  const byHash = new Map(handed.map(({ code }) => [hashOfCode(group, code), code]));
  const byId = new Map(handed.map(({ id, code }) => [id, code]));
  const stackOf = new Map(stacks.map((stack) => [stack.owner, stack]));
  return ids.map((id) => {
    const door = stackOf.get(id)?.door;
    if (renew) return fresh(group, id);
    if (door === undefined) return fresh(group, id, byId.get(id));
    const code = byHash.get(door);
    return { id, ...(code === undefined ? {} : { code }) };
  });
}

function fresh(group: string, id: string, code = newCode()): SeatCode {
  return { id, code, door: hashOfCode(group, code) };
}
