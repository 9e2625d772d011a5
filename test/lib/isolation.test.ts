import { beforeAll, describe, expect, test } from 'vitest';
import type { Lab } from '../../src/catalog/schema.ts';
import { loadCatalog } from '../../src/catalog/load.ts';
import { creatableTypes } from '../../src/sandbox/creatables.ts';
import type { Statement } from '../../lib/policy/statement.ts';
import type { Everything } from './iam/everything.ts';
import { everything } from './iam/everything.ts';
import {
  forbiddenOf,
  harmlessOf,
  isMaking,
  isSharedLogUse,
  short,
  unrestrictable,
  untaggedUses,
} from './iam/expected.ts';
import { grantsElsewhere, ownGrants } from './iam/own-grants.ts';
import type { Attempt } from './iam/simulate.ts';
import { allowedOf, allowsAny, line, names } from './iam/simulate.ts';
import { widenings } from './iam/widen.ts';
import type { MadeStack } from './stacks.ts';
import { account, labOfEverything, makeStack, region } from './stacks.ts';

/** The labs of the first two workshops; between them they make every type but processing jobs. */
const firstLabs = ['xgboost', 'linear-learner'];
/** An instance type that they declare for training, transform and hosting. */
const instanceType = 'ml.m4.xlarge';

let labs: readonly Lab[];
let declared: readonly Lab['creates'][number][];
let kim: MadeStack;
let all: Everything;

beforeAll(async () => {
  labs = (await loadCatalog()).filter((lab) => firstLabs.includes(lab.id));
  declared = [...new Set(labs.flatMap((lab) => lab.creates))];
  kim = makeStack('labs-kim', labs);
  all = await everything(kim, ['labs-lee', 'labs-kim-2'], declared, instanceType);
}, 240_000);

describe('a role', () => {
  test('can do exactly what it should with its own things', async () => {
    const own = all.own.filter(({ action }) => !unrestrictable.includes(action));
    const allowed = new Set(await allowedOf(kim.statements, own));
    const grants = own.filter((attempt) => allowed.has(line(attempt))).map(short);
    expect(grants.sort()).toEqual([...ownGrants].sort());
  }, 240_000);

  test('can do nothing to other sandboxes, to what nobody tagged, or in another region', async () => {
    const allowed = await allowedOf(kim.statements, forbiddenOf(all, declared, new Set(ownGrants)));
    expect(allowed).toEqual([]);
  }, 240_000);

  test('can use what no policy can divide, and no more of it than is listed', async () => {
    const shared = all.foreign.filter(
      (attempt) =>
        attempt.about === 'of the account' &&
        (unrestrictable.includes(attempt.action) || untaggedUses.includes(attempt.action)),
    );
    expect(shared.map(({ action }) => action)).toEqual(
      expect.arrayContaining([...unrestrictable, ...untaggedUses]),
    );
    const sharedLogs = all.sharedLogs.filter(isSharedLogUse);
    const harmless = harmlessOf(declared);
    const onNothing = all.onNothing.filter(({ action }) => harmless.includes(action));
    const making = all.own.filter((attempt) => isMaking(attempt, declared));
    for (const listed of [shared, sharedLogs, onNothing, making]) {
      expect(await allowedOf(kim.statements, listed)).toEqual(listed.map(line));
    }
    expect(onNothing).toHaveLength(harmless.length);
  }, 240_000);
});

test('a role whose notebook a schedule starts can start that one, and nothing else more', async () => {
  const started = makeStack('labs-kim', labs, { StartsAt: '2026-11-24T00:00:00Z' });
  const own = {
    action: 'sagemaker:StartNotebookInstance',
    resource: `arn:aws:sagemaker:${region}:${account}:notebook-instance/${started.notebook}`,
    context: { 'aws:ResourceTag/labs:sandbox': 'labs-kim' },
    about: 'own',
  };
  expect(await allowedOf(started.statements, [own])).toHaveLength(1);
  expect(await allowedOf(kim.statements, [own])).toEqual([]);
  const forbidden = forbiddenOf(all, declared, new Set(ownGrants));
  const about = forbidden.filter(({ action }) => action.includes('NotebookInstance'));
  expect(about.map(({ action }) => action)).toContain(own.action);
  expect(await allowedOf(started.statements, about)).toEqual([]);
}, 240_000);

describe('every type in one sandbox', () => {
  let longer: MadeStack;
  let own: readonly Attempt[];
  let forbidden: readonly Attempt[];

  beforeAll(async () => {
    const catalog = await loadCatalog();
    const everyLab = [...catalog, labOfEverything(catalog[0]!)];
    longer = makeStack('labs-kim-2', everyLab);
    const attempts = await everything(
      longer,
      ['labs-kim', 'labs-lee'],
      creatableTypes,
      instanceType,
    );
    own = attempts.own.filter(({ action }) => /^(ecr|states|events):/.test(action));
    const grants = new Set(grantsElsewhere('labs-kim-2'));
    forbidden = forbiddenOf({ ...attempts, own }, creatableTypes, grants);
  }, 240_000);

  test('can do exactly what it should with its own things in other services', async () => {
    const allowed = new Set(await allowedOf(longer.statements, own));
    const grants = own.filter((attempt) => allowed.has(line(attempt))).map(short);
    expect(grants.sort()).toEqual([...grantsElsewhere('labs-kim-2')].sort());
  }, 240_000);

  test('is kept out of others, one with a shorter name too', async () => {
    expect(await allowedOf(longer.statements, forbidden)).toEqual([]);
  }, 240_000);

  test('widening a statement that fewer labs have not lets something forbidden through', async () => {
    const known = new Set(kim.statements.map(({ Sid }) => Sid));
    const others = longer.statements.filter(({ Sid }) => !known.has(Sid));
    expect(others.map(({ Sid }) => Sid)).toEqual(expect.arrayContaining(['OwnRepositories']));
    const { unnoticed } = await unnoticedWidenings(others, forbidden);
    expect(unnoticed).toEqual([]);
  }, 120_000);
});

test('widening any statement in any way lets something through that these tests forbid', async () => {
  const forbidden = forbiddenOf(all, declared, new Set(ownGrants));
  const { unnoticed, tried } = await unnoticedWidenings(kim.statements, forbidden);
  expect(unnoticed).toEqual([]);
  expect(tried).toBeGreaterThan(kim.statements.length);
}, 120_000);

async function unnoticedWidenings(
  statements: readonly Statement[],
  forbidden: readonly Attempt[],
): Promise<{ readonly unnoticed: readonly string[]; readonly tried: number }> {
  const unnoticed: string[] = [];
  let tried = 0;
  for (const statement of statements) {
    for (const { how, statement: wider } of widenings(statement)) {
      tried += 1;
      const about = forbidden.filter(({ action }) => names(wider, action));
      if (!(await allowsAny([wider], about))) unnoticed.push(`${statement.Sid} ${how}`);
    }
  }
  return { unnoticed, tried };
}
