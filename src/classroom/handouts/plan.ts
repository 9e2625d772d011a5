import type { SandboxStack } from '../../aws/sandboxes.ts';
import { revokedDoor } from '../door/code.ts';
import type { Person } from '../roster/student.ts';
import type { Card } from './cards.ts';
import { codesOf } from './cards.ts';
import { codesFor } from './codes.ts';

/** What is asked of the handouts of a class. */
export interface HandoutsAsked {
  readonly group: string;
  readonly members: readonly SandboxStack[];
  /** Cards of the handouts that are there. */
  readonly before: readonly Card[];
  /** Who is behind an id, where the roster says so. */
  readonly people: ReadonlyMap<string, Person>;
  /** Whose codes are made new. */
  readonly renewed: ReadonlySet<string>;
  /** Whose codes are taken back. */
  readonly revoked: ReadonlySet<string>;
}

/** What becomes of the handouts, and of the stacks that keep the hashes. */
export interface HandoutsPlan {
  readonly cards: readonly Card[];
  /** Stacks that get another hash, or {@link revokedDoor}. */
  readonly changes: readonly { readonly stack: SandboxStack; readonly door: string }[];
  /** Students whose code is in no handout here. */
  readonly elsewhere: readonly string[];
  /** Students who have no code until one is made for them by name. */
  readonly revoked: readonly string[];
}

/** Plans cards for the members of a class, in their order; pure but for new codes. */
export function planHandouts(asked: HandoutsAsked): HandoutsPlan {
  const { group, members, before, people, renewed, revoked } = asked;
  const known = new Map(before.map(({ id, person }) => [id, person]));
  const stacks = members.map((stack) =>
    revoked.has(stack.owner) ? { ...stack, door: revokedDoor } : stack,
  );
  const codes = codesFor(
    members.map(({ owner }) => owner),
    { group, stacks, handed: codesOf(before), renewed },
  );
  const doorOf = new Map(codes.map(({ id, door }) => [id, door]));
  return {
    cards: codes.flatMap(({ id, code, isRevoked }) => {
      const person = people.get(id) ?? known.get(id) ?? { number: id };
      if (code !== undefined) return [{ id, person, code }];
      return isRevoked === true ? [{ id, person }] : [];
    }),
    changes: members.flatMap((stack) => {
      const door = revoked.has(stack.owner) ? revokedDoor : doorOf.get(stack.owner);
      return door === undefined || door === stack.door ? [] : [{ stack, door }];
    }),
    elsewhere: codes.flatMap(({ id, code, isRevoked }) =>
      code === undefined && isRevoked === undefined ? [id] : [],
    ),
    revoked: codes.flatMap(({ id, isRevoked }) => (isRevoked === true ? [id] : [])),
  };
}
