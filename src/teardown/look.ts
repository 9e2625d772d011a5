import type { PriceLookup } from '../cost/prices.ts';
import type { ResourceType } from '../sandbox/resource-types.ts';
import type { Origin } from './ownership.ts';
import { describeOnce, describedRoles, originOf, originOfRoles } from './ownership.ts';
import type { Problem } from '../aws/problem.ts';
import { isGone, problemOf } from '../aws/problem.ts';
import { sweepers } from './registry.ts';
import type { Listed, Scan, Sweeper } from './sweeper.ts';
import { nameInArn } from './tag-index.ts';
import type { Stage, Thing, Use } from './thing.ts';
import { thingKey } from './thing.ts';

/** What a look at some types in one region is to do. */
export interface LookOptions {
  readonly scan: Omit<Scan, 'parents' | 'isClear'>;
  readonly types: ReadonlySet<ResourceType>;
  /** What earlier looks found, of all types; something new can hang on it. */
  readonly known: readonly Thing[];
  readonly price: PriceLookup;
  readonly now: () => Date;
  /** Whether nothing of a type hangs on a parent, and nothing will any more. */
  readonly isClear: (type: ResourceType, parent: string) => boolean;
  /** A thing's price as an earlier look found it, so that it is asked for once. */
  readonly knownPrice: (key: string) => number | null | undefined;
}

export interface LookResult {
  /** Of the wanted sandboxes, and what could be theirs. */
  readonly things: readonly Thing[];
  /** Types of which not everything could be read. */
  readonly problems: ReadonlyMap<ResourceType, LookProblem>;
  /** Types that were looked at, and what of them could hang on. */
  readonly looked: ReadonlyMap<ResourceType, readonly Thing[]>;
}

/** Why a type is not known for sure. */
export interface LookProblem {
  readonly problem: Problem;
  /** `list`: there may be things that were not seen; `owner`: whose some of them are, is not known. */
  readonly of: 'list' | 'owner';
}

/**
 * Looks at some types in one region, all at the same time but for what hangs on others. Read-only.
 *
 * @throws what AWS answered where nothing more can be asked: no valid credentials, or interrupted
 */
export async function look(options: LookOptions): Promise<LookResult> {
  const things: Thing[] = [];
  const problems = new Map<ResourceType, LookProblem>();
  const looked = new Map<ResourceType, readonly Thing[]>();
  const wanted = sweepers.filter(({ type }) => options.types.has(type));
  const waves = [
    wanted.filter(({ hangsOn }) => hangsOn === undefined),
    wanted.filter(({ hangsOn }) => hangsOn !== undefined),
  ];
  for (const wave of waves) {
    const known = mergeByKey(options.known, things);
    await Promise.all(
      wave.map(async (sweeper) => {
        const { type, hangsOn } = sweeper;
        const parents = known.filter((thing) => hangsOn?.types.includes(thing.type));
        const isClear = (key: string): boolean => options.isClear(type, key);
        const problem = await lookAt(
          { ...options.scan, parents, isClear },
          sweeper,
          options,
          things,
        );
        looked.set(type, parents);
        if (problem !== undefined) problems.set(type, problem);
      }),
    );
  }
  return { things, problems, looked };
}

function mergeByKey(old: readonly Thing[], fresh: readonly Thing[]): readonly Thing[] {
  return [...new Map([...old, ...fresh].map((thing) => [thing.key, thing])).values()];
}

async function lookAt(
  scan: Scan,
  sweeper: Sweeper,
  options: LookOptions,
  things: Thing[],
): Promise<LookProblem | undefined> {
  const problems: LookProblem[] = [];
  const fatal: unknown[] = [];
  const underway: Promise<void>[] = [];
  const seen = new Set<string>();

  function note(of: LookProblem['of'], error: unknown): void {
    const problem = problemOf(error);
    if (problem.kind === 'signed-out' || scan.signal.aborted) fatal.push(error);
    else problems.push({ of, problem });
  }

  async function take(listed: Listed): Promise<void> {
    try {
      const thing = await attribute(scan, sweeper, listed, options);
      if (thing !== undefined) things.push(thing);
    } catch (error) {
      if (!isGone(error)) note('owner', error);
    }
  }

  try {
    for await (const listed of sweeper.list(scan)) {
      if (listed.arn !== undefined) seen.add(listed.id);
      underway.push(take(listed));
    }
    underway.push(...(await olderOnes(scan, sweeper, options.known, seen)).map(take));
  } catch (error) {
    note('list', error);
  }
  await Promise.all(underway);
  if (fatal.length > 0) throw fatal[0];
  return problems.find((one) => one.of === 'list') ?? problems[0];
}

/**
 * Things that are older than the list's bound: those of an earlier sandbox of the same name, known by
 * their tag and asked for one by one. What AWS does not know any more is no thing.
 */
async function olderOnes(
  scan: Scan,
  sweeper: Sweeper,
  known: readonly Thing[],
  seen: ReadonlySet<string>,
): Promise<readonly Listed[]> {
  const { tagType } = sweeper;
  if (sweeper.describe === undefined || tagType === undefined) return [];
  const isListed = ({ createdAt, state }: Thing) =>
    state.is === 'gone' || (createdAt !== undefined && createdAt > scan.since);
  const listed = new Set(known.filter(isListed).map(({ arn }) => arn));
  const missing = scan.evidence.tags
    .arnsOf(tagType, new Set(scan.sandboxes.map(({ name }) => name)))
    .filter((arn) => !seen.has(nameInArn(arn)) && !listed.has(arn));
  const described = await Promise.all(
    missing.map(async (arn) => {
      const description = await sweeper.describe?.(scan, nameInArn(arn));
      if (description === undefined) scan.evidence.tags.forget(arn);
      return description;
    }),
  );
  return described.flatMap((description) => (description ? [description.listed] : []));
}

async function attribute(
  scan: Scan,
  sweeper: Sweeper,
  listed: Listed,
  options: LookOptions,
): Promise<Thing | undefined> {
  const origin = await originOf(scan, sweeper, listed, options.now());
  if (origin.is === 'stranger' || origin.is === 'vanished') return undefined;
  const isUnproved = origin.is === 'unproved';
  // A record that cannot be removed and costs nothing is worth a line only where it is ours.
  if (isUnproved && listed.stage === 'record') return undefined;
  const sandbox = isUnproved
    ? scan.sandboxes.toSorted((a, b) => a.since.getTime() - b.since.getTime())[0]?.name
    : scan.sandboxes.find(({ name }) => name === origin.name)?.name;
  if (sandbox === undefined) return undefined;

  const key = thingKey(scan.region, sweeper.type, listed.id);
  const { sandbox: _, presumed = false, uses: __, roles: ___, isIndexed: ____, ...facts } = listed;
  const isRenting = rents(sweeper, listed.stage);
  const pricePerHour = isRenting
    ? (options.knownPrice(key) ?? (await priceOf(scan, sweeper, listed, options)))
    : 0;
  const isIndexed = await isOnlyIndexed(scan, sweeper, listed, origin);
  return {
    ...facts,
    key,
    type: sweeper.type,
    region: scan.region,
    sandbox,
    presumed,
    pricePerHour,
    ...(isIndexed ? { isIndexed } : {}),
    state: isUnproved ? { is: 'kept', reason: 'unproved' } : { is: 'found' },
  };
}

/**
 * Whether nothing but the tag index says that a thing, or what it hangs on, is its sandbox's. A role
 * that was read for the price is a better proof, and costs no call.
 */
async function isOnlyIndexed(
  scan: Scan,
  sweeper: Sweeper,
  { id, parent, roles }: Listed,
  origin: Origin,
): Promise<boolean> {
  if (
    parent !== undefined &&
    scan.parents.some(({ key, isIndexed }) => key === parent && isIndexed)
  )
    return true;
  if (origin.is !== 'sandbox' || origin.isIndexed !== true) return false;
  if (sweeper.inheritsRole === true) return true;
  const told = roles ?? (await describedRoles(scan, sweeper, id));
  const proof = told === undefined ? undefined : originOfRoles(told, scan.account).origin;
  return !(proof?.is === 'sandbox' && proof.name === origin.name);
}

/** Whether a thing of a type rents instances in a stage. */
function rents({ bills }: Sweeper, stage: Stage): boolean {
  return (
    bills === 'always' || (bills === 'running' && (stage === 'running' || stage === 'changing'))
  );
}

/** US dollars an hour now, null where that is not known. */
async function priceOf(
  scan: Scan,
  sweeper: Sweeper,
  listed: Listed,
  options: LookOptions,
): Promise<number | null> {
  const uses = listed.uses ?? (await usesOf(scan, sweeper, listed));
  if (uses === undefined) return null;
  const prices = uses.map(({ use, instanceType, count }) => {
    const price = options.price(scan.region, use, instanceType);
    return price === undefined ? null : price.usdPerHour * count;
  });
  return sum(prices);
}

/** What a thing rents; a price is worth no failure, so an error is "not known". */
async function usesOf(
  scan: Scan,
  sweeper: Sweeper,
  listed: Listed,
): Promise<readonly Use[] | undefined> {
  try {
    const description = await describeOnce(scan, sweeper, listed.id);
    return description === undefined || description === 'none'
      ? undefined
      : await description.uses();
  } catch {
    return undefined;
  }
}

/** A sum that is null where one of its parts is not known. */
export function sum(parts: readonly (number | null)[]): number | null {
  return parts.reduce((total, part) => (total === null || part === null ? null : total + part), 0);
}
