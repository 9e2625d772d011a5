import { expect, test } from 'vitest';
import type { SandboxStack } from '../../../src/aws/sandboxes.ts';
import { hashOfCode, newCode } from '../../../src/classroom/door/code.ts';
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
    ['choi', hashOfCode(group, cards[2]!.code)],
  ]);
  expect(elsewhere).toEqual(['park']);
});

test('a code that is made new is another one, on the card and in the stack', () => {
  const { cards, changes } = plan({ renewed: new Set(['kim', 'park']) });
  const codeOf = new Map(cards.map(({ id, code }) => [id, code]));
  expect(codeOf.get('kim')).not.toBe(kim);
  expect(codeOf.get('lee')).toBe(lee);
  expect(new Map(changes.map(({ stack, door }) => [stack.owner, door]))).toEqual(
    new Map(['kim', 'park', 'choi'].map((id) => [id, hashOfCode(group, codeOf.get(id)!)])),
  );
});

test('a code that is taken back is on no card, and its stack keeps none', () => {
  const { cards, changes, elsewhere } = plan({ revoked: new Set(['kim', 'park']) });
  expect(cards.map(({ id }) => id)).toEqual(['lee', 'choi']);
  expect(changes.filter(({ door }) => door === '').map(({ stack }) => stack.owner)).toEqual([
    'kim',
    'park',
  ]);
  expect(elsewhere).toEqual([]);
});
