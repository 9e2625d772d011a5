import type { ResourceType } from '../sandbox/resource-types.ts';
import type { Wanted } from './decide-all.ts';
import { look } from './look.ts';
import type { SandboxPlan } from './plan.ts';
import { oldest } from './plan.ts';
import { problemOf } from '../aws/problem.ts';
import { sweepers } from './registry.ts';
import type { Run } from './run-state.ts';
import { evidenceOf } from './run-state.ts';
import { straysOf } from './strays.ts';
import { readTagIndex } from './tag-index.ts';
import { isClear, isUnproved, listKey, merge } from './world.ts';

/** Something with a sandbox's tag that no sweeper answers for. */
export interface Stray {
  readonly sandbox: string;
  readonly region: string;
  readonly arn: string;
}

/**
 * Looks again at what can have changed, each region at the same time.
 *
 * @returns false where the run was interrupted or the credentials ran out meanwhile
 */
export async function lookAgain(run: Run, wanted: Wanted): Promise<boolean> {
  run.world.tick += 1;
  try {
    await Promise.all([...wanted].map(([region, types]) => lookAtRegion(run, region, types)));
    return true;
  } catch (error) {
    if (!run.signal.aborted) run.stopped = problemOf(error);
    return false;
  }
}

/**
 * The second look: every list that did not begin after the last step. Read-only.
 *
 * @returns false where it could not be finished
 */
export async function secondLook(run: Run): Promise<boolean> {
  const { world } = run;
  const regions = new Set(world.sandboxes.map(({ region }) => region));
  const wanted = new Map(
    [...regions].map((region) => [
      region,
      new Set(
        sweepers
          .map(({ type }) => type)
          .filter((type) => {
            const key = listKey(region, type);
            return (world.looked.get(key) ?? -1) <= world.lastStep || world.problems.has(key);
          }),
      ),
    ]),
  );
  run.progress.lookingAgain('running');
  const isDone = await lookAgain(run, wanted);
  run.progress.lookingAgain(isDone ? 'done' : 'failed');
  return isDone;
}

async function lookAtRegion(
  run: Run,
  region: string,
  types: ReadonlySet<ResourceType>,
): Promise<void> {
  const { aws, world, signal, price } = run;
  const sandboxes = world.sandboxes.filter((sandbox) => sandbox.region === region);
  const [first] = sandboxes;
  if (first === undefined) return;
  const things = [...world.tracks.values()]
    .map(({ thing }) => thing)
    .filter((thing) => thing.region === region && !isUnproved(thing));
  const result = await look({
    scan: {
      aws,
      account: first.account,
      region,
      signal,
      memo: new Map(),
      since: oldest(sandboxes),
      sandboxes,
      evidence: evidenceOf(run, region),
      first: false,
    },
    types,
    known: things,
    isClear: (type, parent) => isClear(world, type, parent),
    price,
    now: () => new Date(run.clock()),
    knownPrice: (key) => world.tracks.get(key)?.thing.pricePerHour || undefined,
  });
  merge(world, region, result, run.clock());
}

/**
 * ARNs that carry a sandbox's tag and that no sweeper answers for, as the tag index shows them now:
 * of sandboxes that had some, by their place. What it cannot be asked is left as the plan had it.
 */
export async function straysLeft(
  run: Run,
  plans: readonly SandboxPlan[],
): Promise<readonly Stray[]> {
  const regions = new Set(
    plans.flatMap(({ facts, strays }) => (strays.length === 0 ? [] : facts.region)),
  );
  const found = await Promise.all(
    [...regions].map(async (region) => {
      const here = plans.filter(({ facts }) => facts.region === region);
      const index = await readTagIndex(run.aws, region, run.signal).catch(() => undefined);
      return here.flatMap(({ facts: { name: sandbox }, strays }) =>
        (index === undefined ? strays : straysOf(index, sandbox)).map((arn) => {
          return { sandbox, region, arn };
        }),
      );
    }),
  );
  return found.flat();
}
