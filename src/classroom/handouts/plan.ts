import type { SandboxStack } from '../../aws/sandboxes.ts';
import type { Person } from '../roster/student.ts';
import type { Card } from './cards.ts';
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
  /** Stacks that get another hash; an empty one opens nothing. */
  readonly changes: readonly { readonly stack: SandboxStack; readonly door: string }[];
  /** Students whose code is in no handout here. */
  readonly elsewhere: readonly string[];
}

/** Plans cards for the members of a class, in their order; pure but for new codes. */
export function planHandouts(asked: HandoutsAsked): HandoutsPlan {
  const { group, members, before, people, renewed, revoked } = asked;
  const known = new Map(before.map(({ id, person }) => [id, person]));
  const stays = members.filter(({ owner }) => !revoked.has(owner));
  const codes = stays.flatMap(({ owner }) =>
    codesFor(group, [owner], members, before, renewed.has(owner)),
  );
  return {
    cards: codes.flatMap(({ id, code }) =>
      code === undefined
        ? []
        : [{ id, code, person: people.get(id) ?? known.get(id) ?? { number: id } }],
    ),
    changes: members.flatMap((stack) => {
      if (revoked.has(stack.owner)) return stack.door === undefined ? [] : [{ stack, door: '' }];
      const door = codes.find(({ id }) => id === stack.owner)?.door;
      return door === undefined ? [] : [{ stack, door }];
    }),
    elsewhere: codes.flatMap(({ id, code }) => (code === undefined ? [id] : [])),
  };
}
