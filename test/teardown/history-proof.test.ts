import { describe, expect, test } from 'vitest';
import type { FakeAws } from './fake-aws.ts';
import { createFakeAws } from './fake-aws.ts';
import {
  home,
  make,
  makeEndpoint,
  makeSandbox,
  minute,
  own,
  roleOf,
  strangersRole,
} from './fake-sandbox.ts';
import type { FakeThing } from './fake-state.ts';
import type { Telling } from './fake-trail.ts';
import { tellWhoMade } from './fake-trail.ts';
import { plan, tearDown } from './tear-down.ts';

/** Two sandboxes, and an endpoint of which nothing but CloudTrail can tell whose it is. */
function orphan(): { readonly fake: FakeAws; readonly endpoint: FakeThing } {
  const fake = createFakeAws();
  makeSandbox(fake.state, 'labs-kim');
  makeSandbox(fake.state, 'labs-lee');
  return { fake, endpoint: make(fake.state, 'Endpoint', 'Orphan', { madeFrom: 'gone' }) };
}

async function outcomeOf(telling: Telling | undefined): Promise<'deleted' | 'kept' | 'silent'> {
  const { fake, endpoint } = orphan();
  if (telling !== undefined) tellWhoMade(fake.state, endpoint, telling);
  const { deleted, kept } = await tearDown(fake);
  const isThere = fake.state.find('Endpoint', home, 'Orphan') !== undefined;
  expect(deleted.some(({ id }) => id === 'Orphan')).toBe(!isThere);
  if (!isThere) return 'deleted';
  return kept.some(({ id }) => id === 'Orphan') ? 'kept' : 'silent';
}

const kim = roleOf('labs-kim');
const elsewhere = kim.replace('111122223333', '444455556666');

describe('what neither tag nor lineage proves', () => {
  test('is ours where CloudTrail says that a session of the sandbox’s role made it', async () => {
    expect(await outcomeOf({ role: kim })).toBe('deleted');
  });

  test('is a neighbour’s, and not mentioned, where a session of the neighbour’s role did', async () => {
    expect(await outcomeOf({ role: roleOf('labs-lee') })).toBe('silent');
  });

  test.each<[string, Telling | undefined]>([
    ['nothing is told', undefined],
    ['a stranger’s role made it', { role: strangersRole }],
    ['a role of that path in another account did', { role: elsewhere }],
    ['another account was called', { role: kim, record: { recipientAccountId: '444455556666' } }],
    ['the call was refused', { role: kim, record: { errorCode: 'AccessDenied' } }],
    ['it answered another thing', { role: kim, record: { responseElements: { arn: 'other' } } }],
    ['it asked for another name', { role: kim, record: { requestParameters: { name: 'x' } } }],
    [
      'it asked for a name of other letters',
      { role: kim, record: { requestParameters: { n: 'orphan' } } },
    ],
    ['a user did', { role: kim, record: { userIdentity: { type: 'IAMUser', arn: kim } } }],
    ['the event is of another time', { role: kim, at: new Date('2026-11-23T06:00:00Z').getTime() }],
    ['it is no record at all', { role: kim, record: { userIdentity: 'kim' } }],
  ])('stays where %s', async (_, telling) => {
    expect(await outcomeOf(telling)).toBe('kept');
  });

  test.each([
    ['the sandbox’s role first', kim, strangersRole],
    ['the sandbox’s role last', strangersRole, kim],
  ])('stays where two made it within minutes, %s', async (_, first, last) => {
    const { fake, endpoint } = orphan();
    const at = endpoint.createdAt.getTime();
    tellWhoMade(fake.state, endpoint, { role: first, at: at - minute });
    tellWhoMade(fake.state, endpoint, { role: last, at });
    const { kept } = await tearDown(fake);
    expect(kept.map(({ id }) => id)).toEqual(['Orphan']);
  });

  test('stays where CloudTrail may not be asked, and that is no failure', async () => {
    const { fake } = orphan();
    const error = Object.assign(new Error('no'), { name: 'AccessDeniedException' });
    fake.faults.push({ operation: 'LookupEvents', error });
    expect(await tearDown(fake)).toMatchObject({ kept: [{ id: 'Orphan' }], unknown: [], left: [] });
  });
});

test('CloudTrail is asked once about each of them, of fifty at most, and about nothing else', async () => {
  const fake = createFakeAws({ pageSize: 100 });
  const { state, calls } = fake;
  makeSandbox(state, 'labs-kim');
  makeEndpoint(state, 'ours', own('labs-kim'));
  makeEndpoint(state, 'by-role', { role: kim });
  makeEndpoint(state, 'strangers', { role: strangersRole });
  make(state, 'TransformJob', 'ended', { madeFrom: 'gone' });
  make(state, 'Experiment', 'untagged');
  const lookups = () => calls.filter(({ operation }) => operation === 'LookupEvents').length;
  await plan(fake, 'labs-kim');
  expect(lookups()).toBe(0);

  for (let nth = 0; nth < 60; nth += 1)
    make(state, 'EndpointConfig', `c-${nth}`, { madeFrom: 'x' });
  const { kept } = await tearDown(fake);
  expect(lookups()).toBe(50);
  expect(kept).toHaveLength(60);
});
