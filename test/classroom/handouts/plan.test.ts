import { describe, expect, test } from 'vitest';
import type { SandboxStack } from '../../../src/aws/sandboxes.ts';
import { hashOfCode, newCode, revokedDoor } from '../../../src/classroom/door/code.ts';
import { codesFor, withoutRevoked } from '../../../src/classroom/handouts/codes.ts';
import type { HandoutsAsked } from '../../../src/classroom/handouts/plan.ts';
import { planHandouts } from '../../../src/classroom/handouts/plan.ts';

const group = 'ml101';
const [kim, lee, park] = [newCode(), newCode(), newCode()];

function member(owner: string, door: string | undefined): SandboxStack {
  return {
    name: `labs-${group}-${owner}`,
    stackId: `arn:aws:cloudformation:us-east-1:111122223333:stack/labs-${group}-${owner}/1`,
    account: '111122223333',
    region: 'us-east-1',
    status: 'CREATE_COMPLETE',
    createdAt: new Date(0),
    parameterNames: ['Door'],
    owner,
    labs: ['xgboost'],
    keepEndpoints: false,
    ...(door === undefined ? {} : { door }),
  };
}

const members = [
  member('kim', hashOfCode(group, kim)),
  member('lee', hashOfCode(group, lee)),
  member('park', hashOfCode(group, park)),
  member('choi', undefined),
];
const before = [
  { id: 'kim', code: kim, person: { number: 'KIM', name: '김하늘' } },
  { id: 'lee', code: lee, person: { number: 'lee' } },
];

function plan(asked: Partial<HandoutsAsked> = {}) {
  const nobody = new Set<string>();
  const people = new Map([['lee', { number: 'LEE', email: 'lee@example.com' }]]);
  return planHandouts({
    group,
    members,
    before,
    people,
    renewed: nobody,
    revoked: nobody,
    ...asked,
  });
}

test('cards stay as they are, who has no code gets one, and a code of elsewhere is said', () => {
  const { cards, changes, elsewhere } = plan();
  expect(cards).toMatchObject([
    { id: 'kim', code: kim, person: { number: 'KIM', name: '김하늘' } },
    { id: 'lee', code: lee, person: { number: 'LEE', email: 'lee@example.com' } },
    { id: 'choi', person: { number: 'choi' } },
  ]);
  expect(changes.map(({ stack, door }) => [stack.owner, door])).toEqual([
    ['choi', hashOfCode(group, cards[2]!.code!)],
  ]);
  expect(elsewhere).toEqual(['park']);
});

test('a code that is made new is another one, on the card and in the stack', () => {
  const { cards, changes } = plan({ renewed: new Set(['kim', 'park']) });
  const codeOf = new Map(cards.map(({ id, code }) => [id, code]));
  expect(codeOf.get('kim')).not.toBe(kim);
  expect(codeOf.get('lee')).toBe(lee);
  expect(new Map(changes.map(({ stack, door }) => [stack.owner, door]))).toEqual(
    new Map(['kim', 'park', 'choi'].map((id) => [id, hashOfCode(group, codeOf.get(id) ?? '')])),
  );
});

test('a code that is taken back is in no table, and its student stays there by name', () => {
  const { cards, changes, elsewhere, revoked } = plan({ revoked: new Set(['kim', 'park']) });
  expect(cards).toMatchObject([
    { id: 'kim', person: { number: 'KIM', name: '김하늘' } },
    { id: 'lee', code: lee },
    { id: 'park' },
    { id: 'choi', code: expect.any(String) },
  ]);
  expect(cards.filter(({ code }) => code === kim || code === park)).toEqual([]);
  expect(changes.map(({ stack, door }) => [stack.owner, door])).toEqual([
    ['kim', revokedDoor],
    ['park', revokedDoor],
    ['choi', expect.not.stringMatching(/^0+$/)],
  ]);
  expect(elsewhere).toEqual([]);
  expect(revoked).toEqual(['kim', 'park']);
});

describe('a code that was taken back', () => {
  const after = [member('kim', revokedDoor), ...members.slice(1, 3)];

  test.each([
    ['its card is gone', before.slice(1)],
    ['older handouts still have its card', before],
  ])('stays so with the next command, where %s', (_, handed) => {
    const { cards, changes, revoked } = plan({ members: after, before: handed });
    expect(changes).toEqual([]);
    expect(cards.find(({ id }) => id === 'kim')).not.toHaveProperty('code');
    expect(revoked).toEqual(['kim']);
    // What `labs class up` asks.
    const known = { group, stacks: after, handed, renewed: new Set<string>() };
    expect(codesFor(['kim', 'new'], known)).toEqual([
      { id: 'kim', isRevoked: true },
      { id: 'new', code: expect.any(String), door: expect.any(String) },
    ]);
  });

  test('stays so when others, or all, get new ones, until its student is named', () => {
    const others = plan({ members: after, renewed: new Set(['lee']) });
    expect(others.changes.map(({ stack }) => stack.owner)).toEqual(['lee']);
    expect(withoutRevoked(['kim', 'lee', 'new'], after)).toEqual(new Set(['lee', 'new']));
    const named = plan({ members: after, renewed: new Set(['kim']) });
    expect(named.changes.map(({ stack }) => stack.owner)).toEqual(['kim']);
    expect(named.cards[0]).toMatchObject({ id: 'kim', code: expect.any(String) });
    expect(named.cards[0]!.code).not.toBe(kim);
    expect(named.revoked).toEqual([]);
  });

  test('is not taken back again', () => {
    expect(plan({ members: after, revoked: new Set(['kim']) }).changes).toEqual([]);
  });
});
